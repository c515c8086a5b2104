import { base64Length, base64 as encode } from '../../../base/encoding/base64.ts';
import { lower, upper } from '../../../base/encoding/case-mapping.ts';
import { decodeUtf8, encodeUtf8, hasLoneBytes, replaceLoneBytes } from '../../../base/encoding/utf8.ts';
import { byteIndex, joinTexts, onBytes } from '../bytes.ts';
import { ANY, BOOL, INT, LIST, STRING, TEXTS } from '../check/types.ts';
import type { Budget } from '../run/budget.ts';
import { kindOf, type List, listOf, NIL, truncate, type Value } from '../values.ts';
import {
  accepts,
  asList,
  asText,
  type CallContext,
  type FunctionDefinition,
  type FunctionTable,
  refuseArgument,
} from './function-definition.ts';
import { goTypeName, printValue } from './print.ts';

export const TEXT_FUNCTIONS: FunctionTable = [
  ['type', { check: accepts(STRING, [ANY]), call: ([value = NIL]) => goTypeName(value) }],
  ['string', { check: accepts(STRING, [ANY]), call: ([value = NIL]) => printValue(value) }],
  ['lower', onText((text) => lower(replaceLoneBytes(text)))],
  ['upper', onText((text) => upper(replaceLoneBytes(text)))],
  ['trim', withOptionalText(trim)],
  ['trimPrefix', withOptionalText((text, prefix = ' ') => trimPrefix(text, prefix))],
  ['trimSuffix', withOptionalText((text, suffix = ' ') => trimSuffix(text, suffix))],
  ['split', splitting(false)],
  ['splitAfter', splitting(true)],
  ['join', { check: accepts(STRING, [TEXTS], [TEXTS, STRING], [LIST], [LIST, STRING]), call: join }],
  [
    'replace',
    { check: accepts(STRING, [STRING, STRING, STRING], [STRING, STRING, STRING, INT]), call: replace },
  ],
  ['repeat', { check: accepts(STRING, [STRING, INT]), call: repeat }],
  [
    'indexOf',
    {
      check: accepts(INT, [STRING, STRING]),
      call: ([text, part]) => BigInt(byteIndex(asText(text), asText(part), false)),
    },
  ],
  [
    'lastIndexOf',
    {
      check: accepts(INT, [STRING, STRING]),
      call: ([text, part]) => BigInt(byteIndex(asText(text), asText(part), true)),
    },
  ],
  [
    'hasPrefix',
    {
      check: accepts(BOOL, [STRING, STRING]),
      call: ([text, part]) => startsWith(asText(text), asText(part)),
    },
  ],
  [
    'hasSuffix',
    { check: accepts(BOOL, [STRING, STRING]), call: ([text, part]) => endsWith(asText(text), asText(part)) },
  ],
  ['toBase64', onText(toBase64)],
  ['fromBase64', onText(fromBase64)],
];

export function contains(text: string, part: string): boolean {
  return onBytes([text, part], ([whole = '', searched = '']) => whole.includes(searched));
}

export function startsWith(text: string, part: string): boolean {
  return onBytes([text, part], ([whole = '', searched = '']) => whole.startsWith(searched));
}

export function endsWith(text: string, part: string): boolean {
  return onBytes([text, part], ([whole = '', searched = '']) => whole.endsWith(searched));
}

function onText(change: (text: string) => string): FunctionDefinition {
  return { check: accepts(STRING, [STRING]), call: ([text]) => change(asText(text)) };
}

function withOptionalText(change: (text: string, option: string | undefined) => string): FunctionDefinition {
  return {
    check: accepts(STRING, [STRING], [STRING, STRING]),
    call: ([text, option]) => change(asText(text), option === undefined ? undefined : asText(option)),
  };
}

/** Removes characters of a set from both ends; default: white space. */
function trim(text: string, set: string | undefined): string {
  const isTrimmed = (character: string): boolean =>
    set === undefined ? /\p{White_Space}/u.test(character) : set.includes(character);
  const characters = [...text];
  const first = characters.findIndex((character) => !isTrimmed(character));
  const last = characters.findLastIndex((character) => !isTrimmed(character));
  return first === -1 ? '' : characters.slice(first, last + 1).join('');
}

