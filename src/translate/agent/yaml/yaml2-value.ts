import type { ScalarValue, YamlNode } from '../../../base/yaml/yaml.ts';
import { isMergeKey } from '../../../base/yaml/yaml.ts';
import { follow, YamlValueError } from './follow.ts';
import { resolveYaml11 } from './yaml11-scalar.ts';

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
 * Decodes all of a node, so that a value that does not fit its tag is rejected even if a later key replaces it.
 * Throws {@link YamlValueError}.
 */
export function yaml2Value(node: YamlNode): Yaml2Value {
  const followed = follow(node);
  if (followed.kind === 'scalar') return resolveYaml11(followed);
  if (followed.kind === 'list') return { kind: 'list', items: followed.items.map(yaml2Value) };
  const entries = new Map<string, { key: Yaml2Scalar; value: Yaml2Value }>();
  for (const { key: keyNode, value: valueNode } of followed.entries) {
    if (isMergeKey(keyNode)) {
      for (const merged of mergedEntries(valueNode)) {
        for (const [identity, entry] of merged) entries.set(identity, entry);
      }
      continue;
    }
    const key = yaml2Value(keyNode);
    if (key.kind === 'list' || key.kind === 'map') throw new YamlValueError('a key must be a text');
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
    if (value.kind !== 'map') throw new YamlValueError('the merge key << takes a map or a list of maps');
    return value.entries;
  });
}
