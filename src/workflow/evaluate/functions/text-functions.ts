import { base64Length } from '../../../base/encoding/base64.ts';
import { lower, upper } from '../../../base/encoding/case-mapping.ts';
import { encodedLength, hasLoneBytes, replaceLoneBytes } from '../../../base/encoding/utf8.ts';
import { trimSpace } from '../../../base/text/go-literals.ts';
import { byteIndex, gatherBytes, joinTexts, onBytes, spreadBytes } from '../bytes.ts';
import { BOOL, INT, LIST, STRING, TEXTS } from '../check/expression-types.ts';
import { isNumber, kindOf, type List, listOf, truncate, type Value } from '../values.ts';
import {
  ARRAY,
  type CallContext,
  define,
  type FunctionDefinition,
  type FunctionTable,
  ofTypes,
  optional,
  refuseArgument,
  TEXT,
  unread,
  VALUE,
} from './function-definition.ts';
import { goTypeName, printValue } from './print.ts';

/** An integer. At run time, any number is truncated to one. */
const COUNT = /* @__PURE__ */ ofTypes([INT], (value) =>
  isNumber(value)
    ? Number(truncate(value))
    : refuseArgument('type-needed', { expected: 'an int', type: kindOf(value) }),
);

export const TEXT_FUNCTIONS: FunctionTable = {
  type: define(STRING, [VALUE], goTypeName),
  string: define(STRING, [VALUE], printValue),
  lower: define(STRING, [TEXT], (text) => lower(replaceLoneBytes(text))),
  upper: define(STRING, [TEXT], (text) => upper(replaceLoneBytes(text))),
  trim: define(STRING, [TEXT, optional(TEXT)], trim),
  trimPrefix: define(STRING, [TEXT, optional(TEXT)], trimPrefix),
  trimSuffix: define(STRING, [TEXT, optional(TEXT)], trimSuffix),
  split: splitting((parts) => parts),
  splitAfter: splitting((parts, separator) =>
    parts.map((part, at) => (at < parts.length - 1 ? part + separator : part)),
  ),
  join: define(STRING, [ofTypes([TEXTS, LIST], ARRAY.read), optional(unread(TEXT))], join),
  replace: define(STRING, [TEXT, TEXT, TEXT, optional(COUNT)], replace),
  repeat: define(STRING, [TEXT, COUNT], repeat),
  indexOf: define(INT, [TEXT, TEXT], (text, part) => BigInt(byteIndex(text, part, false))),
  lastIndexOf: define(INT, [TEXT, TEXT], (text, part) => BigInt(byteIndex(text, part, true))),
  hasPrefix: define(BOOL, [TEXT, TEXT], startsWith),
  hasSuffix: define(BOOL, [TEXT, TEXT], endsWith),
  toBase64: define(STRING, [TEXT], (text, { budget }) => {
    budget.spend(2 * text.length);
    return btoa(spreadBytes(text));
  }),
  fromBase64: define(STRING, [TEXT], fromBase64),
};

export function contains(text: string, part: string): boolean {
  return onBytes(text, part, (whole, searched) => whole.includes(searched));
}

export function startsWith(text: string, part: string): boolean {
  return onBytes(text, part, (whole, searched) => whole.startsWith(searched));
}

export function endsWith(text: string, part: string): boolean {
  return onBytes(text, part, (whole, searched) => whole.endsWith(searched));
}

/** Removes characters of a set from both ends; default: white space. */
function trim(text: string, set: string | undefined): string {
  if (set === undefined) return trimSpace(text);
  const characters = [...text];
  const first = characters.findIndex((character) => !set.includes(character));
  const last = characters.findLastIndex((character) => !set.includes(character));
  return first === -1 ? '' : characters.slice(first, last + 1).join('');
}

function trimPrefix(text: string, prefix = ' '): string {
  return onBytes(text, prefix, (whole, part, decode) =>
    decode(whole.startsWith(part) ? whole.slice(part.length) : whole),
  );
}

function trimSuffix(text: string, suffix = ' '): string {
  return onBytes(text, suffix, (whole, part, decode) =>
    decode(whole.endsWith(part) ? whole.slice(0, whole.length - part.length) : whole),
  );
}

function splitting(
  finish: (parts: readonly string[], separator: string) => readonly string[],
): FunctionDefinition {
  return define(TEXTS, [TEXT, TEXT, optional(COUNT)], (text, separator, limit = -1, { budget }) => {
    if (limit === 0) return listOf([], 'string', true);
    const parts = separator === '' ? limited([...text], limit, '') : pieces(text, separator, limit);
    budget.allocate(parts.length);
    return listOf(finish(parts, separator), 'string');
  });
}

function pieces(text: string, separator: string, limit: number): readonly string[] {
  return onBytes(text, separator, (whole, between, decode) =>
    limited(whole.split(between), limit, between).map(decode),
  );
}

/** At most so many parts. The last one contains the rest. */
function limited(parts: readonly string[], limit: number, between: string): readonly string[] {
  if (limit < 0 || parts.length <= limit) return parts;
  return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(between)];
}

function join({ of, items }: List, glue: Value = ''): string {
  if (of !== 'any' && of !== 'string') refuseArgument('join-of-strings');
  return joinTexts(items.map(TEXT.read), TEXT.read(glue));
}

/** An empty string is before each character and at the end. */
function replace(
  text: string,
  old: string,
  replacement: string,
  limit = -1,
  { budget }: CallContext,
): string {
  const parts = old === '' ? ['', ...text, ''] : pieces(text, old, -1);
  const count = limit < 0 ? parts.length - 1 : Math.min(limit, parts.length - 1);
  budget.spend(count * replacement.length);
  const rest = joinTexts(parts.slice(count), old);
  return joinTexts([...parts.slice(0, count), rest], replacement);
}

function repeat(text: string, times: number, { budget }: CallContext): string {
  if (times < 0) return refuseArgument('negative-repeat');
  if (times > 1_000_000) return refuseArgument('repeat-too-often');
  budget.allocate(encodedLength(text) * times);
  return hasLoneBytes(text) ? joinTexts(Array(times).fill(text), '') : text.repeat(times);
}

function fromBase64(text: string, { budget }: CallContext): string {
  budget.spend(2 * text.length);
  if (base64Length(text) === undefined) return refuseArgument('not-base64', { text });
  return gatherBytes(atob(text.replace(/[\r\n]/g, '')));
}
