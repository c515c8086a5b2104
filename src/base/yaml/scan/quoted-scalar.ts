import { failSyntax, failYaml } from '../failure.ts';
import { folded, takeBlanks } from './block-scalar.ts';
import { columnOf, type Scanner, takeBreak } from './scanner.ts';
import { isBlankOrEnd, isBreak, isDocumentMark, type Token, token } from './token.ts';

/** Scans a scalar in quotes of one kind. */
export function scanQuotedScalar(scanner: Scanner, double: boolean): Token {
  const { text } = scanner;
  const quote = double ? 0x22 : 0x27;
  const start = scanner.offset++;
  let content = '';
  for (;;) {
    if (columnOf(scanner) === 0 && isDocumentMark(text, scanner.offset)) {
      failSyntax('a document starts or ends within these quotes', start);
    }
    if (scanner.offset >= text.length) failSyntax('the quotes are not closed', start);
    const piece = takePiece(scanner, quote);
    content += piece.content;
    if (text.charCodeAt(scanner.offset) === quote) break;
    content += folded(takeBlanks(scanner, undefined, piece.broken));
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
