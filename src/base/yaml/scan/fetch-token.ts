import { failSyntax, type SyntaxProblem } from '../failure.ts';
import { scanBlockScalar } from './block-scalar.ts';
import { scanPlainScalar, scanQuotedScalar } from './flow-scalar.ts';
import { scanDirective, scanName, scanTag } from './names-and-tags.ts';
import {
  closeFlow,
  columnOf,
  insert,
  isStillPossible,
  openFlow,
  push,
  removeSimpleKey,
  rollIndent,
  type Scanner,
  saveSimpleKey,
  unrollIndent,
} from './scanner.ts';
import { isBlankOrEnd, isDocumentMark, type TokenKind, token, type YamlToken } from './token.ts';
import { failForTab, skipLineComment, skipToToken } from './white-space.ts';

/** Consumed tokens that are kept, so not each one moves all others. */
const MOST_TAKEN = 1024;

/** The next token, which stays. */
export function peekToken(scanner: Scanner): YamlToken {
  while (!scanner.ended && needsMore(scanner)) fetchToken(scanner);
  return scanner.tokens[scanner.head] ?? token('stream-end', scanner.text.length, scanner.text.length);
}

export function skipToken(scanner: Scanner): void {
  scanner.head++;
  scanner.taken++;
  if (scanner.head < MOST_TAKEN) return;
  // The last one stays, because the next one depends on it.
  scanner.tokens = scanner.tokens.slice(scanner.head - 1);
  scanner.head = 1;
}

/** The next token is final once nothing after it can make it a key. */
function needsMore(scanner: Scanner): boolean {
  if (scanner.head >= scanner.tokens.length - scanner.lookahead) return true;
  return scanner.simpleKeys.some(
    (key) => key.awaited && key.tokenNumber === scanner.taken && isStillPossible(key, scanner),
  );
}

/** Reads the next token of the text, with those that it implies, and a comment after it. */
function fetchToken(scanner: Scanner): void {
  skipToToken(scanner);
  unrollIndent(scanner, columnOf(scanner));
  fetchAt(scanner);
  const { tokens, lineStart } = scanner;
  const last = tokens.at(-1);
  if (last !== undefined && last.kind !== 'block-entry' && last.end > lineStart) skipLineComment(scanner);
}

function fetchAt(scanner: Scanner): void {
  const { text, offset, lineStart } = scanner;
  const character = text.charAt(offset);
  if (offset >= text.length) fetchStreamEnd(scanner);
  else if (offset === lineStart && character === '%') fetchDirective(scanner);
  else if (offset === lineStart && isDocumentMark(text, offset)) {
    fetchMark(scanner, character === '-' ? 'document-start' : 'document-end');
  } else fetchAtCharacter(scanner, character);
}

function fetchAtCharacter(scanner: Scanner, character: string): void {
  switch (character) {
    case '[':
      fetchFlowStart(scanner, 'flow-list-start');
      break;
    case '{':
      fetchFlowStart(scanner, 'flow-map-start');
      break;
    case ']':
      fetchFlowEnd(scanner, 'flow-list-end');
      break;
    case '}':
      fetchFlowEnd(scanner, 'flow-map-end');
      break;
    case ',':
      fetchFlowEntry(scanner);
      break;
    case '*':
    case '&':
      fetchPossibleKey(scanner, scanName);
      break;
    case '!':
      fetchPossibleKey(scanner, scanTag);
      break;
    case '"':
    case "'":
      fetchPossibleKey(scanner, scanQuotedScalar);
      break;
    case '|':
    case '>':
      if (scanner.flowLevel > 0) failForCharacter(scanner);
      fetchBlockScalar(scanner);
      break;
    case '#':
    case '%':
    case '@':
    case '`':
    case '\t':
      failForCharacter(scanner);
      break;
    default:
      fetchPlain(scanner, character);
  }
}

