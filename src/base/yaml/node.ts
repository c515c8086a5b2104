/** Offsets into the text of a document, the end exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface ScalarNode extends Place {
  readonly kind: 'scalar';
  /** Content after folding and escapes; for plain scalars the source text. */
  readonly text: string;
  readonly plain: boolean;
  /** Explicit tag in its long form (`tag:yaml.org,2002:int`). */
  readonly tag: string | undefined;
}

export interface MapEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

export interface MapNode extends Place {
  readonly kind: 'map';
  readonly entries: MapEntry[];
  end: number;
}

export interface ListNode extends Place {
  readonly kind: 'list';
  /** Not read-only: list merges are spliced in before anything is decoded, and aliases must see that. */
  items: YamlNode[];
  end: number;
}

interface AliasNode extends Place {
  readonly kind: 'alias';
  readonly name: string;
  /** The anchored node, or undefined if the alias is inside its own anchor. */
  readonly target: FollowedNode | undefined;
}

/** A node that is not an alias. An alias has no anchor, so no alias refers to another. */
export type FollowedNode = ScalarNode | MapNode | ListNode;

export type YamlNode = FollowedNode | AliasNode;

/** The node itself, or the target of an alias; undefined without one, and for an alias inside its own anchor. */
export function followed(node: YamlNode | undefined): FollowedNode | undefined {
  return node?.kind === 'alias' ? node.target : node;
}

/** The placeholder for an absent value. */
export function emptyNode(offset: number): ScalarNode {
  return { kind: 'scalar', text: '', plain: true, tag: undefined, start: offset, end: offset };
}

/** Whether a key asks for a merge: `<<` without quotes, or tagged as one. */
export function isMergeKey(node: YamlNode): boolean {
  if (node.kind !== 'scalar' || node.text !== '<<') return false;
  return node.tag === undefined ? node.plain : MERGE_TAGS.includes(node.tag);
}

const MERGE_TAGS: readonly string[] = ['!', 'tag:yaml.org,2002:merge'];

/** How much a node amounts to once its aliases are followed. */
export interface Expansion {
  /** Nodes, those under aliases counted once per alias. */
  readonly size: number;
  readonly height: number;
}

export const SINGLE_NODE: Expansion = { size: 1, height: 1 };

/** Deeper than this through aliases, decoding is given up. */
const MAXIMUM_HEIGHT = 500;

/** Up to this many nodes, nearly all may come from aliases; from the second figure on, a tenth. */
const FREE_SIZE = 400_000;
const STRICT_SIZE = 4_000_000;

export function combine(children: readonly Expansion[]): Expansion {
  let size = 1;
  let height = 0;
  for (const child of children) {
    size += child.size;
    height = Math.max(height, child.height);
  }
  return { size, height: height + 1 };
}

/**
 * Whether aliases expand a document beyond the limit of go-yaml: the share of nodes that come from
 * aliases is bounded, and the more so the larger the document becomes.
 *
 * @param written nodes as written, aliases counted as one
 */
export function isAliasBomb(expansion: Expansion, written: number): boolean {
  const aliased = expansion.size - written;
  if (expansion.height > MAXIMUM_HEIGHT) return true;
  return aliased > 100 && expansion.size > 1000 && aliased / expansion.size > allowedShare(expansion.size);
}

function allowedShare(size: number): number {
  if (size <= FREE_SIZE) return 0.99;
  if (size >= STRICT_SIZE) return 0.1;
  return 0.99 - (0.89 * (size - FREE_SIZE)) / (STRICT_SIZE - FREE_SIZE);
}
