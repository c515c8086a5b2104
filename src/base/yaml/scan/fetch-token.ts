import { failSyntax } from '../failure.ts';
import {
  fetchAlias,
  fetchAnchor,
  fetchBlockEntry,
  fetchDirective,
  fetchDocumentEnd,
  fetchDocumentStart,
  fetchDoubleQuoted,
  fetchFlowEntry,
  fetchFlowListEnd,
  fetchFlowListStart,
  fetchFlowMapEnd,
  fetchFlowMapStart,
  fetchFolded,
  fetchKey,
  fetchLiteral,
  fetchPlain,
  fetchSingleQuoted,
  fetchStreamEnd,
  fetchTag,
  fetchValue,
} from './fetch-structure.ts';
import { skipLineComment, skipToToken } from './name.ts';
import { columnOf, type Scanner, unrollIndent } from './scanner.ts';
import { isBlank, isBlankOrEnd, isDocumentMark } from './token.ts';

type Fetch = (scanner: Scanner) => void;

/** Reads the next token of the text, with those that it implies, and a comment after it. */
export function fetchToken(scanner: Scanner): void {
  skipToToken(scanner);
  unrollIndent(scanner, columnOf(scanner));
  const fetch = fetchAt(scanner);
  fetch(scanner);
  const { tokens, lineStart } = scanner;
  const last = tokens.at(-1);
  if (last !== undefined && last.kind !== 'block-entry' && last.end > lineStart) skipLineComment(scanner);
}

/** The reader of the token at the offset. */
function fetchAt(scanner: Scanner): Fetch {
  const { text, offset, lineStart, flowLevel, goYaml4 } = scanner;
  if (offset >= text.length) return fetchStreamEnd;
  const character = text.charAt(offset);
  if (offset === lineStart) {
    if (character === '%') return fetchDirective;
    if (isDocumentMark(text, offset)) return character === '-' ? fetchDocumentStart : fetchDocumentEnd;
  }
  const followed = isBlankOrEnd(text.charCodeAt(offset + 1));
  switch (character) {
    case '-':
      return followed ? fetchBlockEntry : fetchPlain;
    case '?':
      return followed || (flowLevel > 0 && !goYaml4) ? fetchKey : fetchPlain;
    case ':':
      return followed || isGluedValue(scanner) ? fetchValue : fetchPlain;
    case '|':
      return flowLevel > 0 ? fetchNothing : fetchLiteral;
    case '>':
      return flowLevel > 0 ? fetchNothing : fetchFolded;
    default:
      if (isBlank(text.charCodeAt(offset))) return fetchNothing;
      return INDICATORS.get(character) ?? fetchPlain;
  }
}

/** Whether a colon without a space after it makes a value; where an item starts, go-yaml 4 reads `:a` as a string. */
function isGluedValue({ flowLevel, goYaml4, tokens }: Scanner): boolean {
  if (flowLevel === 0) return false;
  const previous = tokens.at(-1)?.kind;
  return !goYaml4 || (previous !== 'flow-list-start' && previous !== 'flow-entry');
}

function fetchNothing({ text, offset }: Scanner): never {
  const character = text.charAt(offset);
  if (character === '\t') return failSyntax('a tab is not allowed here; indent with spaces', offset);
  const named = character === '`' ? 'a backtick' : `\`${character}\``;
  return failSyntax(`${named} cannot start a value; put the value in quotes`, offset);
}

const INDICATORS: ReadonlyMap<string, Fetch> = /* @__PURE__ */ new Map<string, Fetch>([
  ['[', fetchFlowListStart],
  [']', fetchFlowListEnd],
  ['{', fetchFlowMapStart],
  ['}', fetchFlowMapEnd],
  [',', fetchFlowEntry],
  ['*', fetchAlias],
  ['&', fetchAnchor],
  ['!', fetchTag],
  ['"', fetchDoubleQuoted],
  ["'", fetchSingleQuoted],
  ['#', fetchNothing],
  ['%', fetchNothing],
  ['@', fetchNothing],
  ['`', fetchNothing],
]);
