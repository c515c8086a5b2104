import type { SourceRange } from 'podwright';
import type { Place } from './answer.ts';

/** The names of the texts in findings. */
export const WORKFLOW = '.woodpecker.yaml';
export const ENVIRONMENT = 'agent.env';

/** The place of a range in the editors. */
export function placeOf(range: SourceRange | undefined): Place | undefined {
  if (range === undefined) return undefined;
  const { file, start, end } = range;
  return { source: file === ENVIRONMENT ? 'environment' : 'workflow', start, end };
}
