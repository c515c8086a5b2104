import type { Features } from '../../translate/release/features.ts';
import type { StepEntry } from '../decode/workflow-file.ts';
import type { Problem } from '../errors.ts';
import { findCycle, layerGraph } from '../run/graph.ts';

export type StagesResult =
  | { readonly ok: true; readonly stages: readonly (readonly StepEntry[])[] }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Orders steps into stages. Without any `depends_on`, each step is a stage of its own. With one, even an empty
 * one, a step starts as soon as all that it depends on is done: stage n holds the steps whose dependencies are
 * all in earlier stages. Of steps with the same name only the last remains then.
 *
 * @param entries the steps that run
 * @param filtered names of steps that their conditions left out
 */
export function orderStages(
  entries: readonly StepEntry[],
  filtered: ReadonlySet<string>,
  { filteredDependencyNamed, uniqueStepNames }: Features,
): StagesResult {
  if (entries.every(({ dependsOn }) => dependsOn === undefined)) {
    return { ok: true, stages: entries.map((entry) => [entry]) };
  }
  const names = new Set<string>();
  const repeated = entries.find(({ name }) => names.size === names.add(name).size);
  if (uniqueStepNames && repeated !== undefined) {
    const { name, place } = repeated;
    return { ok: false, problem: { code: 'step-name-not-unique', args: { name }, place } };
  }
  // Of several steps with one name, the last takes the place of all.
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  for (const [name, entry] of byName) {
    const missing = entry.dependsOn?.find(
      (dependency) => !dependency.optional && !byName.has(dependency.name),
    );
    if (missing === undefined) continue;
    const code =
      filteredDependencyNamed && filtered.has(missing.name) ? 'dependency-filtered' : 'dependency-unknown';
    const args = { name, dependency: missing.name };
    return { ok: false, problem: { code, args, place: missing.place } };
  }
  return layerSteps(entries.filter((entry) => byName.get(entry.name) === entry));
}

function layerSteps(entries: readonly StepEntry[]): StagesResult {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const graph = new Map(entries.map(({ name, dependsOn }) => [name, (dependsOn ?? []).map(nameOf)]));
  const { layers, cyclic } = layerGraph(graph);
  if (cyclic.size === 0) {
    return { ok: true, stages: layers.map((names) => names.flatMap((name) => byName.get(name) ?? [])) };
  }
  const cycle = findCycle(graph) ?? [];
  const first = byName.get(cycle[0] ?? '');
  const place = first?.dependsOn?.find(({ name }) => name === cycle[1])?.place;
  return { ok: false, problem: { code: 'dependency-cycle', args: { cycle }, place } };
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}
