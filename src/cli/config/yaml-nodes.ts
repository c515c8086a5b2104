import { followed, type YamlNode } from '../../base/yaml/yaml.ts';
import { resolveYaml11, type Yaml2Scalar } from '../../translate/agent/yaml/yaml2-value.ts';

export interface NamedEntry {
  readonly name: string;
  readonly key: YamlNode;
  readonly value: YamlNode;
}

/** The entries of a map with strings as keys. Merged ones come first, so its own keys win. */
export function entriesOf(node: YamlNode | undefined): NamedEntry[] {
  const map = followed(node);
  if (map?.kind !== 'map') return [];
  const own = map.entries.flatMap(({ key, value }) => {
    const name = followed(key);
    return name?.kind === 'scalar' ? [{ name: name.text, key, value }] : [];
  });
  const merged = own.filter(({ name }) => name === '<<').flatMap(({ value }) => entriesOf(value));
  return [...merged, ...own.filter(({ name }) => name !== '<<')];
}

export function nodeAt(node: YamlNode | undefined, path: readonly string[]): YamlNode | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return node;
  return nodeAt(entriesOf(node).findLast(({ name }) => name === key)?.value, rest);
}

export function itemsAt(node: YamlNode | undefined, path: readonly string[]): readonly YamlNode[] {
  const list = followed(nodeAt(node, path));
  return list?.kind === 'list' ? list.items : [];
}

export function textAt(node: YamlNode | undefined, path: readonly string[]): string | undefined {
  const scalar = followed(nodeAt(node, path));
  return scalar?.kind === 'scalar' ? scalar.text : undefined;
}

/** The value of a scalar in YAML 1.1; one that does not match its tag is a string. */
export function scalarOf(node: YamlNode | undefined): Yaml2Scalar | undefined {
  const scalar = followed(node);
  if (scalar?.kind !== 'scalar') return undefined;
  try {
    return resolveYaml11(scalar);
  } catch {
    return { kind: 'string', value: scalar.text };
  }
}
