import { objectOf } from '../../base/collections.ts';
import type { Place } from '../../base/yaml/yaml.ts';
import type { Condition } from '../decode/condition.ts';
import type { Problem } from '../errors.ts';
import { evaluateCondition } from '../evaluate/evaluate-condition.ts';
import { matchesAnyGlob } from '../glob/glob-match.ts';
import type { PipelineMetadata } from '../metadata/metadata.ts';
import { conditionTests, TEST_ORDER, type WhenContext } from './tests.ts';

export type WhenResult =
  | { readonly outcome: 'match' }
  | { readonly outcome: 'mismatch'; readonly test: string; readonly place: Place }
  | { readonly outcome: 'error'; readonly problem: Problem };

const MATCH: WhenResult = { outcome: 'match' };

/**
 * Whether one of the conditions matches, or there are none. Conditions after the first match are not looked
 * at. Of a mismatch, the test is named that failed in the condition that got furthest.
 */
export function matchWhen(conditions: readonly Condition[], context: WhenContext): WhenResult {
  let furthest: WhenResult = MATCH;
  for (const condition of conditions) {
    const result = matchCondition(condition, context);
    if (result.outcome !== 'mismatch') return result;
    if (furthest.outcome !== 'mismatch' || rank(result.test) > rank(furthest.test)) furthest = result;
  }
  return furthest;
}

function rank(test: string): number {
  return TEST_ORDER.indexOf(test);
}

function matchCondition(condition: Condition, context: WhenContext): WhenResult {
  const { values, place, evaluate } = condition;
  const { metadata, variables, features } = context;
  const tests = conditionTests(condition, context);
  if (evaluate !== '') {
    // Evaluated even if another test has failed already, so its errors are seen.
    const result = evaluateCondition(evaluate, objectOf(variables), features, compileTime(metadata));
    if (!result.ok) {
      const { detail, offset, args: shown } = result.problem;
      const args = { ...shown, expression: evaluate, detail, offset };
      return {
        outcome: 'error',
        problem: { code: 'evaluate-failed', args, place: values.get('evaluate') ?? place },
      };
    }
    tests.push({ key: 'evaluate', holds: result.value });
  }
  const failed = tests.find(({ holds }) => !holds);
  if (failed === undefined) return MATCH;
  return { outcome: 'mismatch', test: failed.key, place: values.get(failed.key) ?? place };
}

/** The server compiles a pipeline as soon as it has created it. Without that time, `now()` is rejected. */
function compileTime({ curr }: PipelineMetadata): Date | undefined {
  const created = curr?.created ?? 0;
  return created > 0 ? new Date(created * 1000) : undefined;
}

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
  return { onSuccess: success.found, onFailure: failure.found, problem };
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
