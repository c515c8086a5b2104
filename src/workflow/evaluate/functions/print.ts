import { formatFloat } from '../../../base/text/go-literals.ts';
import { compareBytes } from '../bytes.ts';
import { kindOf, type Value } from '../values.ts';
import { printDuration, printTime } from './moments.ts';

export const MONTHS: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
export const WEEKDAYS: readonly string[] = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];

/** A value as text, as Go prints it. */
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
      return printTime(value);
    case 'month':
      return MONTHS[value.number - 1] ?? '';
    case 'weekday':
      return WEEKDAYS[value.number] ?? '';
  }
}

/** The name of a type, as `type()` gives it. */
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
