import { failSyntax, failYaml } from '../failure.ts';
import { scanBlockScalar } from './block-scalar.ts';
import { isTagUri, scanName, scanTag, skipLine } from './name.ts';
import { scanPlainScalar } from './plain-scalar.ts';
import { scanQuotedScalar } from './quoted-scalar.ts';
import { columnOf, insert, push, rollIndent, type Scanner, unrollIndent } from './scanner.ts';
import { closeFlow, isStillPossible, openFlow, removeSimpleKey, saveSimpleKey } from './simple-keys.ts';
import { type Token, type TokenKind, token } from './token.ts';

export function fetchFlowListStart(scanner: Scanner): void {
  fetchFlowStart(scanner, 'flow-list-start');
}

export function fetchFlowMapStart(scanner: Scanner): void {
  fetchFlowStart(scanner, 'flow-map-start');
}

function fetchFlowStart(scanner: Scanner, kind: TokenKind): void {
  saveSimpleKey(scanner);
  openFlow(scanner);
  scanner.simpleKeyAllowed = true;
  takeIndicator(scanner, kind);
}

export function fetchFlowListEnd(scanner: Scanner): void {
  fetchFlowEnd(scanner, 'flow-list-end');
}

export function fetchFlowMapEnd(scanner: Scanner): void {
  fetchFlowEnd(scanner, 'flow-map-end');
}

function fetchFlowEnd(scanner: Scanner, kind: TokenKind): void {
  removeSimpleKey(scanner);
  closeFlow(scanner);
  scanner.simpleKeyAllowed = false;
  takeIndicator(scanner, kind);
}

export function fetchFlowEntry(scanner: Scanner): void {
  removeSimpleKey(scanner);
  scanner.simpleKeyAllowed = true;
  takeIndicator(scanner, 'flow-entry');
}

export function fetchBlockEntry(scanner: Scanner): void {
  startInBlock(scanner, 'block-list-start', 'a list item cannot start here');
  removeSimpleKey(scanner);
  scanner.simpleKeyAllowed = true;
  takeIndicator(scanner, 'block-entry');
}

/** A key after a `?`. */
export function fetchKey(scanner: Scanner): void {
  startInBlock(scanner, 'block-map-start', 'a key cannot start here');
  removeSimpleKey(scanner);
  scanner.simpleKeyAllowed = scanner.flowLevel === 0;
  takeIndicator(scanner, 'key');
}

export function fetchValue(scanner: Scanner): void {
  const key = scanner.simpleKeys.at(-1);
  if (key !== undefined && isStillPossible(key, scanner)) {
    insert(scanner, token('key', key.offset, key.offset), key.tokenNumber);
    rollIndent(scanner, key.column, 'block-map-start', key);
    key.possible = false;
    scanner.simpleKeyAllowed = false;
  } else {
    startInBlock(
      scanner,
      'block-map-start',
      'a value cannot start here; put a string with a colon in quotes',
    );
    scanner.simpleKeyAllowed = scanner.flowLevel === 0;
  }
  takeIndicator(scanner, 'value');
}

function startInBlock(scanner: Scanner, kind: TokenKind, otherwise: string): void {
  if (scanner.flowLevel > 0) return;
  if (!scanner.simpleKeyAllowed) failSyntax(otherwise, scanner.offset);
  rollIndent(scanner, columnOf(scanner), kind);
}

function takeIndicator(scanner: Scanner, kind: TokenKind): void {
  scanner.offset++;
  push(scanner, kind, scanner.offset - 1, scanner.offset);
}

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

export function fetchAlias(scanner: Scanner): void {
  fetchPossibleKey(scanner, () => scanName(scanner, 'alias'));
}

export function fetchAnchor(scanner: Scanner): void {
  fetchPossibleKey(scanner, () => scanName(scanner, 'anchor'));
}

export function fetchTag(scanner: Scanner): void {
  fetchPossibleKey(scanner, () => scanTag(scanner));
}

export function fetchPlain(scanner: Scanner): void {
  fetchPossibleKey(scanner, () => scanPlainScalar(scanner));
}

export function fetchDoubleQuoted(scanner: Scanner): void {
  fetchPossibleKey(scanner, () => scanQuotedScalar(scanner, true));
}

export function fetchSingleQuoted(scanner: Scanner): void {
  fetchPossibleKey(scanner, () => scanQuotedScalar(scanner, false));
}

export function fetchLiteral(scanner: Scanner): void {
  fetchBlockScalar(scanner, true);
}

export function fetchFolded(scanner: Scanner): void {
  fetchBlockScalar(scanner, false);
}

/** A token that a key may start with; no other key starts on its line. */
function fetchPossibleKey(scanner: Scanner, scan: () => Token): void {
  saveSimpleKey(scanner);
  scanner.simpleKeyAllowed = false;
  scanner.tokens.push(scan());
}

function fetchBlockScalar(scanner: Scanner, literal: boolean): void {
  removeSimpleKey(scanner);
  scanner.simpleKeyAllowed = true;
  scanner.tokens.push(scanBlockScalar(scanner, literal));
}
