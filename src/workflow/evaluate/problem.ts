/** Why a condition has no value. */
export interface EvaluateProblem {
  /**
   * The server rejects the first three, too: the text is not an expression, its types do not fit, or it fails while it
   * runs. `unsupported` is what the server may understand and this library does not.
   */
  readonly kind: 'syntax' | 'type' | 'runtime' | 'unsupported';
  readonly message: string;
  /** In the source of the condition, in UTF-16 units. */
  readonly offset: number;
}

/** Carries a problem out of nested calls; it never leaves this folder. */
export class EvaluateFailure extends Error {
  readonly problem: EvaluateProblem;

  constructor(problem: EvaluateProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

export function fail(kind: EvaluateProblem['kind'], message: string, offset: number): never {
  throw new EvaluateFailure({ kind, message, offset });
}
