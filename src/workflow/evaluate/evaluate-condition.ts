import { checkCondition } from './check/check.ts';
import { parseCondition } from './parse/parse.ts';
import { EvaluateFailure, type EvaluateProblem, fail } from './parse/syntax.ts';
import { Budget } from './run/budget.ts';
import { interpret } from './run/interpret.ts';
import { simplify } from './simplify.ts';
import { kindOf } from './values.ts';

export interface EvaluateFeatures {
  readonly evaluateExpr17: boolean;
}

export type EvaluateResult =
  | { readonly ok: true; readonly value: boolean }
  | { readonly ok: false; readonly problem: EvaluateProblem };

/**
 * Evaluates the condition of `when.evaluate`, which is an expression in the language of expr-lang. Variables are
 * strings, and a name that is none of them is an empty string. Language features that are not supported here are
 * rejected by name. No code is generated; time and nesting are bounded.
 *
 * @param now the time that `now()` gives; without it, `now()` is rejected as unsupported.
 */
export function evaluateCondition(
  source: string,
  variables: Readonly<Record<string, string>>,
  { evaluateExpr17: modern }: EvaluateFeatures,
  now?: Date,
): EvaluateResult {
  try {
    const expression = parseCondition(source, modern, (name) => Object.hasOwn(variables, name));
    const budget = new Budget();
    const types = checkCondition(expression, variables, modern, budget);
    const value = interpret(simplify(expression, types, modern), variables, modern, now, budget);
    if (typeof value === 'boolean') return { ok: true, value };
    if (value === null && modern) return { ok: true, value: false };
    return fail('type', 'value-not-bool', expression.offset, { type: kindOf(value) });
  } catch (error) {
    if (error instanceof EvaluateFailure) return { ok: false, problem: error.problem };
    throw error;
  }
}