function trimPrefix(text: string, prefix: string): string {
  return onBytes([text, prefix], ([whole = '', part = ''], decode) =>
    decode(whole.startsWith(part) ? whole.slice(part.length) : whole),
  );
}

function trimSuffix(text: string, suffix: string): string {
  return onBytes([text, suffix], ([whole = '', part = ''], decode) =>
    decode(whole.endsWith(part) ? whole.slice(0, whole.length - part.length) : whole),
  );
}

function splitting(keepSeparators: boolean): FunctionDefinition {
  return {
    check: accepts(TEXTS, [STRING, STRING], [STRING, STRING, INT]),
    call: ([text, separator, limit = -1n], { budget }) =>
      split(asText(text), asText(separator), countOf(limit), keepSeparators, budget),
  };
}

function split(text: string, separator: string, limit: number, keep: boolean, budget: Budget): List {
  if (limit === 0) return listOf([], 'string', true);
  const parts = separator === '' ? characters(text, limit) : pieces(text, separator, limit);
  budget.allocate(parts.length);
  return listOf(
    keep ? parts.map((part, at) => (at < parts.length - 1 ? part + separator : part)) : parts,
    'string',
  );
}

/** The characters of a string; the last part has those beyond a limit. */
function characters(text: string, limit: number): string[] {
  const all = [...text];
  if (limit < 0 || all.length <= limit) return all;
  return [...all.slice(0, limit - 1), all.slice(limit - 1).join('')];
}

function pieces(text: string, separator: string, limit: number): string[] {
  return onBytes([text, separator], ([whole = '', between = ''], decode) => {
    const parts = whole.split(between);
    const kept =
      limit < 0 || parts.length <= limit
        ? parts
        : [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(between)];
    return kept.map(decode);
  });
}

function join([list, glue = '']: readonly Value[]): string {
  const { of, items } = asList(list);
  if (of !== 'any' && of !== 'string') refuseArgument('only strings can be joined');
  return joinTexts(items.map(asText), asText(glue));
}

/** An empty string is before each character and at the end. */
function replace([text, old, replacement, limit = -1n]: readonly Value[], { budget }: CallContext): string {
  const [whole, searched, added] = [asText(text), asText(old), asText(replacement)];
  const parts = searched === '' ? ['', ...[...whole]] : pieces(whole, searched, -1);
  if (searched === '') parts.push('');
  const most = countOf(limit);
  const count = most < 0 ? parts.length - 1 : Math.min(most, parts.length - 1);
  budget.spend(count * added.length);
  const rest = joinTexts(parts.slice(count), searched);
  return joinTexts([...parts.slice(0, count), rest], added);
}

function repeat([text, count]: readonly Value[], { budget }: CallContext): string {
  const repeated = asText(text);
  const times = countOf(count ?? NIL);
  if (times < 0) return refuseArgument('a string cannot be repeated less than 0 times');
  if (times > 1_000_000) return refuseArgument('a string cannot be repeated that often');
  budget.allocate(encodeUtf8(repeated).length * times);
  return hasLoneBytes(repeated) ? joinTexts(Array(times).fill(repeated), '') : repeated.repeat(times);
}

function countOf(value: Value): number {
  if (typeof value !== 'bigint' && typeof value !== 'number')
    return refuseArgument(`an int is needed, not ${kindOf(value)}`);
  return Number(truncate(value));
}

function toBase64(text: string): string {
  if (!hasLoneBytes(text)) return encode(text);
  return btoa(Array.from(encodeUtf8(text), (byte) => String.fromCharCode(byte)).join(''));
}

function fromBase64(text: string): string {
  if (base64Length(text) === undefined) return refuseArgument(`\`${text}\` is not base64`);
  return decodeUtf8(
    Uint8Array.from(atob(text.replace(/[\r\n]/g, '')), (character) => character.charCodeAt(0)),
  );
}
