import type { ProblemArgs, ProblemDetail } from '../problems.ts';
import type { Value } from '../values.ts';

interface At {
  readonly offset: number;
}

/** The tree of a condition. Offsets are those of the token that an error would point at. */
export type Expression = At &
  (
    | { readonly kind: 'literal'; readonly value: Value }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'pointer'; readonly name: string }
    | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
    | {
        readonly kind: 'binary';
        readonly operator: string;
        readonly left: Expression;
        readonly right: Expression;
        /** The known type of both sides of `==`, or of what `in` looks for; anything else fails. */
        readonly exact?: 'int' | 'string';
      }
    | {
        readonly kind: 'conditional';
        readonly test: Expression;
        readonly whenTrue: Expression;
        readonly whenFalse: Expression;
      }
    | {
        readonly kind: 'member';
        readonly object: Expression;
        readonly key: Expression;
        readonly optional: boolean;
      }
    /** The whole of a chain with `?.`, to which a missing link jumps. */
    | { readonly kind: 'chain'; readonly body: Expression }
    | {
        readonly kind: 'slice';
        readonly object: Expression;
        readonly from: Expression | undefined;
        readonly to: Expression | undefined;
      }
    | {
        readonly kind: 'call';
        readonly name: string;
        readonly args: readonly Expression[];
        /** Whether it is not one of a variable, even if there is one of this name. */
        readonly isFunction: boolean;
      }
    /** A call of a field, such as `now().Hour()`. */
    | {
        readonly kind: 'method';
        readonly object: Expression;
        readonly name: string;
        readonly args: readonly Expression[];
        readonly optional: boolean;
      }
    | Loop
    | { readonly kind: 'array'; readonly items: readonly Expression[] }
    | { readonly kind: 'map'; readonly entries: readonly (readonly [Expression, Expression])[] }
    | {
        readonly kind: 'let';
        readonly name: string;
        readonly value: Expression;
        readonly body: Expression;
      }
    | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  );

/** A call such as `filter`; one argument is an expression to run for each item. */
interface Loop extends At {
  readonly kind: 'loop';
  readonly name: string;
  readonly args: readonly Expression[];
  /** Whether nothing found is an error, as it is for the first item of a list that was filtered. */
  readonly throws?: boolean;
  /** The count that decides, so no further item is looked at. */
  readonly threshold?: bigint;
}

export type ExpressionOf<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

export interface EvaluateProblem {
  /**
   * The server rejects the first three, too: the text is not an expression, its types do not fit, or it fails while it
   * runs. `unsupported` is syntax that the server may understand and this library does not.
   */
  readonly kind: 'syntax' | 'type' | 'runtime' | 'unsupported';
  readonly detail: ProblemDetail;
  readonly args: ProblemArgs;
  /** In the source of the condition, in UTF-16 units. */
  readonly offset: number;
}

/** Carries a problem out of nested calls; it never leaves this folder. */
export class EvaluateFailure extends Error {
  readonly problem: EvaluateProblem;

  constructor(problem: EvaluateProblem) {
    super(problem.detail);
    this.problem = problem;
  }
}

export function fail(
  kind: EvaluateProblem['kind'],
  detail: ProblemDetail,
  offset: number,
  args: ProblemArgs = {},
): never {
  throw new EvaluateFailure({ kind, detail, args, offset });
}
