import type { Features } from '../../translate/release/features.ts';
import { repeatedEntries, type StepEntry } from '../decode/step.ts';
import type { Problem } from '../errors.ts';
import { findCycle, layerGraph } from '../run/graph.ts';

export interface StagesResult {
  readonly stages: readonly (readonly StepEntry[])[];
  /** Causes of a crash of the server in some runs. */
  readonly hazards: readonly Problem[];
  /** The error of the server; `stages` is then empty. */
  readonly problem: Problem | undefined;
}

/**
 * Orders steps into stages. Without any `depends_on`, each step is its own stage. With one, even an empty
 * one, a step starts as soon as all that it depends on is done: stage n has the steps whose dependencies are
 * all in earlier stages. Of steps with the same name only the last remains then.
 *
 * @param entries the steps that run
 * @param filtered names of steps that their conditions left out
 */
export function orderStages(
  entries: readonly StepEntry[],
  filtered: ReadonlySet<string>,
  { filteredDependencyNamed, uniqueStepNames, optionalDependencyCrash }: Features,
): StagesResult {
  if (entries.every(({ depends_on }) => depends_on === undefined)) {
    return { stages: entries.map((entry) => [entry]), hazards: [], problem: undefined };
  }
  const [repeated] = repeatedEntries(entries);
  if (uniqueStepNames && repeated !== undefined) {
    const { name, place } = repeated;
    return failure({ code: 'step-name-not-unique', args: { name }, place });
  }
  // Of several steps with one name, the last replaces all.
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  for (const [name, entry] of byName) {
    const missing = entry.depends_on?.find(
      (dependency) => !dependency.optional && !byName.has(dependency.name),
    );
    if (missing === undefined) continue;
    const code =
      filteredDependencyNamed && filtered.has(missing.name) ? 'dependency-filtered' : 'dependency-unknown';
    const args = { name, dependency: missing.name };
    return failure({ code, args, place: missing.place });
  }
  const remaining = entries.filter((entry) => byName.get(entry.name) === entry);
  return layerSteps(remaining, optionalDependencyCrash ? leftOutInChains(remaining) : []);
}

/** Optional dependencies that are left out, of steps on which another one depends. */
function leftOutInChains(entries: readonly StepEntry[]): readonly Problem[] {
  const names = new Set(entries.map(nameOf));
  const needed = new Set(entries.flatMap(({ depends_on }) => (depends_on ?? []).map(nameOf)));
  return entries
    .filter(({ name }) => needed.has(name))
    .flatMap(({ name, depends_on }) =>
      (depends_on ?? [])
        .filter((dependency) => !names.has(dependency.name))
        .map((dependency) => ({
          code: 'dependency-left-out-crash',
          args: { name, dependency: dependency.name },
          place: dependency.place,
        })),
    );
}

function layerSteps(entries: readonly StepEntry[], hazards: readonly Problem[]): StagesResult {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const graph = new Map(entries.map(({ name, depends_on }) => [name, (depends_on ?? []).map(nameOf)]));
  const { layers, cyclic } = layerGraph(graph);
  if (cyclic.size === 0) {
    const stages = layers.map((layer) => layer.flatMap((name) => byName.get(name) ?? []));
    return { stages, hazards, problem: undefined };
  }
  const cycle = findCycle(graph) ?? [];
  const first = byName.get(cycle[0] ?? '');
  const place = first?.depends_on?.find(({ name }) => name === cycle[1])?.place;
  return failure({ code: 'dependency-cycle', args: { cycle }, place });
}

function failure(problem: Problem): StagesResult {
  return { stages: [], hazards: [], problem };
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}
