import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import type { Dependency } from '../decode/step.ts';
import { NOTICE_MESSAGES } from '../messages/notices.ts';
import type { SourceText } from '../positions/source-text.ts';
import type { LeftOut, WorkflowResult } from '../types.ts';
import { findCycle, layerGraph } from './graph.ts';

export interface DependentWorkflow {
  readonly workflow: WorkflowResult;
  readonly dependsOn: readonly Dependency[];
  readonly source: SourceText;
}

export interface ResolvedWorkflows {
  readonly workflows: WorkflowResult[];
  readonly leftOut: LeftOut[];
}

/**
 * Removes workflows that depend on a missing one, until none is left to remove. Those that their own
 * conditions left out are treated as missing. Missing optional ones vanish from the lists. The server does not look
 * for cycles.
 */
export function resolveDependencies(runs: readonly DependentWorkflow[]): ResolvedWorkflows {
  const present = runs.filter(({ workflow }) => workflow.skipped === undefined);
  const names = indexNames(present);
  const missing = new Map<DependentWorkflow, Dependency>();
  let affected: readonly DependentWorkflow[] = present;
  while (affected.length > 0) {
    const lacking: DependentWorkflow[] = [];
    for (const run of affected) {
      if (missing.has(run)) continue;
      const absent = run.dependsOn.find(({ name, optional }) => !optional && !names.has(name));
      if (absent === undefined) continue;
      missing.set(run, absent);
      lacking.push(run);
    }
    affected = names.remove(lacking);
  }
  const workflows = runs.map((run) => {
    if (run.workflow.skipped !== undefined) return run.workflow;
    return missing.has(run) ? skippedWorkflow(run.workflow) : withDependencies(run, names);
  });
  return { workflows, leftOut: [...missing].map(([run, dependency]) => leftOutFor(run, dependency)) };
}

function skippedWorkflow({ name, pid, axis_id, axes }: WorkflowResult): WorkflowResult {
  return {
    name,
    ...(pid === undefined ? {} : { pid }),
    ...(axis_id === undefined ? {} : { axis_id }),
    axes,
    skipped: 'missing-dependency',
  };
}

function withDependencies({ workflow, dependsOn }: DependentWorkflow, names: NameIndex): WorkflowResult {
  const present = dependsOn.map(({ name }) => name).filter(names.has);
  return present.length === 0 ? workflow : { ...workflow, depends_on: present };
}

function leftOutFor({ workflow, source }: DependentWorkflow, { name, place }: Dependency): LeftOut {
  const { axis_id } = workflow;
  return {
    workflow: workflow.name,
    ...(axis_id === undefined ? {} : { axis_id }),
    reason: 'missing-dependency',
    dependency: name,
    range: source.rangeOf(place),
  };
}

/** Runs of workflows by name. The runs of a matrix share one, which is gone once all of them are. */
interface NameIndex {
  readonly has: (name: string) => boolean;
  /** Removes runs. Returns the runs that depend on a removed name, in their order, once for each name. */
  readonly remove: (runs: readonly DependentWorkflow[]) => readonly DependentWorkflow[];
}

function indexNames(runs: readonly DependentWorkflow[]): NameIndex {
  const counts = new Map<string, number>();
  const dependents = new Map<string, number[]>();
  for (const [index, { workflow, dependsOn }] of runs.entries()) {
    counts.set(workflow.name, (counts.get(workflow.name) ?? 0) + 1);
    const required = dependsOn.filter(({ optional }) => !optional);
    for (const name of new Set(required.map((dependency) => dependency.name))) {
      const indexes = dependents.get(name);
      if (indexes === undefined) dependents.set(name, [index]);
      else indexes.push(index);
    }
  }
  return {
    has: (name) => counts.has(name),
    remove(removed) {
      const affected: number[] = [];
      for (const { name } of removed.map(({ workflow }) => workflow)) {
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

/** Workflows that wait for each other, which the server does not look for. */
export function workflowCycles(runs: readonly DependentWorkflow[]): Diagnostic[] {
  const present = runs.filter(({ workflow }) => workflow.skipped === undefined);
  const edges = new Map(
    present.map(({ workflow, dependsOn }) => [workflow.name, dependsOn.map(({ name }) => name)]),
  );
  const cycle = findCycle(edges);
  const waiting = present.find(({ workflow }) => workflow.name === cycle?.[0]);
  if (cycle === undefined || waiting === undefined) return [];
  const place = waiting.dependsOn.find(({ name }) => name === cycle[1])?.place;
  const notice = diagnose(NOTICE_MESSAGES, 'workflow-dependency-cycle', '/depends_on', { cycle });
  return [{ ...notice, ...(place === undefined ? {} : { range: waiting.source.rangeOf(place) }) }];
}

/**
 * Puts workflows after those that they depend on, and leaves them in their order otherwise. Workflows that wait for
 * each other come last.
 */
export function inOrderOfDependencies<Run extends Pick<WorkflowResult, 'name' | 'depends_on'>>(
  runs: readonly Run[],
): Run[] {
  const graph = new Map<Run | string, (Run | string)[]>();
  for (const run of runs) graph.set(run, [...(run.depends_on ?? [])]);
  // The runs of a matrix share one name.
  for (const run of runs) {
    const sameName = graph.get(run.name);
    if (sameName === undefined) graph.set(run.name, [run]);
    else sameName.push(run);
  }
  const { layers, cyclic } = layerGraph(graph);
  const ordered = layers.flat().filter((node) => typeof node !== 'string');
  return [...ordered, ...runs.filter((run) => cyclic.has(run))];
}
