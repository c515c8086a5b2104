import { failSyntax } from '../failure.ts';
import { columnOf, insert, push, rollIndent, type Scanner } from './scanner.ts';
import { closeFlow, isStillPossible, openFlow, removeSimpleKey, saveSimpleKey } from './simple-keys.ts';
import { type TokenKind, token } from './token.ts';

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
      'a value cannot start here; put a text that has a colon in quotes',
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
