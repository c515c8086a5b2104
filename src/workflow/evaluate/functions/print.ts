import { replaceLoneBytes } from '../../../base/encoding/utf8.ts';
import { formatFloat, formatJsonNumber, goJson } from '../../../base/text/go-literals.ts';
import { compareBytes } from '../bytes.ts';
import { ANY, STRING } from '../check/expression-types.ts';
import { dictionaryOf, kindOf, listOf, NIL, type Value } from '../values.ts';
import { define, type FunctionTable, refuseArgument, TEXT, VALUE } from './function-definition.ts';
import { printDuration } from './moments.ts';
import { formatTime, MONTHS, WEEKDAYS } from './time-layout.ts';

export function printValue(value: Value): string {
  if (value === null) return '<nil>';
  if (typeof value === 'number') return formatFloat(value);
  if (typeof value !== 'object') return String(value);
  switch (value.kind) {
    case 'array':
      return `[${value.items.map(printValue).join(' ')}]`;
    case 'map': {
      const entries = [...value.entries].map(([key, item]) => [printValue(key), printValue(item)] as const);
      entries.sort(([left], [right]) => compareBytes(left, right));
      return `map[${entries.map(([key, item]) => `${key}:${item}`).join(' ')}]`;
    }
    case 'duration':
      return printDuration(value.nanoseconds);
    case 'time':
      return formatTime('2006-01-02 15:04:05.999999999 -0700 MST', value);
    case 'month':
      return MONTHS[value.number - 1] ?? '';
    case 'weekday':
      return WEEKDAYS[value.number] ?? '';
  }
}

export function goTypeName(value: Value): string {
  const names: Readonly<Record<string, string>> = {
    time: 'time.Time',
    duration: 'time.Duration',
    month: 'time.Month',
    weekday: 'time.Weekday',
  };
  const kind = kindOf(value);
  return names[kind] ?? kind;
}

export const JSON_FUNCTIONS: FunctionTable = {
  fromJSON: define(ANY, [TEXT], fromJson),
  toJSON: define(STRING, [VALUE], (value) => jsonOf(value) ?? refuseArgument('not-json-value')),
};

/** The value of a JSON text, in which all numbers are floating point ones. */
function fromJson(text: string): Value {
  try {
    return fromParsed(JSON.parse(text));
  } catch {
    return refuseArgument('not-json');
  }
}

function fromParsed(parsed: unknown): Value {
  if (Array.isArray(parsed)) return listOf(parsed.map(fromParsed));
  if (typeof parsed === 'number' && !Number.isFinite(parsed)) throw new RangeError('too large');
  if (typeof parsed === 'string') return replaceLoneBytes(parsed);
  if (typeof parsed !== 'object' || parsed === null) return (parsed ?? NIL) as Value;
  return dictionaryOf(Object.entries(parsed).map(([key, item]) => [replaceLoneBytes(key), fromParsed(item)]));
}

/** A value as JSON with an indentation of two, keys sorted; undefined if JSON has no form for it. */
function jsonOf(value: Value, newline = '\n'): string | undefined {
  if (value === NIL) return 'null';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return Number.isFinite(value) ? formatJsonNumber(value) : undefined;
  if (typeof value !== 'object') return String(value);
  const inner = `${newline}  `;
  switch (value.kind) {
    case 'array': {
      const items = value.items.map((item) => jsonOf(item, inner));
      return value.absent ? 'null' : wrap('[', items, ']', newline);
    }
    case 'map': {
      if (value.of === 'any any' || value.of === 'any array') return undefined;
      const entries = [...value.entries].map(([key, item]) => [String(key), jsonOf(item, inner)] as const);
      entries.sort(([left], [right]) => compareBytes(left, right));
      const members = entries.map(([key, text]) =>
        text === undefined ? undefined : `${quote(key)}: ${text}`,
      );
      return wrap('{', members, '}', newline);
    }
    case 'time':
      return quote(formatTime('2006-01-02T15:04:05.999999999Z07:00', value));
    case 'duration':
      return String(value.nanoseconds);
    default:
      return String(value.number);
  }
}

function quote(text: string): string {
  return goJson(replaceLoneBytes(text));
}

function wrap(
  open: string,
  parts: (string | undefined)[],
  close: string,
  newline: string,
): string | undefined {
  if (parts.length === 0) return open + close;
  if (parts.includes(undefined)) return undefined;
  return `${open}${newline}  ${parts.join(`,${newline}  `)}${newline}${close}`;
}
