import type { WorkflowResult, WorkflowSource } from '../types.ts';
import { layerGraph } from './graph.ts';

/** Name of the workflow of a file: the last path component without `.yml`, then `.yaml`, then a leading dot. */
export function workflowName(fileName: string): string {
  const base = fileName.slice(fileName.lastIndexOf('/') + 1);
  return base
    .replace(/\.yml$/, '')
    .replace(/\.yaml$/, '')
    .replace(/^\./, '');
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
