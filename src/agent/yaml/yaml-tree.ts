import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  Scalar,
} from 'yaml';

/** A YAML value before any typing: aliases followed, scalars as text. */
export type YamlNode = YamlScalar | YamlMap | YamlList;

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly text: string;
  /** Written without quotes and not as a block. */
  readonly isPlain: boolean;
  /** Explicit tag; those of YAML itself in the short form `!!str`. */
  readonly tag: string | undefined;
}

export interface YamlMap {
  readonly kind: 'map';
  readonly entries: readonly (readonly [key: YamlNode, value: YamlNode])[];
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

/** A YAML text that the agent's reader refuses. */
export class YamlValueError extends Error {
  override readonly name = 'YamlValueError';
}

/** More nodes than this, aliases counted each time, are taken for an attempt to exhaust memory. */
const NODE_LIMIT = 10_000;

/** Follows the aliases of a document. Throws {@link YamlValueError} for unknown, cyclic and exploding ones. */
export function yamlTree(document: Document.Parsed): YamlNode {
  let count = 0;
  const open = new Set<unknown>();

  function toNode(node: Node | ParsedNode | null | undefined): YamlNode {
    count += 1;
    if (count > NODE_LIMIT) throw new YamlValueError(`more than ${NODE_LIMIT} values, aliases counted`);
    if (isAlias(node)) return followAlias(node);
    if (isMap(node)) return { kind: 'map', entries: node.items.map((item) => toEntry(item.key, item.value)) };
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => toNode(item as Node | null)) };
    if (isScalar(node)) return toScalar(node);
    return { kind: 'scalar', text: '', isPlain: true, tag: undefined };
  }

  function toEntry(key: unknown, value: unknown): readonly [YamlNode, YamlNode] {
    return [toNode(key as Node | null), toNode(value as Node | null)];
  }

  function followAlias(alias: Alias): YamlNode {
    const target = alias.resolve(document);
    if (target === undefined || open.has(target))
      throw new YamlValueError(`unknown or cyclic alias *${alias.source}`);
    open.add(target);
    const node = toNode(target);
    open.delete(target);
    return node;
  }

  return toNode(document.contents);
}

function toScalar(scalar: Scalar): YamlScalar {
  return {
    kind: 'scalar',
    text: scalar.source ?? String(scalar.value ?? ''),
    isPlain: scalar.type === Scalar.PLAIN || scalar.type === undefined,
    tag: scalar.tag?.replace(/^tag:yaml\.org,2002:/, '!!'),
  };
}
