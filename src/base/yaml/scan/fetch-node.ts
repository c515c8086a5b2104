import { scanBlockScalar } from './block-scalar.ts';
import { scanName, scanTag } from './name.ts';
import { scanPlainScalar } from './plain-scalar.ts';
import { scanQuotedScalar } from './quoted-scalar.ts';
import type { Scanner } from './scanner.ts';
import { removeSimpleKey, saveSimpleKey } from './simple-keys.ts';
import type { Token } from './token.ts';

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
