import { failSyntax } from '../failure.ts';
import { skipLine } from './name.ts';
import { columnOf, type Scanner, takeBreak } from './scanner.ts';
import { isBlank, isBreak, isBreakOrEnd, type Token, token } from './token.ts';

interface Header {
  readonly chomping: 'clip' | 'strip' | 'keep';
  readonly increment: number;
}

/** How far the lines are indented; undefined until the first line sets it. */
interface Indent {
  column: number | undefined;
}

/** Scans a block scalar, literal (`|`) or folded (`>`). */
export function scanBlockScalar(scanner: Scanner, literal: boolean): Token {
  const { text } = scanner;
  const start = scanner.offset++;
  const { chomping, increment } = scanHeader(scanner);
  const indent: Indent = { column: increment === 0 ? undefined : Math.max(scanner.indent, 0) + increment };
  let trailing = takeBlankLines(scanner, indent);
  let content = '';
  let pending = '';
  let wasBlank = false;
  let end = scanner.offset;
  while (columnOf(scanner) === indent.column && scanner.offset < text.length) {
    const blank = isBlank(text.charCodeAt(scanner.offset));
    if (!literal && !wasBlank && !blank && pending === '\n') content += trailing === '' ? ' ' : '';
    else content += pending;
    const from = scanner.offset;
    skipLine(scanner);
    content += trailing + text.slice(from, scanner.offset);
    wasBlank = blank;
    pending = takeBreak(scanner);
    end = scanner.offset;
    trailing = takeBlankLines(scanner, indent);
  }
  if (chomping !== 'strip') content += pending;
  if (chomping === 'keep') {
    content += trailing;
    end = scanner.offset;
  }
  return token('scalar', start, end, content);
}

/** The indicators after the `|` or `>`, in either order, and the rest of the line. */
function scanHeader(scanner: Scanner): Header {
  const { text } = scanner;
  const start = scanner.offset;
  let chomping: Header['chomping'] = 'clip';
  let increment = 0;
  const header = /(?:[+-]\d?|\d[+-]?)?/y;
  header.lastIndex = start;
  for (const indicator of header.exec(text)?.[0] ?? '') {
    if (indicator === '+') chomping = 'keep';
    else if (indicator === '-') chomping = 'strip';
    else increment = Number(indicator) || failSyntax('a block scalar cannot be indented by 0', start);
    scanner.offset++;
  }
  while (isBlank(text.charCodeAt(scanner.offset))) scanner.offset++;
  if (text.charCodeAt(scanner.offset) === 0x23) skipLine(scanner);
  if (!isBreakOrEnd(text.charCodeAt(scanner.offset))) {
    failSyntax('a block scalar starts on the next line', scanner.offset);
  }
  takeBreak(scanner);
  return { chomping, increment };
}

/** Consumes lines of spaces. The first lines set the indentation, if it is not given. */
function takeBlankLines(scanner: Scanner, indent: Indent): string {
  const { text } = scanner;
  let breaks = '';
  let deepest = 0;
  for (;;) {
    const isIndenting = (): boolean => indent.column === undefined || columnOf(scanner) < indent.column;
    while (isIndenting() && text.charCodeAt(scanner.offset) === 0x20) scanner.offset++;
    deepest = Math.max(deepest, columnOf(scanner));
    if (isIndenting() && text.charCodeAt(scanner.offset) === 0x09) {
      failSyntax('a tab is not allowed here; indent with spaces', scanner.offset);
    }
    if (!isBreak(text.charCodeAt(scanner.offset))) break;
    breaks += takeBreak(scanner);
  }
  indent.column ??= Math.max(deepest, scanner.indent + 1, scanner.goYaml4 ? 0 : 1);
  return breaks;
}

/** The spaces or the line breaks between two pieces of a scalar. */
export interface LineBreaks {
  readonly spaces: string;
  readonly lines: number;
  readonly first: string;
  readonly rest: string;
}

export const NO_BREAKS: LineBreaks = { spaces: '', lines: 0, first: '', rest: '' };

/** The separator between two pieces of a scalar: the first of several line breaks vanishes, a single one is a space. */
export function folded({ spaces, lines, first, rest }: LineBreaks): string {
  if (lines === 0) return spaces;
  if (first !== '\n') return first + rest;
  return rest === '' ? ' ' : rest;
}

/**
 * Consumes spaces and line breaks. Spaces before a line break and at the start of a line are ignored.
 *
 * @param check is called for each space at the start of a line
 * @param broken whether an escaped line break has just been consumed
 */
export function takeBlanks(
  scanner: Scanner,
  check?: (offset: number, column: number) => void,
  broken = false,
): LineBreaks {
  const { text } = scanner;
  const start = scanner.offset;
  let end = start;
  let lines = broken ? 1 : 0;
  let first = '';
  let rest = '';
  for (let code = text.charCodeAt(start); ; code = text.charCodeAt(scanner.offset)) {
    if (isBlank(code)) {
      if (lines > 0) check?.(scanner.offset, columnOf(scanner));
      scanner.offset++;
      if (lines === 0) end = scanner.offset;
    } else if (isBreak(code)) {
      const taken = takeBreak(scanner);
      if (lines++ === 0) first = taken;
      else rest += taken;
    } else break;
  }
  return { spaces: lines === 0 ? text.slice(start, end) : '', lines, first, rest };
}
