import type { Dependency } from '../decode/dependencies.ts';
import type { SourceText } from '../positions/source-text.ts';
import type { LeftOut, WorkflowResult } from '../types.ts';
import { indexNames, type NameIndex } from './graph.ts';

/** A compiled run of a workflow with its dependencies. */
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
  const names = indexNames(present, ({ workflow, dependsOn }) => ({
    name: workflow.name,
    dependsOn: dependsOn.filter(({ optional }) => !optional).map(({ name }) => name),
  }));
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

function withDependencies(
  { workflow, dependsOn }: DependentWorkflow,
  names: NameIndex<DependentWorkflow>,
): WorkflowResult {
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
