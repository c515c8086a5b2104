import { lower, upper } from '../../text/case-mapping.ts';
import { byteLength } from '../../text/utf8.ts';
import type { Budget } from './budget.ts';
import { fromJson, toJson } from './json-text.ts';
import { parseDate, parseDuration } from './moments.ts';
import { integerOf, printValue } from './print.ts';
import { ANY, arrayOf, BOOL, elementOf, FLOAT, INT, STRING, type Type } from './types.ts';
import {
  compare,
  equal,
  isArray,
  isMap,
  isNumber,
  kindOf,
  NIL,
  type Value,
  type ValueKind,
} from './values.ts';

/** What calls may need beyond their arguments. */
export interface CallContext {
  /** The time that `now()` gives. */
  readonly now: Date | undefined;
  readonly budget: Budget;
}

/** A function of the language. Calls throw {@link CallProblem} for values that they cannot take. */
export interface FunctionDefinition {
  /** The kinds that each parameter takes; an empty list takes all. */
  readonly parameters: readonly (readonly ValueKind[])[];
  readonly minimum: number;
  /** Whether the last parameter may be given any number of times. */
  readonly variadic?: boolean;
  readonly result: Type | ((types: readonly Type[]) => Type);
  readonly call: (args: readonly Value[], context: CallContext) => Value;
}

export interface CallProblem {
  readonly callProblem: string;
  readonly unsupported?: boolean;
}

const NUMBER: readonly ValueKind[] = ['int', 'float'];
const TEXT: readonly ValueKind[] = ['string'];
const ARRAY: readonly ValueKind[] = ['array'];

export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = /* @__PURE__ */ new Map<
  string,
  FunctionDefinition
>([
  ['len', define([['string', 'array', 'map']], INT, ([value = NIL]) => BigInt(lengthOf(value)))],
  ['type', define([[]], STRING, ([value = NIL]) => kindOf(value))],
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
  ['max', { ...define([['int', 'float', 'array']], ANY, (args) => extreme(args, 1)), variadic: true }],
  ['min', { ...define([['int', 'float', 'array']], ANY, (args) => extreme(args, -1)), variadic: true }],
  ['first', define([ARRAY], ANY, ([items]) => (items as Value[])[0] ?? NIL)],
  ['last', define([ARRAY], ANY, ([items]) => (items as Value[]).at(-1) ?? NIL)],
  [
    'concat',
    { ...define([ARRAY], arrayOf(ANY), (args) => args.flatMap((items) => items as Value[])), variadic: true },
  ],
  [
    'sort',
    define(
      [ARRAY, TEXT],
      ([type = ANY]) => arrayOf(elementOf(type)),
      ([items, order = 'asc']) => sort(items as Value[], order as string),
      1,
    ),
  ],
  ['uniq', define([ARRAY], arrayOf(ANY), ([items], { budget }) => unique(items as Value[], budget))],
  ['keys', define([['map']], arrayOf(ANY), ([map]) => [...(map as ReadonlyMap<string, Value>).keys()])],
  ['values', define([['map']], arrayOf(ANY), ([map]) => [...(map as ReadonlyMap<string, Value>).values()])],
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

function lengthOf(value: Value): number {
  if (isMap(value)) return value.size;
  return isArray(value) ? value.length : [...(value as string)].length;
}

function floatOf(value: Value): number {
  if (typeof value !== 'string') return Number(value);
  const isDecimal = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(value);
  return isDecimal ? Number(value) : refuse(`\`${value}\` is no decimal number`);
}

function trim(text: string, set: string | undefined): string {
  if (set === undefined) return text.replace(/^[\s\u0085]+/u, '').trimEnd();
  const characters = [...text];
  let start = 0;
  let end = characters.length;
  while (start < end && set.includes(characters[start] ?? '')) start++;
  while (end > start && set.includes(characters[end - 1] ?? '')) end--;
  return characters.slice(start, end).join('');
}

function trimPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function trimSuffix(text: string, suffix: string): string {
  return text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
}

function split([text, separator, limit = -1n]: readonly Value[], budget: Budget): Value[] {
  const parts = separator === '' ? [...(text as string)] : (text as string).split(separator as string);
  budget.allocate(parts.length);
  const count = Number(limit);
  if (count < 0 || parts.length <= count) return parts;
  if (count === 0) return [];
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator as string)];
}

function join(items: readonly Value[], glue: string): string {
  return items
    .map((item) => (typeof item === 'string' ? item : refuse('only strings can be joined')))
    .join(glue);
}

function replace([text, old, replacement, limit = -1n]: readonly Value[], budget: Budget): string {
  if (old === '') return refuse('an empty text to replace is not supported', true);
  const parts = (text as string).split(old as string);
  const count = (limit as bigint) < 0n ? parts.length - 1 : Math.min(Number(limit), parts.length - 1);
  budget.spend(count * (replacement as string).length);
  const rest = parts.slice(count).join(old as string);
  return [...parts.slice(0, count), rest].join(replacement as string);
}

function repeat(text: string, count: bigint, budget: Budget): string {
  if (count < 0n) return refuse('a text cannot be repeated less than 0 times');
  const size = BigInt(text.length) * count;
  budget.allocate(size > 1_000_000n ? 1_000_000 : Number(size));
  return text === '' ? '' : text.repeat(Number(count));
}

function byteIndex(text: string, index: number): bigint {
  return BigInt(index < 0 ? -1 : byteLength(text.slice(0, index)));
}

function extreme(args: readonly Value[], sign: number): Value {
  let found: Value | undefined;
  for (const value of args.flat()) {
    if (!isNumber(value)) return refuse('only numbers have a largest and a smallest one');
    if (found === undefined || compare(value, found) === sign) found = value;
  }
  return found ?? refuse('there is no number to choose from');
}

function sort(items: readonly Value[], order: string): Value[] {
  if (!/^(?:asc|desc)$/.test(order)) return refuse(`the order \`${order}\` should be \`asc\` or \`desc\``);
  const sign = order === 'desc' ? -1 : 1;
  return [...items].sort(
    (left, right) => sign * (compare(left, right) ?? refuse('values of different kinds cannot be sorted')),
  );
}

function unique(items: readonly Value[], budget: Budget): Value[] {
  budget.spend(items.length * items.length);
  const found: Value[] = [];
  for (const item of items) if (!found.some((other) => equal(other, item))) found.push(item);
  return found;
}

function date([text, ...rest]: readonly Value[]): Value {
  if (rest.length > 0) return refuse('a layout or a time zone for `date` is not supported', true);
  return parseDate(text as string) ?? refuse(`\`${text}\` is no date of a supported form`, true);
}

function currentTime(now: Date | undefined): Value {
  if (now === undefined) return refuse('`now()` needs the time, which was not given', true);
  return { kind: 'time', nanoseconds: BigInt(now.getTime()) * 1_000_000n };
}

function refuse(callProblem: string, unsupported = false): never {
  throw { callProblem, unsupported } satisfies CallProblem;
}
