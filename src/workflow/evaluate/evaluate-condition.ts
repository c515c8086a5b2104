import { checkCondition } from './check-types.ts';
import { interpret } from './interpret.ts';
import { parseCondition } from './parse/parse.ts';
import { EvaluateFailure, type EvaluateProblem } from './problem.ts';
import { kindOf } from './values.ts';

/** What differs between releases of the language. */
export interface EvaluateFeatures {
  readonly evaluateSequences: boolean;
  readonly evaluateUniq: boolean;
  readonly evaluateLengthInCharacters: boolean;
  readonly evaluateTypeInference: boolean;
}

export type EvaluateResult =
  | { readonly ok: true; readonly value: boolean }
  | { readonly ok: false; readonly problem: EvaluateProblem };

/**
 * Evaluates the condition of `when.evaluate`, which is an expression in the language of expr-lang. Variables are
 * strings, and a name that is none of them is an empty string. What the language has and is not supported here is
 * refused by name. No code is generated; time and nesting are bounded.
 *
 * @param now the time that `now()` gives; without it, `now()` is refused as unsupported.
 */
export function evaluateCondition(
  source: string,
  variables: Readonly<Record<string, string>>,
  features: EvaluateFeatures,
  now?: Date,
): EvaluateResult {
  try {
    const expression = parseCondition(source, features.evaluateSequences);
    checkCondition(expression, variables, features);
    const value = interpret(expression, variables, features, now);
    if (typeof value === 'boolean') return { ok: true, value };
    const message = `the condition gives a value of type ${kindOf(value)}, but should give a bool`;
    return { ok: false, problem: { kind: 'type', message, offset: expression.offset } };
  } catch (error) {
    if (error instanceof EvaluateFailure) return { ok: false, problem: error.problem };
    throw error;
  }
}
