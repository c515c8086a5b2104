import { textsOf } from '../../../src/diagnostics/template.ts';
import { WORKFLOW_MESSAGES } from '../../../src/workflow/errors.ts';
import { evaluateCondition } from '../../../src/workflow/evaluate/evaluate-condition.ts';
import type { EvaluateProblem } from '../../../src/workflow/evaluate/parse/syntax.ts';

export const NEW_LANGUAGE = { evaluateExpr17: true };
export const OLD_LANGUAGE = { evaluateExpr17: false };
const VARIABLES = Object.freeze({ BRANCH: 'main', NUMBER: '128' });

/** The value of a condition, or the kind of problem that it has; every value in its text must be there. */
export function outcome(source: string, features = NEW_LANGUAGE): boolean | string {
  const result = evaluateCondition(source, VARIABLES, features);
  return result.ok ? result.value : kindOf(result.problem);
}

function kindOf({ kind, detail, args }: EvaluateProblem): string {
  const { message } = textsOf(WORKFLOW_MESSAGES['evaluate-failed'], { expression: '', detail, ...args });
  return message.includes('undefined') ? `${kind} without a value: ${message}` : kind;
}

/**
 * The kind of problem of a condition in which `¦` marks the place that the problem should point at, and where it
 * points if not there.
 */
export function problemAtMark(marked: string, features = NEW_LANGUAGE): string {
  const source = marked.replace('¦', '');
  const result = evaluateCondition(source, VARIABLES, features);
  if (result.ok) return String(result.value);
  const { offset } = result.problem;
  const kind = kindOf(result.problem);
  return offset === marked.indexOf('¦') ? kind : `${kind} at \`${source.slice(offset)}\``;
}
