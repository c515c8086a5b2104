/** The dependencies of each name. Names that are not a key of the map do not exist, and are ignored. */
export type Graph = ReadonlyMap<string, readonly string[]>;

export interface Layers {
  /** Names by layer: each comes right after the last layer that it depends on; in the order of the graph. */
  readonly layers: readonly (readonly string[])[];
  /** The names on a cycle, or with a dependency on one. */
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

/** The names of a cycle of a graph, with the first one repeated at the end; undefined if there is none. */
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

/** Runs of workflows by name. The runs of a matrix share one, which is gone once all of them are. */
export interface NameIndex<Run> {
  readonly has: (name: string) => boolean;
  /** Removes runs. Returns the runs that depend on a removed name, in their order, once for each name. */
  readonly remove: (runs: readonly Run[]) => readonly Run[];
}

/**
 * @param namesOf the name of a run, and the names that it depends on
 */
export function indexNames<Run>(
  runs: readonly Run[],
  namesOf: (run: Run) => { readonly name: string; readonly dependsOn: readonly string[] },
): NameIndex<Run> {
  const counts = new Map<string, number>();
  const dependents = new Map<string, number[]>();
  for (const [index, run] of runs.entries()) {
    const { name, dependsOn } = namesOf(run);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const dependency of new Set(dependsOn)) {
      const indexes = dependents.get(dependency);
      if (indexes === undefined) dependents.set(dependency, [index]);
      else indexes.push(index);
    }
  }
  return {
    has: (name) => counts.has(name),
    remove(removed) {
      const affected: number[] = [];
      for (const { name } of removed.map(namesOf)) {
        const left = (counts.get(name) ?? 0) - 1;
        counts.set(name, left);
        if (left > 0) continue;
        counts.delete(name);
        for (const index of dependents.get(name) ?? []) affected.push(index);
      }
      return affected.sort((left, right) => left - right).flatMap((index) => runs[index] ?? []);
    },
  };
}
