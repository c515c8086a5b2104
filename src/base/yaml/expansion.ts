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
 * Whether aliases blow a document up beyond what go-yaml puts up with: the share of nodes that come from
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
