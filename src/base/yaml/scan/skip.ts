import { isBlank, isBreak, isBreakOrEnd } from './characters.ts';
import { type Scanner, takeBreak } from './scanner.ts';

/** Skips spaces, comments and line breaks up to the next token. */
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

/** Skips a comment behind a token on its line, whatever spaces are between. */
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

/** Skips the rest of a line, but not its break. */
export function skipLine(scanner: Scanner): void {
  while (!isBreakOrEnd(scanner.text.charCodeAt(scanner.offset))) scanner.offset++;
}
