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
    | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
    /** A call such as `filter`, of which an argument is an expression to run for each item. */
    | { readonly kind: 'loop'; readonly name: string; readonly args: readonly Expression[] }
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

/** Calls with a predicate, and how many arguments they take with and without it. */
export const LOOPS: ReadonlyMap<string, { readonly minimum: number; readonly maximum: number }> =
  /* @__PURE__ */ new Map([
    ['all', { minimum: 2, maximum: 2 }],
    ['none', { minimum: 2, maximum: 2 }],
    ['any', { minimum: 2, maximum: 2 }],
    ['one', { minimum: 2, maximum: 2 }],
    ['filter', { minimum: 2, maximum: 2 }],
    ['map', { minimum: 2, maximum: 2 }],
    ['find', { minimum: 2, maximum: 2 }],
    ['findIndex', { minimum: 2, maximum: 2 }],
    ['findLast', { minimum: 2, maximum: 2 }],
    ['findLastIndex', { minimum: 2, maximum: 2 }],
    ['count', { minimum: 1, maximum: 2 }],
    ['sum', { minimum: 1, maximum: 2 }],
    ['reduce', { minimum: 2, maximum: 3 }],
  ]);

/** What the language has as well; it is refused by name. */
export const UNSUPPORTED_FUNCTIONS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  (
    'groupBy sortBy mean median round ceil floor get take values toPairs fromPairs reverse flatten toBase64 ' +
    'fromBase64 timezone bitand bitor bitxor bitnand bitnot bitshl bitshr bitushr splitAfter'
  ).split(' '),
);
