import { strictBase64ToText } from '../encoding/base64.ts';
import type { ScalarNode } from './node.ts';
import { parseNumber, type YamlNumber } from './number.ts';
import { parseTimestamp } from './timestamp.ts';

/** What a scalar is where its place does not say. */
export type ScalarValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'timestamp'; readonly value: string }
  | YamlNumber;

const WORDS: ReadonlyMap<string, ScalarValue> = /* @__PURE__ */ new Map<string, ScalarValue>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, { kind: 'null' }] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, { kind: 'boolean', value: true }] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, { kind: 'boolean', value: false }] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, { kind: 'float', value: Number.NaN }] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(
    (word) => [word, { kind: 'float', value: Number.POSITIVE_INFINITY }] as const,
  ),
  ...['-.inf', '-.Inf', '-.INF'].map(
    (word) => [word, { kind: 'float', value: Number.NEGATIVE_INFINITY }] as const,
  ),
]);

const TAG_PREFIX = 'tag:yaml.org,2002:';

/** Resolves a scalar by go-yaml's rules. Returns undefined where an explicit tag does not fit the text. */
export function resolveScalar(node: ScalarNode, goYaml4: boolean): ScalarValue | undefined {
  const tag = node.tag?.startsWith(TAG_PREFIX) ? node.tag.slice(TAG_PREFIX.length) : undefined;
  if (tag === undefined) {
    // To go-yaml 3, a lone `!` says nothing; to go-yaml 4, that it is a text.
    return node.plain && (node.tag === undefined || (node.tag === '!' && !goYaml4))
      ? resolvePlain(node.text, goYaml4)
      : { kind: 'string', value: node.text };
  }
  return resolveTagged(tag, node.text, goYaml4);
}

function resolvePlain(text: string, goYaml4: boolean): ScalarValue {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const timestamp = parseTimestamp(text);
  if (timestamp !== undefined) return { kind: 'timestamp', value: timestamp };
  return parseNumber(text, goYaml4) ?? { kind: 'string', value: text };
}

function resolveTagged(tag: string, text: string, goYaml4: boolean): ScalarValue | undefined {
  const plain = resolvePlain(text, goYaml4);
  switch (tag) {
    case 'str':
      return { kind: 'string', value: text };
    case 'binary':
      return decodeBase64(text);
    case 'null':
      return plain.kind === 'null' ? plain : undefined;
    case 'bool':
      return plain.kind === 'boolean' ? plain : undefined;
    case 'int':
      return plain.kind === 'int' || plain.kind === 'uint' ? plain : undefined;
    case 'float':
      if (plain.kind === 'int') return { kind: 'float', value: Number(plain.value) };
      return plain.kind === 'float' ? plain : undefined;
    case 'timestamp':
      return plain.kind === 'timestamp' ? plain : undefined;
    default:
      return { kind: 'string', value: text };
  }
}

function decodeBase64(encoded: string): ScalarValue | undefined {
  const value = strictBase64ToText(encoded);
  return value === undefined ? undefined : { kind: 'string', value };
}
