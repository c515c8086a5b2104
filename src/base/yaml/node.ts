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

export function emptyNode(offset: number): ScalarNode {
  return { kind: 'scalar', text: '', plain: true, tag: undefined, start: offset, end: offset };
}

/** Whether a key asks for a merge: `<<` without quotes, or tagged as one. */
export function isMergeKey(node: YamlNode): boolean {
  if (node.kind !== 'scalar' || node.text !== '<<') return false;
  return node.tag === undefined ? node.plain : MERGE_TAGS.includes(node.tag);
}

const MERGE_TAGS: readonly string[] = ['!', 'tag:yaml.org,2002:merge'];
