import { failSyntax, failYaml } from '../failure.ts';
import type { Scanner } from './scanner.ts';
import { isBlankOrEnd, token, type YamlToken } from './token.ts';
import { skipLine } from './white-space.ts';

const NAME = /[0-9A-Za-z_-]+/y;
const LONGER_NAME = /[!-+\--9;-Z\\^-z|~]+/y;
const WHOLE_NAME = /[^\s,[\]{}]*/y;

/** Scans the name of an anchor or alias; go-yaml allows fewer characters in it than YAML. */
export function scanName(scanner: Scanner): YamlToken {
  const { text, goYaml4 } = scanner;
  const kind = text.charAt(scanner.offset) === '*' ? 'alias' : 'anchor';
  const start = scanner.offset++;
  const name = match(goYaml4 ? LONGER_NAME : NAME, text, scanner.offset);
  const end = scanner.offset + name.length;
  const code = text.charCodeAt(end);
  if (name === '' || !(isBlankOrEnd(code) || '?:,]}%@`'.includes(text.charAt(end)))) {
    const whole = match(WHOLE_NAME, text, scanner.offset);
    if (whole === '') failSyntax('name-missing', start);
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
export function scanTag(scanner: Scanner): YamlToken {
  const { text, goYaml4 } = scanner;
  const start = scanner.offset;
  const scanned = text.startsWith('!<', start)
    ? wholeTag(text, start, goYaml4)
    : shortTag(text, start, goYaml4);
  if (!isBlankOrEnd(text.charCodeAt(scanned.end))) {
    failSyntax('space-missing', start, scanned.end);
  }
  scanner.offset = scanned.end;
  return { ...token('tag', start, scanned.end, decoded(scanned.suffix, start)), handle: scanned.handle };
}

/** Whether a string can be the prefix in a `%TAG` directive. */
function isTagUri(text: string, goYaml4: boolean): boolean {
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
  if (suffix === '' || text[end - 1] !== '>') failSyntax('tag-incomplete', start);
  return { handle: '', suffix, end };
}

function shortTag(text: string, start: number, goYaml4: boolean): ScannedTag {
  const handle = match(HANDLE, text, start);
  const isHandle = handle.length > 1 && handle.endsWith('!');
  const suffix = match(goYaml4 ? SHORT_URI : URI, text, start + (isHandle ? handle.length : 1));
  if (isHandle) {
    if (suffix === '') failSyntax('tag-incomplete', start);
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
    return failSyntax('tag-not-utf8', start);
  }
}

function match(sticky: RegExp, text: string, offset: number): string {
  sticky.lastIndex = offset;
  return sticky.exec(text)?.[0] ?? '';
}

const DIRECTIVE =
  /^(%YAML[ \t]+\d+\.\d+(?=[ \t#]|$)|%TAG[ \t]+!(?:[\w-]*!)?[ \t]+([^ \t]+)(?=[ \t]|$))[ \t]*(?:#.*)?$/;

export function scanDirective(scanner: Scanner): YamlToken {
  const start = scanner.offset;
  skipLine(scanner);
  const directive = scanner.text.slice(start, scanner.offset);
  const [, known, uri] = DIRECTIVE.exec(directive) ?? [];
  if (known === undefined || (uri !== undefined && !isTagUri(uri, scanner.goYaml4)))
    return failYaml('yaml-directive', { directive }, start, scanner.offset);
  return token('directive', start, scanner.offset, known);
}
