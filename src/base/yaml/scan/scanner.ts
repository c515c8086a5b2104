import { failSyntax, failYaml } from '../failure.ts';
import { type TokenKind, token, type YamlToken } from './token.ts';

/** A place where a key without `?` may have started, to be known when its colon comes. */
interface SimpleKey {
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
  tokens: YamlToken[];
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

function noKey(): SimpleKey {
  return { possible: false, awaited: false, required: false, tokenNumber: 0, offset: 0, line: 0, column: 0 };
}

export function columnOf({ offset, lineStart }: Scanner): number {
  return offset - lineStart;
}

export function push(scanner: Scanner, kind: TokenKind, start: number, end: number): void {
  scanner.tokens.push(token(kind, start, end));
}

/** Puts a token where the one of a number is, or at the end. */
export function insert(scanner: Scanner, added: YamlToken, tokenNumber: number | undefined): void {
  if (tokenNumber === undefined || tokenNumber < scanner.taken) scanner.tokens.push(added);
  else scanner.tokens.splice(scanner.head + tokenNumber - scanner.taken, 0, added);
}

/** Opens a block collection if the column is deeper than the one around it. */
export function rollIndent(scanner: Scanner, column: number, kind: TokenKind, at?: SimpleKey): void {
  if (scanner.flowLevel > 0 || scanner.indent >= column) return;
  if (scanner.indents.push(scanner.indent) > MOST_LEVELS) failTooDeep();
  scanner.indent = column;
  const offset = at?.offset ?? scanner.offset;
  insert(scanner, token(kind, offset, offset), at?.tokenNumber);
}

export function unrollIndent(scanner: Scanner, column: number): void {
  if (scanner.flowLevel > 0) return;
  while (scanner.indent > column) {
    push(scanner, 'block-end', scanner.offset, scanner.offset);
    scanner.indent = scanner.indents.pop() ?? -1;
  }
}

/** Far deeper than the server and the agent accept, and not so deep that recursion runs out of stack. */
const MOST_LEVELS = 200;

function failTooDeep(): never {
  return failYaml('yaml-nested-too-deep', {}, 0, 0);
}

export function saveSimpleKey(scanner: Scanner): void {
  if (!scanner.simpleKeyAllowed) return;
  removeSimpleKey(scanner);
  const column = columnOf(scanner);
  scanner.simpleKeys[scanner.simpleKeys.length - 1] = {
    possible: true,
    awaited: true,
    required: scanner.flowLevel === 0 && scanner.indent === column,
    tokenNumber: nextNumber(scanner),
    offset: scanner.offset,
    line: scanner.line,
    column,
  };
}

export function removeSimpleKey({ simpleKeys }: Scanner): void {
  const key = simpleKeys.at(-1);
  if (key === undefined) return;
  if (key.possible && key.required) failWithoutColon(key);
  key.possible = false;
}

/** Whether a key that was possible still is: its colon must be on its line, and not too far away. */
export function isStillPossible(key: SimpleKey, { text, line, offset, goYaml4 }: Scanner): boolean {
  if (!key.possible) return false;
  if (key.line >= line && (goYaml4 || !isTooLong(text, key.offset, offset))) return true;
  if (key.required) failWithoutColon(key);
  key.possible = false;
  return false;
}

export function openFlow(scanner: Scanner): void {
  scanner.simpleKeys.push({ ...noKey(), tokenNumber: nextNumber(scanner) });
  if (++scanner.flowLevel > MOST_LEVELS) failTooDeep();
}

export function closeFlow(scanner: Scanner): void {
  if (scanner.flowLevel === 0) return;
  scanner.flowLevel--;
  const inner = scanner.simpleKeys.pop();
  const outer = scanner.simpleKeys.at(-1);
  // go-yaml 2 and 3 read the number that an empty level starts with as that of a key in it, and no longer wait.
  if (!scanner.goYaml4 && outer !== undefined && outer.tokenNumber === inner?.tokenNumber) {
    outer.awaited = false;
  }
}

function nextNumber({ taken, tokens, head }: Scanner): number {
  return taken + tokens.length - head;
}

const LONGEST_KEY = 1024;

function isTooLong(text: string, start: number, end: number): boolean {
  if (end - start <= LONGEST_KEY) return false;
  return [...text.slice(start, Math.min(end, start + 2 * LONGEST_KEY + 2))].length > LONGEST_KEY;
}

function failWithoutColon({ offset }: SimpleKey): never {
  return failSyntax('colon-missing', offset);
}
