import type { WorkflowResult, WorkflowSource } from '../types.ts';
import { indexNames } from './graph.ts';

/** Name of the workflow of a file: the last path component without `.yml`, then `.yaml`, then a leading dot. */
export function workflowName(fileName: string): string {
  const base = fileName.slice(fileName.lastIndexOf('/') + 1);
  return withoutStart(withoutEnd(withoutEnd(base, '.yml'), '.yaml'), '.');
}

/** The source of a workflow by the workflow's name. */
export function sourceOf(workflow: string, sources: readonly WorkflowSource[]): WorkflowSource | undefined {
  return sources.find(({ name }) => workflowName(name) === workflow);
}

/** The variables of a workflow's axis in one line; undefined without a matrix. */
export function axisOf({ axis_id, axes }: Pick<WorkflowResult, 'axis_id' | 'axes'>): string | undefined {
  if (axis_id === undefined) return undefined;
  return Object.entries(axes)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

function withoutEnd(text: string, end: string): string {
  return text.endsWith(end) ? text.slice(0, -end.length) : text;
}

function withoutStart(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : text;
}

/**
 * Puts workflows after those that they depend on, and leaves them in their order otherwise. Workflows that wait for
 * each other come last.
 */
export function inOrderOfDependencies<Run extends Pick<WorkflowResult, 'name' | 'depends_on'>>(
  runs: readonly Run[],
): Run[] {
  const names = indexNames(runs, ({ name, depends_on = [] }) => ({ name, dependsOn: depends_on }));
  const waitsFor = new Map(runs.map((run) => [run, [...new Set(run.depends_on)].filter(names.has).length]));
  const ordered = new Set<Run>();
  let ready: readonly Run[] = runs.filter((run) => waitsFor.get(run) === 0);
  while (ready.length > 0) {
    for (const run of ready) ordered.add(run);
    ready = names.remove(ready).filter((run) => {
      const left = (waitsFor.get(run) ?? 0) - 1;
      waitsFor.set(run, left);
      return left === 0;
    });
  }
  return [...ordered, ...runs.filter((run) => !ordered.has(run))];
}
