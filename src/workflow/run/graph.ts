/** The dependencies of each node. Those that are not a key of the map do not exist, and are ignored. */
export type Graph<Node> = ReadonlyMap<Node, readonly Node[]>;

export interface Layers<Node> {
  /** Nodes by layer: each comes right after the last layer that it depends on; in the order of the graph. */
  readonly layers: readonly (readonly Node[])[];
  /** The nodes on a cycle, or with a dependency on one. */
  readonly cyclic: ReadonlySet<Node>;
}

export function layerGraph<Node>(graph: Graph<Node>): Layers<Node> {
  const dependents = new Map<Node, Node[]>([...graph.keys()].map((name) => [name, []]));
  const waitsFor = new Map<Node, number>();
  for (const [name, dependencies] of graph) {
    const present = dependencies.filter((dependency) => graph.has(dependency));
    for (const dependency of present) dependents.get(dependency)?.push(name);
    waitsFor.set(name, present.length);
  }
  const order = new Map([...graph.keys()].map((name, index) => [name, index]));
  const layers: Node[][] = [];
  let ready = [...graph.keys()].filter((name) => waitsFor.get(name) === 0);
  while (ready.length > 0) {
    layers.push(ready);
    const next: Node[] = [];
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

/** The names of a cycle of a graph, with the first one repeated at the end; undefined if there is none. */
export function findCycle(graph: Graph<string>): string[] | undefined {
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
