/**
 * A cycle in a graph, as the names on it with the first one repeated at the end; undefined where there is none.
 *
 * @param edges the names that each name points to; those that are no key point nowhere
 */
export function findCycle(edges: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const remaining = new Map(edges);
  for (let found = true; found; ) {
    found = false;
    for (const [name, targets] of remaining) {
      if (targets.some((target) => remaining.has(target))) continue;
      remaining.delete(name);
      found = true;
    }
  }
  // Whatever is left points to something that is left, so following the edges comes back sooner or later.
  const visited = new Map<string, number>();
  let current = remaining.keys().next().value;
  while (current !== undefined && !visited.has(current)) {
    visited.set(current, visited.size);
    current = remaining.get(current)?.find((target) => remaining.has(target));
  }
  if (current === undefined) return undefined;
  return [...[...visited.keys()].slice(visited.get(current)), current];
}
