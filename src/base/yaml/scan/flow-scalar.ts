import { failSyntax, failYaml } from '../failure.ts';
import { columnOf, type Scanner } from './scanner.ts';
import { isBlank, isBlankOrEnd, isBreak, isDocumentMark, token, type YamlToken } from './token.ts';
import { failForTab, takeBreak } from './white-space.ts';

/** Scans a scalar without quotes; its lines are folded into one. */
export function scanPlainScalar(scanner: Scanner): YamlToken {
  const { text, flowLevel } = scanner;
  const indent = scanner.indent + 1;
  const start = scanner.offset;
  let end = start;
  let content = '';
  let gap = NO_GAP;
  for (;;) {
    if (columnOf(scanner) === 0 && isDocumentMark(text, scanner.offset)) break;
    if (text.charCodeAt(scanner.offset) === 0x23) break;
    const chunk = chunkEnd(scanner);
    if (chunk === scanner.offset) break;
    content += gap.text + text.slice(scanner.offset, chunk);
    end = chunk;
    scanner.offset = chunk;
    const code = text.charCodeAt(chunk);
    gap = NO_GAP;
    if (!isBlank(code) && !isBreak(code)) break;
    gap = takeBlanks(scanner, indent);
    if (flowLevel === 0 && columnOf(scanner) < indent) break;
  }
  if (gap.lines > 0) scanner.simpleKeyAllowed = true;
  return token('scalar', start, end, content, true);
}

/** The end of a run without spaces and ends of a plain scalar. */
function chunkEnd({ text, offset, flowLevel, goYaml4 }: Scanner): number {
  let index = offset;
  for (;;) {
    const code = text.charCodeAt(index);
    if (isBlankOrEnd(code)) return index;
    if (code === 0x3a && endsAtColon(text.charCodeAt(index + 1), flowLevel, goYaml4)) return index;
    if (flowLevel > 0 && (isFlowMark(code) || (code === 0x3f && endsAtQuestion(text, index, goYaml4))))
      return index;
    index++;
  }
}

function endsAtColon(next: number, flowLevel: number, goYaml4: boolean): boolean {
  return (
    isBlankOrEnd(next) || (goYaml4 && flowLevel > 0 && (next === 0x2c || next === 0x5d || next === 0x7d))
  );
}

function endsAtQuestion(text: string, index: number, goYaml4: boolean): boolean {
  return !goYaml4 || isBlankOrEnd(text.charCodeAt(index + 1));
}

/** `,`, `[`, `]`, `{` and `}`. */
function isFlowMark(code: number): boolean {
  return code === 0x2c || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d;
}

export function scanQuotedScalar(scanner: Scanner): YamlToken {
  const { text } = scanner;
  const quote = text.charCodeAt(scanner.offset);
  const start = scanner.offset++;
  let content = '';
  for (;;) {
    if (columnOf(scanner) === 0 && isDocumentMark(text, scanner.offset)) {
      failSyntax('document-in-quotes', start);
    }
    if (scanner.offset >= text.length) failSyntax('quotes-open', start);
    const piece = takePiece(scanner, quote);
    content += piece.content;
    if (text.charCodeAt(scanner.offset) === quote) break;
    content += takeBlanks(scanner, 0, piece.broken).text;
  }
  scanner.offset++;
  return token('scalar', start, scanner.offset, content);
}

/** Consumes characters up to a space or the closing quote; an escaped line break ends a piece, too. */
function takePiece(scanner: Scanner, quote: number): { content: string; broken: boolean } {
  const { text } = scanner;
  let content = '';
  let from = scanner.offset;
  for (;;) {
    const code = text.charCodeAt(scanner.offset);
    if (isBlankOrEnd(code)) break;
    if (code === quote) {
      if (quote === 0x22 || text.charCodeAt(scanner.offset + 1) !== quote) break;
      content += text.slice(from, scanner.offset + 1);
      scanner.offset += 2;
      from = scanner.offset;
    } else if (quote === 0x22 && code === 0x5c) {
      content += text.slice(from, scanner.offset);
      if (isBreak(text.charCodeAt(scanner.offset + 1))) {
        scanner.offset++;
        takeBreak(scanner);
        return { content, broken: true };
      }
      content += takeEscape(scanner);
      from = scanner.offset;
    } else scanner.offset++;
  }
  return { content: content + text.slice(from, scanner.offset), broken: false };
}

const LETTERS: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};

const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** YAML 1.2 has `\/`, go-yaml has not; nor does it put characters together from two halves, as JSON does. */
function takeEscape(scanner: Scanner): string {
  const { text, offset } = scanner;
  const letter = text.charAt(offset + 1);
  const refuse = (): never =>
    failYaml('yaml-unknown-escape', { sequence: text.slice(offset, offset + 2) }, offset, offset + 2);
  const plain = Object.hasOwn(LETTERS, letter) ? LETTERS[letter] : undefined;
  if (plain !== undefined) {
    scanner.offset += 2;
    return plain;
  }
  const length = Object.hasOwn(DIGITS, letter) ? (DIGITS[letter] ?? 0) : refuse();
  const digits = text.slice(offset + 2, offset + 2 + length);
  if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits)) refuse();
  const code = Number.parseInt(digits, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) refuse();
  scanner.offset += 2 + length;
  return String.fromCodePoint(code);
}

interface Gap {
  /** The separator between two pieces of a scalar. */
  readonly text: string;
  readonly lines: number;
}

const NO_GAP: Gap = { text: '', lines: 0 };

/**
 * Consumes spaces and line breaks. Spaces before a line break and at the start of a line are ignored.
 *
 * @param indent column up to which the indentation of a line must be of spaces
 * @param broken whether an escaped line break has just been consumed
 */
function takeBlanks(scanner: Scanner, indent: number, broken = false): Gap {
  const { text } = scanner;
  const start = scanner.offset;
  let lines = broken ? 1 : 0;
  let first = '';
  let rest = '';
  for (let code = text.charCodeAt(start); ; code = text.charCodeAt(scanner.offset)) {
    if (isBlank(code)) {
      if (lines > 0 && code === 0x09 && columnOf(scanner) < indent) failForTab(scanner.offset);
      scanner.offset++;
    } else if (isBreak(code)) {
      const taken = takeBreak(scanner);
      if (lines++ === 0) first = taken;
      else rest += taken;
    } else break;
  }
  if (lines === 0) return { text: text.slice(start, scanner.offset), lines };
  // The first of several line breaks vanishes, and a single one becomes a space.
  return { text: first === '\n' ? rest || ' ' : first + rest, lines };
}
