import type { StepEntry, WorkflowFile } from '../decode/workflow-file.ts';
import { compileError } from '../errors.ts';
import type { SourceText } from '../positions/source-text.ts';
import type { CompileError } from '../types.ts';

/** Steps that run on every event, unless the workflow as a whole names its events. */
export function lintHabits(raw: WorkflowFile, source: SourceText): CompileError[] {
  const filtered = raw.when.length > 0 && raw.when.every(({ event }) => event.length > 0);
  return filtered ? [] : raw.steps.flatMap((step) => lintStep(step, source));
}

function lintStep({ name, when, place }: StepEntry, source: SourceText): CompileError[] {
  const field = `steps.${name}`;
  if (when.length === 0) {
    return [compileError('bad_habit', field, 'event-filter-missing', { name }, source.rangeOf(place))];
  }
  const index = when.findIndex(({ event }) => event.length === 0);
  const condition = when[index];
  if (condition === undefined) return [];
  const range = source.rangeOf(condition.place);
  return [compileError('bad_habit', `${field}.when[${index}]`, 'event-filter-incomplete', { name }, range)];
}
