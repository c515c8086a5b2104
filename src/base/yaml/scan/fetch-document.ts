import { failYaml } from '../failure.ts';
import { isTagUri } from './name.ts';
import { push, type Scanner, unrollIndent } from './scanner.ts';
import { removeSimpleKey } from './simple-keys.ts';
import { skipLine } from './skip.ts';
import { token } from './token.ts';

export function fetchStreamEnd(scanner: Scanner): void {
  leaveDocument(scanner);
  scanner.ended = true;
  push(scanner, 'stream-end', scanner.offset, scanner.offset);
}

const DIRECTIVE =
  /^(%YAML[ \t]+\d+\.\d+(?=[ \t#]|$)|%TAG[ \t]+!(?:[\w-]*!)?[ \t]+([^ \t]+)(?=[ \t]|$))[ \t]*(?:#.*)?$/;

export function fetchDirective(scanner: Scanner): void {
  leaveDocument(scanner);
  const start = scanner.offset;
  skipLine(scanner);
  const directive = scanner.text.slice(start, scanner.offset);
  const [, known, uri] = DIRECTIVE.exec(directive) ?? [];
  if (known === undefined || (uri !== undefined && !isTagUri(uri, scanner.goYaml4)))
    refuse(directive, start, scanner.offset);
  scanner.tokens.push(token('directive', start, scanner.offset, known));
}

function refuse(directive: string, start: number, end: number): never {
  return failYaml('yaml-directive', { directive }, start, end);
}

export function fetchDocumentStart(scanner: Scanner): void {
  fetchMark(scanner, 'document-start');
}

export function fetchDocumentEnd(scanner: Scanner): void {
  fetchMark(scanner, 'document-end');
}

function fetchMark(scanner: Scanner, kind: 'document-start' | 'document-end'): void {
  leaveDocument(scanner);
  scanner.offset += 3;
  push(scanner, kind, scanner.offset - 3, scanner.offset);
}

function leaveDocument(scanner: Scanner): void {
  unrollIndent(scanner, -1);
  removeSimpleKey(scanner);
  scanner.simpleKeyAllowed = false;
}
