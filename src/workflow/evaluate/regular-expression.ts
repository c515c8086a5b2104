import { RE2JS, type RE2JSSyntaxException } from 're2js';
import { hasLoneBytes, replaceLoneBytes } from '../../base/encoding/utf8.ts';
import type { ProblemArgs, ProblemDetail } from './problems.ts';

export interface RegularExpression {
  /** The number of instructions that it compiles to. */
  readonly size: number;
  /** Whether it matches anywhere in a string, in time that grows with the text and the size alone. */
  readonly test: (text: string) => boolean;
}

/** Why a pattern cannot be used: RE2 rejects it, or it is too large to compile it here. */
export interface PatternProblem {
  readonly kind: 'syntax' | 'unsupported';
  readonly detail: ProblemDetail;
  readonly args?: ProblemArgs;
}

const MAX_SIZE = 50_000;

/**
 * Compiles a pattern in the syntax of RE2, which the server uses. Patterns of JavaScript can need exponential time.
 *
 * @param beforeCompiling gets the estimated number of parts
 */
export function compileRegularExpression(
  pattern: string,
  beforeCompiling?: (parts: number) => void,
): RegularExpression | PatternProblem {
  if (hasLoneBytes(pattern)) return { kind: 'syntax', detail: 'pattern-bytes' };
  const parts = estimateSize(pattern);
  if (parts > MAX_SIZE) {
    return { kind: 'unsupported', detail: 'pattern-too-large', args: { limit: MAX_SIZE } };
  }
  beforeCompiling?.(parts);
  try {
    const compiled = RE2JS.compile(pattern);
    return { size: compiled.programSize(), test: (text) => compiled.test(replaceLoneBytes(text)) };
  } catch (error) {
    const { error: reason = String(error), input } = error as Partial<RE2JSSyntaxException>;
    return { kind: 'syntax', detail: 'pattern-invalid', args: { reason, part: input ?? pattern } };
  }
}

const PIECE = /\\.|\{([0-9]{1,4})(?:,([0-9]{0,4}))?\}|./gs;

/** The number of characters of a pattern, multiplied by the counted repetitions around them. */
function estimateSize(pattern: string): number {
  const outer: number[] = [];
  let size = 0;
  let last = 0;
  for (const [piece, minimum, maximum] of pattern.matchAll(PIECE)) {
    if (minimum !== undefined) size += last * (Number(maximum || minimum) - 1);
    else if (piece === '(') {
      outer.push(size);
      size = 0;
    } else if (piece === ')') {
      last = size;
      size += outer.pop() ?? 0;
    } else {
      last = 1;
      size += 1;
    }
  }
  return outer.reduce((sum, part) => sum + part, size);
}
