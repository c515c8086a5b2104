import { lower, upper } from '../../../base/encoding/case-mapping.ts';
import { byteLength } from '../../../base/encoding/utf8.ts';
import { integerOf, printValue } from '../parse/print.ts';
import { ANY, arrayOf, BOOL, elementOf, FLOAT, INT, STRING, type Type } from '../types.ts';
import { compare, isArray, isMap, kindOf, NIL, type Value, type ValueKind } from '../values.ts';
import { type CallContext, type FunctionDefinition, refuse } from './function-definition.ts';
import { fromJson, toJson } from './json-text.ts';
import { extreme, sort, unique } from './list-functions.ts';
import { parseDate, parseDuration } from './moments.ts';
import { byteIndex, join, repeat, replace, split, trim, trimPrefix, trimSuffix } from './text-functions.ts';

const NUMBER: readonly ValueKind[] = ['int', 'float'];
const TEXT: readonly ValueKind[] = ['string'];
const ARRAY: readonly ValueKind[] = ['array'];

/** The functions that take values; those that take predicates are in `LOOPS`. */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = /* @__PURE__ */ new Map<
  string,
  FunctionDefinition
>([
  [
    'len',
    define([['string', 'array', 'map']], INT, ([value = NIL], context) => BigInt(lengthOf(value, context))),
  ],
  ['type', define([[]], STRING, ([value = NIL]) => typeName(value))],
  ['string', define([[]], STRING, ([value = NIL]) => printValue(value))],
  ['int', define([['int', 'float', 'string']], INT, ([value = NIL]) => integerOf(value))],
  ['float', define([['int', 'float', 'string']], FLOAT, ([value = NIL]) => floatOf(value))],
  [
    'abs',
    define(
      [NUMBER],
      ([type = ANY]) => type,
      ([value = NIL]) => (compare(value, 0n) === -1 ? -(value as number) : value),
    ),
  ],
  ['lower', define([TEXT], STRING, ([text]) => lower(text as string))],
  ['upper', define([TEXT], STRING, ([text]) => upper(text as string))],
  ['trim', define([TEXT, TEXT], STRING, ([text, set]) => trim(text as string, set as string | undefined), 1)],
  [
    'trimPrefix',
    define([TEXT, TEXT], STRING, ([text, part = ' ']) => trimPrefix(text as string, part as string), 1),
  ],
  [
    'trimSuffix',
    define([TEXT, TEXT], STRING, ([text, part = ' ']) => trimSuffix(text as string, part as string), 1),
  ],
  ['split', define([TEXT, TEXT, ['int']], arrayOf(STRING), (args, { budget }) => split(args, budget), 2)],
  ['join', define([ARRAY, TEXT], STRING, ([items, glue = '']) => join(items as Value[], glue as string), 1)],
  ['replace', define([TEXT, TEXT, TEXT, ['int']], STRING, (args, { budget }) => replace(args, budget), 3)],
  [
    'repeat',
    define([TEXT, ['int']], STRING, ([text, count], { budget }) =>
      repeat(text as string, count as bigint, budget),
    ),
  ],
  [
    'indexOf',
    define([TEXT, TEXT], INT, ([text, part]) =>
      byteIndex(text as string, (text as string).indexOf(part as string)),
    ),
  ],
  [
    'lastIndexOf',
    define([TEXT, TEXT], INT, ([text, part]) =>
      byteIndex(text as string, (text as string).lastIndexOf(part as string)),
    ),
  ],
  ['hasPrefix', define([TEXT, TEXT], BOOL, ([text, part]) => (text as string).startsWith(part as string))],
  ['hasSuffix', define([TEXT, TEXT], BOOL, ([text, part]) => (text as string).endsWith(part as string))],
  ['max', { ...define([['int', 'float', 'array']], numberType, (args) => extreme(args, 1)), variadic: true }],
  [
    'min',
    { ...define([['int', 'float', 'array']], numberType, (args) => extreme(args, -1)), variadic: true },
  ],
  ['first', define([ARRAY], ANY, ([items]) => (items as Value[])[0] ?? NIL)],
  ['last', define([ARRAY], itemType, ([items]) => (items as Value[]).at(-1) ?? NIL)],
  [
    'concat',
    { ...define([ARRAY], arrayOf(ANY), (args) => args.flatMap((items) => items as Value[])), variadic: true },
  ],
  [
    'sort',
    define(
      [ARRAY, TEXT],
      arrayOf(ANY),
      ([items, order = 'asc']) => sort(items as Value[], order as string),
      1,
    ),
  ],
  ['uniq', define([ARRAY], arrayOf(ANY), ([items], { budget }) => unique(items as Value[], budget))],
  ['keys', define([['map']], arrayOf(ANY), ([map]) => [...(map as ReadonlyMap<string, Value>).keys()])],
  ['fromJSON', define([TEXT], ANY, ([text]) => fromJson(text as string) ?? refuse('the text is no JSON'))],
  [
    'toJSON',
    define([[]], STRING, ([value = NIL]) => toJson(value) ?? refuse('the value cannot be written as JSON')),
  ],
  [
    'duration',
    define(
      [TEXT],
      { kind: 'duration' },
      ([text]) => parseDuration(text as string) ?? refuse(`\`${text}\` is no duration`),
    ),
  ],
  ['date', define([TEXT, TEXT, TEXT], { kind: 'time' }, (args) => date(args), 1)],
  ['now', define([], { kind: 'time' }, (_, { now }) => currentTime(now))],
]);

function define(
  parameters: FunctionDefinition['parameters'],
  result: FunctionDefinition['result'],
  call: FunctionDefinition['call'],
  minimum: number = parameters.length,
): FunctionDefinition {
  return { parameters, minimum, result, call };
}

function lengthOf(value: Value, { lengthInCharacters }: CallContext): number {
  if (isMap(value)) return value.size;
  if (isArray(value)) return value.length;
  const text = value as string;
  return lengthInCharacters ? [...text].length : byteLength(text);
}

/** What the first of some numbers is, so are all taken to be. */
function numberType([type = ANY]: readonly Type[]): Type {
  return type.kind === 'array' ? ANY : type;
}

function itemType([type = ANY]: readonly Type[]): Type {
  return elementOf(type);
}

function typeName(value: Value): string {
  const kind = kindOf(value);
  if (kind === 'time') return 'time.Time';
  return kind === 'duration' ? 'time.Duration' : kind;
}

function floatOf(value: Value): number {
  if (typeof value !== 'string') return Number(value);
  const isDecimal = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(value);
  return isDecimal ? Number(value) : refuse(`\`${value}\` is no decimal number`);
}

function date([text, ...rest]: readonly Value[]): Value {
  if (rest.length > 0) return refuse('a layout or a time zone for `date` is not supported', true);
  return parseDate(text as string) ?? refuse(`\`${text}\` is no date of a supported form`, true);
}

function currentTime(now: Date | undefined): Value {
  if (now === undefined) return refuse('`now()` needs the time, which was not given', true);
  return { kind: 'time', nanoseconds: BigInt(now.getTime()) * 1_000_000n };
}
