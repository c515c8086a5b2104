import type { Condition } from '../decode/condition.ts';
import type { Problem } from '../errors.ts';
import { matchesAnyGlob } from '../glob/glob-set.ts';
import { matchCondition } from './match.ts';
import type { WhenContext } from './tests.ts';

export interface StatusResult {
  readonly onSuccess: boolean;
  readonly onFailure: boolean;
  readonly problem: Problem | undefined;
}

/** Whether a step runs after success, and whether after failure, by the status of its conditions. */
export function stepStatus(conditions: readonly Condition[], context: WhenContext): StatusResult {
  if (conditions.length === 0) return { onSuccess: true, onFailure: false, problem: undefined };
  const success = someCondition(conditions, 'success', context);
  const failure = someCondition(conditions, 'failure', context);
  const problem = success.problem ?? failure.problem;
  return {
    onSuccess: success.found,
    onFailure: failure.found,
    problem,
  };
}

/** Whether a condition of a workflow that matches names the status `failure`. */
export function workflowRunsOnFailure(conditions: readonly Condition[], context: WhenContext): boolean {
  return someCondition(conditions, 'failure', context).found;
}

function someCondition(
  conditions: readonly Condition[],
  word: 'success' | 'failure',
  context: WhenContext,
): { found: boolean; problem: Problem | undefined } {
  for (const condition of conditions) {
    if (!namesStatus(condition, word, context)) continue;
    if (!context.features.statusOfMatchingConditions) return { found: true, problem: undefined };
    const result = matchCondition(condition, context);
    if (result.outcome === 'error') return { found: false, problem: result.problem };
    if (result.outcome === 'match') return { found: true, problem: undefined };
  }
  return { found: false, problem: undefined };
}

/** No status at all means success. */
function namesStatus({ status }: Condition, word: string, { features }: WhenContext): boolean {
  if (status.include.length === 0) return word === 'success';
  if (!features.statusGlobs) return status.include.includes(word);
  return matchesAnyGlob(status.include, word);
}
