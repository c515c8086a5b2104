import { failSyntax } from '../failure.ts';
import type { Scanner } from './scanner.ts';
import { isBlank, isBreak, isBreakOrEnd } from './token.ts';

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

export function skipToToken(scanner: Scanner): void {
  const { text } = scanner;
  for (;;) {
    // Where a line of a block may start, tabs are not spaces.
    const tabs = scanner.flowLevel > 0 || !scanner.simpleKeyAllowed;
    let code = text.charCodeAt(scanner.offset);
    while (code === 0x20 || (tabs && code === 0x09)) code = text.charCodeAt(++scanner.offset);
    if (code === 0x23) skipComments(scanner);
    if (!isBreak(text.charCodeAt(scanner.offset))) return;
    takeBreak(scanner);
    if (scanner.flowLevel === 0) scanner.simpleKeyAllowed = true;
  }
}

/** Skips a comment after a token on its line, whatever spaces are between. */
export function skipLineComment(scanner: Scanner): void {
  const { text } = scanner;
  let next = scanner.offset;
  while (isBlank(text.charCodeAt(next))) next++;
  if (text.charCodeAt(next) !== 0x23) return;
  scanner.offset = next;
  skipLine(scanner);
}

/** How far go-yaml looks for a further comment. */
const LOOKAHEAD = 512;

/** Skips a comment, and those that follow with nothing but spaces and line breaks between, tabs included. */
function skipComments(scanner: Scanner): void {
  const { text } = scanner;
  skipLine(scanner);
  for (;;) {
    let next = scanner.offset;
    const limit = next + LOOKAHEAD;
    let code = text.charCodeAt(next);
    while (next < limit && (isBlank(code) || isBreak(code))) code = text.charCodeAt(++next);
    if (code !== 0x23 || next >= limit) return;
    while (scanner.offset < next) if (takeBreak(scanner) === '') scanner.offset++;
    skipLine(scanner);
  }
}

export function skipLine(scanner: Scanner): void {
  while (!isBreakOrEnd(scanner.text.charCodeAt(scanner.offset))) scanner.offset++;
}

export function failForTab(offset: number): never {
  return failSyntax('tab', offset);
}
