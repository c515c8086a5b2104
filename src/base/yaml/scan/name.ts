import { failSyntax, failYaml } from '../failure.ts';
import { type Scanner, takeBreak } from './scanner.ts';
import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, type Token, token } from './token.ts';

const NAME = /[0-9A-Za-z_-]+/y;
const LONGER_NAME = /[!-+\--9;-Z\\^-z|~]+/y;
const WHOLE_NAME = /[^\s,[\]{}]*/y;

/** Scans the name of an anchor or alias; go-yaml allows fewer characters in it than YAML. */
export function scanName(scanner: Scanner, kind: 'anchor' | 'alias'): Token {
  const { text, goYaml4 } = scanner;
  const start = scanner.offset++;
  const name = match(goYaml4 ? LONGER_NAME : NAME, text, scanner.offset);
  const end = scanner.offset + name.length;
  const code = text.charCodeAt(end);
  if (name === '' || !(isBlankOrEnd(code) || '?:,]}%@`'.includes(text.charAt(end)))) {
    const whole = match(WHOLE_NAME, text, scanner.offset);
    if (whole === '') failSyntax('a name is missing here', start);
    failYaml('yaml-anchor-name', { name: whole }, start, scanner.offset + whole.length);
  }
  scanner.offset = end;
  return token(kind, start, end, name);
}

const HANDLE = /![0-9A-Za-z_-]*!?/y;
const URI = /(?:[0-9A-Za-z_;/?:@&=+$.!~*'()[\],-]|%[0-9a-fA-F]{2})*/y;
const WHOLE_URI = /(?:[0-9A-Za-z_;/?:@&=+$.!~*'()[\]{},-]|%[0-9a-fA-F]{2})*/y;
const SHORT_URI = /(?:[0-9A-Za-z_;/?:@&=+$.!~*'()-]|%[0-9a-fA-F]{2})*/y;

/** Scans a tag: `!<whole>`, `!suffix` or `!handle!suffix`. */
export function scanTag(scanner: Scanner): Token {
  const { text, goYaml4 } = scanner;
  const start = scanner.offset;
  const scanned = text.startsWith('!<', start)
    ? wholeTag(text, start, goYaml4)
    : shortTag(text, start, goYaml4);
  if (!isBlankOrEnd(text.charCodeAt(scanned.end))) {
    failSyntax('a space is missing after this tag', start, scanned.end);
  }
  scanner.offset = scanned.end;
  return { ...token('tag', start, scanned.end, decoded(scanned.suffix, start)), handle: scanned.handle };
}

/** Whether a string can be the prefix in a `%TAG` directive. */
export function isTagUri(text: string, goYaml4: boolean): boolean {
  if (match(goYaml4 ? WHOLE_URI : URI, text, 0) !== text) return false;
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

interface ScannedTag {
  readonly handle: string;
  readonly suffix: string;
  readonly end: number;
}

function wholeTag(text: string, start: number, goYaml4: boolean): ScannedTag {
  const suffix = match(goYaml4 ? WHOLE_URI : URI, text, start + 2);
  const end = start + 3 + suffix.length;
  if (suffix === '' || text[end - 1] !== '>') failSyntax('this tag is not complete', start);
  return { handle: '', suffix, end };
}

function shortTag(text: string, start: number, goYaml4: boolean): ScannedTag {
  const handle = match(HANDLE, text, start);
  const isHandle = handle.length > 1 && handle.endsWith('!');
  const suffix = match(goYaml4 ? SHORT_URI : URI, text, start + (isHandle ? handle.length : 1));
  if (isHandle) {
    if (suffix === '') failSyntax('this tag is not complete', start);
    return { handle, suffix, end: start + handle.length + suffix.length };
  }
  return suffix === ''
    ? { handle: '', suffix: '!', end: start + 1 }
    : { handle: '!', suffix, end: start + 1 + suffix.length };
}

function decoded(suffix: string, start: number): string {
  try {
    return decodeURIComponent(suffix);
  } catch {
    return failSyntax('the escapes of this tag are not valid UTF-8', start);
  }
}

function match(sticky: RegExp, text: string, offset: number): string {
  sticky.lastIndex = offset;
  return sticky.exec(text)?.[0] ?? '';
}

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

/** Skips the rest of a line, but not its break. */
export function skipLine(scanner: Scanner): void {
  while (!isBreakOrEnd(scanner.text.charCodeAt(scanner.offset))) scanner.offset++;
}