/** An indicator of a block, or a plain scalar, which may start with the same character. */
function fetchPlain(scanner: Scanner, character: string): void {
  const { text, offset, flowLevel, goYaml4 } = scanner;
  const followed = isBlankOrEnd(text.charCodeAt(offset + 1));
  if (character === '-' && followed) fetchBlockEntry(scanner);
  else if (character === '?' && (followed || (flowLevel > 0 && !goYaml4))) fetchKey(scanner);
  else if (character === ':' && (followed || isGluedValue(scanner))) fetchValue(scanner);
  else fetchPossibleKey(scanner, scanPlainScalar);
}

/** Whether a colon without a space after it makes a value; where an item starts, go-yaml 4 reads `:a` as a string. */
function isGluedValue({ flowLevel, goYaml4, tokens }: Scanner): boolean {
  if (flowLevel === 0) return false;
  const previous = tokens.at(-1)?.kind;
  return !goYaml4 || (previous !== 'flow-list-start' && previous !== 'flow-entry');
}

function failForCharacter({ text, offset }: Scanner): never {
  const character = text.charAt(offset);
  if (character === '\t') failForTab(offset);
  if (character === '`') failSyntax('backtick-start', offset);
  return failSyntax('reserved-start', offset, offset + 1, { character });
}

function fetchFlowStart(scanner: Scanner, kind: TokenKind): void {
  saveSimpleKey(scanner);
  openFlow(scanner);
  scanner.simpleKeyAllowed = true;
  takeIndicator(scanner, kind);
}

function fetchFlowEnd(scanner: Scanner, kind: TokenKind): void {
  removeSimpleKey(scanner);
  closeFlow(scanner);
  scanner.simpleKeyAllowed = false;
  takeIndicator(scanner, kind);
}

function fetchFlowEntry(scanner: Scanner): void {
  removeSimpleKey(scanner);
  scanner.simpleKeyAllowed = true;
  takeIndicator(scanner, 'flow-entry');
}

function fetchBlockEntry(scanner: Scanner): void {
  startInBlock(scanner, 'block-list-start', 'item-start');
  removeSimpleKey(scanner);
  scanner.simpleKeyAllowed = true;
  takeIndicator(scanner, 'block-entry');
}

function fetchKey(scanner: Scanner): void {
  startInBlock(scanner, 'block-map-start', 'key-start');
  removeSimpleKey(scanner);
  scanner.simpleKeyAllowed = scanner.flowLevel === 0;
  takeIndicator(scanner, 'key');
}

function fetchValue(scanner: Scanner): void {
  const key = scanner.simpleKeys.at(-1);
  if (key !== undefined && isStillPossible(key, scanner)) {
    insert(scanner, token('key', key.offset, key.offset), key.tokenNumber);
    rollIndent(scanner, key.column, 'block-map-start', key);
    key.possible = false;
    scanner.simpleKeyAllowed = false;
  } else {
    startInBlock(scanner, 'block-map-start', 'value-start');
    scanner.simpleKeyAllowed = scanner.flowLevel === 0;
  }
  takeIndicator(scanner, 'value');
}

function startInBlock(scanner: Scanner, kind: TokenKind, otherwise: SyntaxProblem): void {
  if (scanner.flowLevel > 0) return;
  if (!scanner.simpleKeyAllowed) failSyntax(otherwise, scanner.offset);
  rollIndent(scanner, columnOf(scanner), kind);
}

function takeIndicator(scanner: Scanner, kind: TokenKind): void {
  scanner.offset++;
  push(scanner, kind, scanner.offset - 1, scanner.offset);
}

function fetchStreamEnd(scanner: Scanner): void {
  leaveDocument(scanner);
  scanner.ended = true;
  push(scanner, 'stream-end', scanner.offset, scanner.offset);
}

function fetchDirective(scanner: Scanner): void {
  leaveDocument(scanner);
  scanner.tokens.push(scanDirective(scanner));
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

/** A token that a key may start with; no other key starts on its line. */
function fetchPossibleKey(scanner: Scanner, scan: (scanner: Scanner) => YamlToken): void {
  saveSimpleKey(scanner);
  scanner.simpleKeyAllowed = false;
  scanner.tokens.push(scan(scanner));
}

function fetchBlockScalar(scanner: Scanner): void {
  removeSimpleKey(scanner);
  scanner.simpleKeyAllowed = true;
  scanner.tokens.push(scanBlockScalar(scanner));
}
