import { withoutTrailing } from '../base/text/go-literals.ts';

/**
 * How many rules a path within a volume or a profile folder breaks: it must be relative, and have no `..` among
 * its parts.
 */
export function descendingPathProblems(path: string): number {
  return (path.startsWith('/') ? 1 : 0) + (climbs(path) ? 1 : 0);
}

/** As above, and the path must not begin with `..` as part of a longer name either. */
export function projectedPathProblems(path: string): number {
  const reserved = path.startsWith('..') && !path.startsWith('../') ? 1 : 0;
  return descendingPathProblems(path) + reserved;
}

function climbs(path: string): boolean {
  return path.includes('..') && path.split('/').includes('..');
}

/** Two paths that are equal, or one is inside the other. */
export interface Overlap {
  readonly index: number;
  readonly path: string;
  readonly earlier: string;
}

/** A path, with those that lie in it. Finding an overlap needs one step for each of its parts. */
interface Node {
  readonly children: Map<string, Node>;
  /** The path that ends here, once it was seen. */
  path: string | undefined;
  /** Those at this path and in it, in the order in which they were seen. */
  readonly within: Node[];
  /** How many of them the path was compared with. */
  compared: number;
  /** Those that this path lies in, as far as reported. */
  readonly around: Set<Node>;
}

/** Returns each pair of overlapping paths once. Slashes at the end of a path do not matter. */
export function overlappingPaths(paths: readonly string[]): Overlap[] {
  const root = newNode();
  const overlaps: Overlap[] = [];
  for (const [index, written] of paths.entries()) {
    const path = withoutTrailing(written, '/');
    if (path === '') continue;
    const way = wayTo(root, path);
    const node = way.at(-1) ?? root;
    const report = (earlier: Node): void => {
      overlaps.push({ index, path, earlier: earlier.path ?? '' });
    };
    for (const around of way.slice(0, -1)) {
      if (around.path === undefined || node.around.has(around)) continue;
      node.around.add(around);
      report(around);
    }
    for (; node.compared < node.within.length; node.compared++) report(node.within[node.compared] as Node);
    if (node.path !== undefined) {
      // Written again, the path overlaps with itself.
      if (!node.around.has(node)) report(node);
      node.around.add(node);
      continue;
    }
    node.path = path;
    for (const around of way.slice(0, -1)) around.within.push(node);
  }
  return overlaps;
}

function wayTo(root: Node, path: string): Node[] {
  let node = root;
  return path.split('/').map((part) => {
    const next = node.children.get(part) ?? newNode();
    node.children.set(part, next);
    node = next;
    return next;
  });
}

function newNode(): Node {
  return { children: new Map(), path: undefined, within: [], compared: 0, around: new Set() };
}
