import type { FollowedNode, YamlNode } from './node.ts';

/** How much a node amounts to once its aliases are followed. */
export interface Expansion {
  /** Nodes, those under aliases counted once per alias. */
  readonly size: number;
  /** Nodes as written, aliases counted as one. */
  readonly written: number;
  readonly height: number;
}

const SINGLE_NODE: Expansion = { size: 1, written: 1, height: 1 };

/** Deeper than this through aliases, decoding is given up. */
const MAXIMUM_HEIGHT = 500;

/** Up to this many nodes, nearly all may come from aliases; from the second figure on, a tenth. */
const FREE_SIZE = 400_000;
const STRICT_SIZE = 4_000_000;

/**
 * Whether aliases expand a document beyond the limit of go-yaml: the share of nodes that come from
 * aliases is bounded, and the more so the larger the document becomes.
 */
export function isAliasBomb({ size, written, height }: Expansion): boolean {
  const aliased = size - written;
  if (height > MAXIMUM_HEIGHT) return true;
  return aliased > 100 && size > 1000 && aliased / size > allowedShare(size);
}

function allowedShare(size: number): number {
  if (size <= FREE_SIZE) return 0.99;
  if (size >= STRICT_SIZE) return 0.1;
  return 0.99 - (0.89 * (size - FREE_SIZE)) / (STRICT_SIZE - FREE_SIZE);
}

/** @param known the expansions of collections before the node, so an alias repeats no walk */
export function expansionOf(
  node: YamlNode,
  known: Map<FollowedNode, Expansion> = new Map<FollowedNode, Expansion>(),
): Expansion {
  if (node.kind === 'scalar' || (node.kind === 'alias' && node.target === undefined)) return SINGLE_NODE;
  if (node.kind === 'alias') {
    const { size, height } = expansionOf(node.target as FollowedNode, known);
    return { size: size + 1, written: 1, height: height + 1 };
  }
  const found = known.get(node);
  if (found !== undefined) return found;
  let [size, written, height] = [1, 1, 0];
  const add = (child: YamlNode): void => {
    const expansion = expansionOf(child, known);
    size += expansion.size;
    written += expansion.written;
    height = Math.max(height, expansion.height);
  };
  if (node.kind === 'list') for (const item of node.items) add(item);
  else {
    for (const { key, value } of node.entries) {
      add(key);
      add(value);
    }
  }
  const expansion = { size, written, height: height + 1 };
  known.set(node, expansion);
  return expansion;
}
