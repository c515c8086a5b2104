import type { Place } from '../../base/yaml/yaml.ts';
import { objectOf } from '../collections.ts';
import type { Condition } from '../decode/condition.ts';
import type { Problem } from '../errors.ts';
import { evaluateCondition } from '../evaluate/evaluate-condition.ts';
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

/** Whether everything in one condition matches. */
export function matchCondition(condition: Condition, context: WhenContext): WhenResult {
  const { values, place, evaluate } = condition;
  const { metadata, variables, features } = context;
  const tests = conditionTests(condition, context);
  if (evaluate !== '') {
    // Evaluated even if another test has failed already, so its errors are seen.
    const result = evaluateCondition(evaluate, objectOf(variables), features, compileTime(metadata));
    if (!result.ok) {
      const { message: detail, offset } = result.problem;
      const args = { expression: evaluate, detail, offset };
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
