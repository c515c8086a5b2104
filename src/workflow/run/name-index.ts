/** Runs of workflows by name. The runs of a matrix share one, which is gone once all of them are. */
export interface NameIndex<Run> {
  readonly has: (name: string) => boolean;
  /** Takes out runs. Returns the runs that depend on a name that is gone now, in their order, once for each name. */
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
