import {
  BOOLEAN_WORDS,
  type FollowedNode,
  isMergeKey,
  resolveScalar,
  type ScalarNode,
  type ScalarValue,
  type YamlNode,
} from '../../../base/yaml/yaml.ts';
import type { VariableProblem } from '../messages.ts';

/** A YAML value without a target type, as go-yaml 2 decodes it before it is turned into JSON. */
export type Yaml2Value = Yaml2Scalar | Yaml2Map | Yaml2List;

export type Yaml2Scalar = Exclude<ScalarValue, { kind: 'timestamp' }>;

interface Yaml2List {
  readonly kind: 'list';
  readonly items: readonly Yaml2Value[];
}

/** A map, one entry a key: the last value of a key replaces earlier ones at their place. */
interface Yaml2Map {
  readonly kind: 'map';
  readonly entries: Entries;
}

type Entries = ReadonlyMap<string, { readonly key: Yaml2Scalar; readonly value: Yaml2Value }>;

/**
 * Decodes all of a node, so a value that does not match its tag is rejected even if a later key replaces it.
 * Throws {@link YamlValueError}.
 */
export function yaml2Value(node: YamlNode): Yaml2Value {
  const target = follow(node);
  if (target.kind === 'scalar') return resolveYaml11(target);
  if (target.kind === 'list') return { kind: 'list', items: target.items.map(yaml2Value) };
  const entries = new Map<string, { key: Yaml2Scalar; value: Yaml2Value }>();
  for (const { key: keyNode, value: valueNode } of target.entries) {
    if (isMergeKey(keyNode)) {
      for (const merged of mergedEntries(valueNode)) {
        for (const [identity, entry] of merged) entries.set(identity, entry);
      }
      continue;
    }
    const key = yaml2Value(keyNode);
    if (key.kind === 'list' || key.kind === 'map') throw new YamlValueError('key-not-string');
    entries.set(`${key.kind} ${key.kind === 'null' ? '' : key.value}`, { key, value: yaml2Value(valueNode) });
  }
  return { kind: 'map', entries };
}

/** The maps that a merge key brings in, the one that takes precedence last. */
function mergedEntries(node: YamlNode): readonly Entries[] {
  const merged = follow(node);
  // An alias of a list is not accepted.
  const sources = merged.kind === 'list' && node.kind === 'list' ? [...merged.items].reverse() : [merged];
  return sources.map((source) => {
    const value = yaml2Value(source);
    if (value.kind !== 'map') throw new YamlValueError('merge-of-no-object');
    return value.entries;
  });
}

/** The node itself, or the target of an alias. Throws {@link YamlValueError} for an alias inside its own anchor. */
export function follow(node: YamlNode): FollowedNode {
  if (node.kind !== 'alias') return node;
  if (node.target !== undefined) return node.target;
  throw new YamlValueError('alias-in-itself', { alias: node.name });
}

/** A YAML value that the agent's reader rejects. */
export class YamlValueError extends Error {
  readonly problem: VariableProblem;

  constructor(reason: VariableProblem['reason'], args: Omit<VariableProblem, 'reason'> = {}) {
    super(reason);
    this.problem = { reason, ...args };
  }
}

const BOOL_TAG = 'tag:yaml.org,2002:bool';

/**
 * Resolves a scalar as YAML 1.1, which has more words for true and false; dates stay text. Throws
 * {@link YamlValueError} if a string does not fit its explicit tag.
 */
export function resolveYaml11(node: ScalarNode): Exclude<ScalarValue, { kind: 'timestamp' }> {
  const word =
    node.tag === BOOL_TAG || (node.plain && node.tag === undefined)
      ? BOOLEAN_WORDS.get(node.text)
      : undefined;
  if (word !== undefined) return { kind: 'boolean', value: word };
  if (node.tag === '!') return { kind: 'string', value: node.text };
  const value = resolved(node);
  return value.kind === 'timestamp' ? { kind: 'string', value: node.text } : value;
}

/** Resolves a scalar as YAML 1.2. Throws {@link YamlValueError} if a string does not fit its explicit tag. */
export function resolved(node: ScalarNode): ScalarValue {
  const value = resolveScalar(node, false);
  if (value === undefined) throw new YamlValueError('tag-mismatch');
  return value;
}
