import { failYaml } from './failure.ts';
import { combine, type Expansion, emptyNode, type FollowedNode, SINGLE_NODE, type YamlNode } from './node.ts';
import type { Scanner } from './scan/scanner.ts';
import type { Token } from './scan/token.ts';

interface Anchor {
  readonly node: FollowedNode;
  /** Undefined while the anchored node is still open: an alias to it would contain itself. */
  expansion: Expansion | undefined;
}

/** The state of turning tokens into nodes. */
export interface Reader {
  readonly scanner: Scanner;
  /** The prefixes of tag handles. */
  readonly handles: ReadonlyMap<string, string>;
  readonly anchors: Map<string, Anchor>;
  /** Nodes as written, aliases counted as one. */
  written: number;
  /** The rule that collections lead back to. */
  readonly readNode: (reader: Reader, block: boolean, indentless: boolean) => ReadNode;
}

export interface ReadNode {
  readonly node: YamlNode;
  readonly expansion: Expansion;
}

export function readEmpty(reader: Reader, offset: number): ReadNode {
  reader.written++;
  return { node: emptyNode(offset), expansion: SINGLE_NODE };
}

/** Binds an alias to the anchor of its name before it. */
export function readAlias({ anchors }: Reader, { text: name, start, end }: Token): ReadNode {
  const anchor = anchors.get(name);
  if (anchor === undefined) return failYaml('yaml-unknown-alias', { name }, start, end);
  const { node, expansion } = anchor;
  return {
    node: { kind: 'alias', name, target: expansion === undefined ? undefined : node, start, end },
    expansion: expansion === undefined ? SINGLE_NODE : combine([expansion]),
  };
}

/** Gives a node its anchor, which counts from the next node on, and within the node itself. */
export function withAnchor(
  reader: Reader,
  name: string | undefined,
  node: FollowedNode,
  fill: () => Expansion,
): ReadNode {
  if (name === undefined) return { node, expansion: fill() };
  const anchor: Anchor = { node, expansion: undefined };
  reader.anchors.set(name, anchor);
  anchor.expansion = fill();
  return { node, expansion: anchor.expansion };
}
