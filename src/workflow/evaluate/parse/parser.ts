import { fail } from './syntax.ts';
import type { Token } from './tokenize.ts';

/** The place in the tokens while they are parsed. */
export interface Parser {
  readonly tokens: readonly Token[];
  readonly modern: boolean;
  readonly isVariable: (name: string) => boolean;
  index: number;
  nodes: number;
  nesting: number;
  /** How many predicates the place is within: `#` has a meaning only there. */
  loops: number;
}

const MAX_NODES = 1000;

export function current(parser: Parser): Token {
  return parser.tokens[parser.index] ?? { kind: 'end', text: 'the end', offset: 0 };
}

/** Consumes the current token. */
export function next(parser: Parser): Token {
  const token = current(parser);
  parser.index++;
  return token;
}

/** Consumes a name, for which a problem is reported if it is none. */
export function takeName(parser: Parser, problem: string): Token {
  const { kind, offset } = current(parser);
  return kind === 'name' ? next(parser) : fail('syntax', problem, offset);
}

export function isNext(parser: Parser, operator: string): boolean {
  const token = current(parser);
  return token.kind === 'operator' && token.text === operator;
}

export function take(parser: Parser, operator: string): boolean {
  if (!isNext(parser, operator)) return false;
  parser.index++;
  return true;
}

export function expect(parser: Parser, operator: string): void {
  const { text, offset } = current(parser);
  if (!take(parser, operator))
    fail('syntax', `\`${operator}\` is expected here instead of \`${text}\``, offset);
}

/** Long chains make deep trees, through which later steps recurse. */
export function countNode(parser: Parser, offset: number): void {
  if (++parser.nodes > MAX_NODES) {
    fail('unsupported', `the condition has more than ${MAX_NODES} parts`, offset);
  }
}
