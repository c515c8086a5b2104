import type { StepEntry } from '../decode/workflow-file.ts';

/** The parts of the file with steps, in the order of the linter. */
export type Area = 'clone' | 'steps' | 'services';

/** Whether a step is a plugin: nothing says what to run, so the image does. `environment` is treated as saying so. */
export function isPlugin(entry: Pick<StepEntry, 'commands' | 'entrypoint' | 'environment'>): boolean {
  return entry.commands.length === 0 && entry.entrypoint.length === 0 && entry.environment.size === 0;
}
