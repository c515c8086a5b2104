import { failYaml } from '../failure.ts';
import { isBreak, type Token, type TokenKind, token } from './token.ts';

/** A place where a key without `?` may have started, to be known when its colon comes. */
export interface SimpleKey {
  possible: boolean;
  /** Whether the token that it would start with stays until that is known. */
  awaited: boolean;
  /** Whether it must be a key, because nothing else can be at its column. */
  readonly required: boolean;
  readonly tokenNumber: number;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** The state of turning a string into tokens. */
export interface Scanner {
  readonly text: string;
  readonly goYaml4: boolean;
  /** Tokens that are read ahead of the next one, so errors show up to there. */
  readonly lookahead: number;
  offset: number;
  line: number;
  lineStart: number;
  flowLevel: number;
  /** Tokens that were read and not consumed yet, from `head` on. */
  tokens: Token[];
  head: number;
  taken: number;
  indent: number;
  readonly indents: number[];
  simpleKeyAllowed: boolean;
  /** One for each level of flow collections, and one for the block around them. */
  readonly simpleKeys: SimpleKey[];
  ended: boolean;
}

export function startScanner(text: string, goYaml4: boolean, lookahead: number): Scanner {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  return {
    text,
    goYaml4,
    lookahead,
    offset: start,
    line: 0,
    lineStart: start,
    flowLevel: 0,
    tokens: [],
    head: 0,
    taken: 0,
    indent: -1,
    indents: [],
    simpleKeyAllowed: true,
    simpleKeys: [noKey()],
    ended: false,
  };
}

export function noKey(): SimpleKey {
  return { possible: false, awaited: false, required: false, tokenNumber: 0, offset: 0, line: 0, column: 0 };
}

export function columnOf({ offset, lineStart }: Scanner): number {
  return offset - lineStart;
}

export function push(scanner: Scanner, kind: TokenKind, start: number, end: number): void {
  scanner.tokens.push(token(kind, start, end));
}

/** Puts a token where the one of a number is, or at the end. */
export function insert(scanner: Scanner, added: Token, tokenNumber: number | undefined): void {
  if (tokenNumber === undefined || tokenNumber < scanner.taken) scanner.tokens.push(added);
  else scanner.tokens.splice(scanner.head + tokenNumber - scanner.taken, 0, added);
}

/** Consumes a line break and returns its meaning, or nothing if there is none. */
export function takeBreak(scanner: Scanner): string {
  const { text, offset } = scanner;
  const code = text.charCodeAt(offset);
  if (!isBreak(code)) return '';
  scanner.offset += code === 0x0d && text.charCodeAt(offset + 1) === 0x0a ? 2 : 1;
  scanner.line++;
  scanner.lineStart = scanner.offset;
  return code === 0x2028 || code === 0x2029 ? text.charAt(offset) : '\n';
}

/** Opens a block collection if the column is deeper than the one around it. */
export function rollIndent(scanner: Scanner, column: number, kind: TokenKind, at?: SimpleKey): void {
  if (scanner.flowLevel > 0 || scanner.indent >= column) return;
  if (scanner.indents.push(scanner.indent) > MOST_LEVELS) failTooDeep();
  scanner.indent = column;
  const offset = at?.offset ?? scanner.offset;
  insert(scanner, token(kind, offset, offset), at?.tokenNumber);
}

/** Closes the block collections that are deeper than a column. */
export function unrollIndent(scanner: Scanner, column: number): void {
  if (scanner.flowLevel > 0) return;
  while (scanner.indent > column) {
    push(scanner, 'block-end', scanner.offset, scanner.offset);
    scanner.indent = scanner.indents.pop() ?? -1;
  }
}

/** Far deeper than the server and the agent accept, and not so deep that recursion runs out of stack. */
export const MOST_LEVELS = 200;

export function failTooDeep(): never {
  return failYaml('yaml-nested-too-deep', {}, 0, 0);
}
