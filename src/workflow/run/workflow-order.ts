import type { WorkflowResult } from '../types.ts';

/**
 * Puts workflows behind those that they depend on, and leaves them in their order otherwise. Workflows that wait for
 * each other come last.
 */
export function inOrderOfDependencies<Run extends Pick<WorkflowResult, 'name' | 'depends_on'>>(
  runs: readonly Run[],
): Run[] {
  const ordered: Run[] = [];
  let waiting = [...runs];
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name));
    const ready = waiting.filter(({ depends_on = [] }) => !depends_on.some((name) => names.has(name)));
    if (ready.length === 0) return [...ordered, ...waiting];
    ordered.push(...ready);
    waiting = waiting.filter((run) => !ready.includes(run));
  }
  return ordered;
}
