/** The tree of a regular expression in the syntax of RE2. Groups and greediness are left out: only matching counts. */
export type RegularExpressionNode =
  | { readonly kind: 'set'; readonly accepts: (codePoint: number) => boolean }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly RegularExpressionNode[] }
  | {
      readonly kind: 'repeat';
      readonly part: RegularExpressionNode;
      readonly minimum: number;
      readonly maximum: number;
    };

export type Assertion =
  | 'text-start'
  | 'text-end'
  | 'line-start'
  | 'line-end'
  | 'word-boundary'
  | 'no-word-boundary';

/** A refusal of a pattern: by the rules of RE2, or because this library does not know the form. */
export interface PatternProblem {
  readonly kind: 'syntax' | 'unsupported';
  readonly message: string;
}

export type CodePointRange = readonly [low: number, high: number];

/** What a class or an escape stands for. */
export type CodePointTest = (codePoint: number) => boolean;
