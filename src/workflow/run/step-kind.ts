import type { StepEntry } from '../decode/step.ts';

/** The parts of the file with steps, in the order of the linter. */
export type Area = 'clone' | 'steps' | 'services';

/** Whether a step is a plugin: it has no commands, so the image decides. `environment` is treated as a command. */
export function isPlugin(entry: Pick<StepEntry, 'commands' | 'entrypoint' | 'environment'>): boolean {
  return entry.commands.length === 0 && entry.entrypoint.length === 0 && entry.environment.size === 0;
}
