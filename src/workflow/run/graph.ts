/** What each name depends on. Names that are not a key of the map are not there, and do not count. */
export type Graph = ReadonlyMap<string, readonly string[]>;

export interface Layers {
  /** Names by layer: each comes right after the last layer that it depends on; in the order of the graph. */
  readonly layers: readonly (readonly string[])[];
  /** What is on a cycle, or depends on one. */
  readonly cyclic: ReadonlySet<string>;
}

export function layerGraph(graph: Graph): Layers {
  const dependents = new Map<string, string[]>([...graph.keys()].map((name) => [name, []]));
  const waitsFor = new Map<string, number>();
  for (const [name, dependencies] of graph) {
    const present = dependencies.filter((dependency) => graph.has(dependency));
    for (const dependency of present) dependents.get(dependency)?.push(name);
    waitsFor.set(name, present.length);
  }
  const order = new Map([...graph.keys()].map((name, index) => [name, index]));
  const layers: string[][] = [];
  let ready = [...graph.keys()].filter((name) => waitsFor.get(name) === 0);
  while (ready.length > 0) {
    layers.push(ready);
    const next: string[] = [];
    for (const name of ready) {
      waitsFor.delete(name);
      for (const dependent of dependents.get(name) ?? []) {
        const count = (waitsFor.get(dependent) ?? 0) - 1;
        waitsFor.set(dependent, count);
        if (count === 0) next.push(dependent);
      }
    }
    ready = next.sort((left, right) => (order.get(left) ?? 0) - (order.get(right) ?? 0));
  }
  return { layers, cyclic: new Set(waitsFor.keys()) };
}

/** A cycle of a graph, as the names on it with the first one repeated at the end; undefined where there is none. */
export function findCycle(graph: Graph): string[] | undefined {
  const { cyclic } = layerGraph(graph);
  // Whatever waits has a dependency that waits, so following these comes back sooner or later.
  const visited = new Map<string, number>();
  let current = cyclic.keys().next().value;
  while (current !== undefined && !visited.has(current)) {
    visited.set(current, visited.size);
    current = graph.get(current)?.find((dependency) => cyclic.has(dependency));
  }
  if (current === undefined) return undefined;
  return [...[...visited.keys()].slice(visited.get(current)), current];
}
