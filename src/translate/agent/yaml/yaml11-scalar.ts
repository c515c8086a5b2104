import { resolveScalar, type ScalarNode, type ScalarValue } from '../../../base/yaml/yaml.ts';
import { YamlValueError } from './follow.ts';

const BOOL_TAG = 'tag:yaml.org,2002:bool';

const WORDS = /* @__PURE__ */ new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);

/**
 * Resolves a scalar as YAML 1.1, which has more words for true and false; dates stay text. Throws
 * {@link YamlValueError} where a text does not fit its explicit tag.
 */
export function resolveYaml11(node: ScalarNode): Exclude<ScalarValue, { kind: 'timestamp' }> {
  const word =
    node.tag === BOOL_TAG || (node.plain && node.tag === undefined) ? WORDS.get(node.text) : undefined;
  if (word !== undefined) return { kind: 'boolean', value: word };
  if (node.tag === '!') return { kind: 'string', value: node.text };
  const value = resolveScalar(node, false);
  if (value === undefined) throw new YamlValueError('a value does not fit its tag');
  return value.kind === 'timestamp' ? { kind: 'string', value: node.text } : value;
}
