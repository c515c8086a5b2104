import type { StepEntry } from '../decode/workflow-file.ts';
import { findCycle } from '../find-cycle.ts';
import type { Problem } from '../problem.ts';

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
  namesFiltered: boolean,
): StagesResult {
  if (entries.every(({ dependsOn }) => dependsOn === undefined)) {
    return { ok: true, stages: entries.map((entry) => [entry]) };
  }
  const unique = lastOfEachName(entries);
  const names = new Set(unique.map(({ name }) => name));
  for (const entry of unique) {
    const missing = entry.dependsOn?.find(({ name, optional }) => !optional && !names.has(name));
    if (missing === undefined) continue;
    const code = namesFiltered && filtered.has(missing.name) ? 'dependency-filtered' : 'dependency-unknown';
    const args = { name: entry.name, dependency: missing.name };
    return { ok: false, problem: { code, args, place: missing.place } };
  }
  return layer(unique, names);
}

function layer(entries: readonly StepEntry[], names: ReadonlySet<string>): StagesResult {
  const stages: StepEntry[][] = [];
  const done = new Set<string>();
  let waiting = entries;
  while (waiting.length > 0) {
    const isReady = (entry: StepEntry): boolean =>
      dependencyNames(entry, names).every((name) => done.has(name));
    const ready = waiting.filter(isReady);
    if (ready.length === 0) return cycleProblem(waiting, names);
    waiting = waiting.filter((entry) => !isReady(entry));
    for (const { name } of ready) done.add(name);
    stages.push(ready);
  }
  return { ok: true, stages };
}

/** Dependencies that are there; optional ones may be missing. */
function dependencyNames({ dependsOn }: StepEntry, names: ReadonlySet<string>): string[] {
  return (dependsOn ?? []).map(({ name }) => name).filter((name) => names.has(name));
}

function lastOfEachName(entries: readonly StepEntry[]): StepEntry[] {
  const last = new Map(entries.map((entry) => [entry.name, entry]));
  return entries.filter((entry) => last.get(entry.name) === entry);
}

function cycleProblem(waiting: readonly StepEntry[], names: ReadonlySet<string>): StagesResult {
  const cycle = findCycle(new Map(waiting.map((entry) => [entry.name, dependencyNames(entry, names)]))) ?? [];
  const first = waiting.find(({ name }) => name === cycle[0]);
  const place = first?.dependsOn?.find(({ name }) => name === cycle[1])?.place;
  return { ok: false, problem: { code: 'dependency-cycle', args: { cycle }, place } };
}
