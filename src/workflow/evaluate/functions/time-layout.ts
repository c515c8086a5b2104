import { withoutTrailing } from '../../../base/text/go-literals.ts';
import type { Time } from '../values.ts';

export const SECOND = 1_000_000_000n;

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

/** The parts of a layout of Go, which is the time `Mon Jan 2 15:04:05 2006 -0700` in the wanted form. */
const PART =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|002|0[1-6]|15|1|_?2006|__2|_2|2|3|4|5|PM|pm|Z07:00:00|Z070000|Z07:00|Z0700|Z07|-07:00:00|-070000|-07:00|-0700|-07|[.,](?:0+|9+)(?![0-9])/g;

export function formatTime(layout: string, time: Time): string {
  const { offset } = time;
  const clock = clockOf(time);
  const fraction = String(modulo(time.nanoseconds, SECOND)).padStart(9, '0');
  const hour = clock.getUTCHours();
  const year = clock.getUTCFullYear();
  const yearDay = yearDayOf(clock);
  const month = MONTHS[clock.getUTCMonth()] ?? '';
  const weekday = WEEKDAYS[clock.getUTCDay()] ?? '';
  const parts: Readonly<Record<string, string>> = {
    January: month,
    Jan: month.slice(0, 3),
    Monday: weekday,
    Mon: weekday.slice(0, 3),
    MST: offset === 0 ? 'UTC' : zoneText(offset, '-0700'),
    PM: hour < 12 ? 'AM' : 'PM',
    pm: hour < 12 ? 'am' : 'pm',
    '15': twoDigits(hour),
    '002': String(yearDay).padStart(3, '0'),
    __2: String(yearDay).padStart(3),
    _2: String(clock.getUTCDate()).padStart(2),
    '2006': String(year).padStart(4, '0'),
    _2006: `_${String(year).padStart(4, '0')}`,
    '06': twoDigits(year % 100),
  };
  const numbers = [
    clock.getUTCMonth() + 1,
    clock.getUTCDate(),
    hour % 12 || 12,
    clock.getUTCMinutes(),
    clock.getUTCSeconds(),
  ];
  return layout.replace(PART, (part) => {
    const text = parts[part];
    if (text !== undefined) return text;
    if (/^[.,]/.test(part)) return fractionText(part, fraction);
    if (/^[Z-]/.test(part)) return offset === 0 && part.startsWith('Z') ? 'Z' : zoneText(offset, part);
    const number = numbers[Number(part) - 1] ?? 0;
    return part.startsWith('0') ? twoDigits(number) : String(number);
  });
}

/** The clock of the zone of a time, as a date whose UTC fields are read. */
export function clockOf({ nanoseconds, offset }: Time): Date {
  return new Date(Number(floorDivide(nanoseconds, 1_000_000n)) + offset * 60_000);
}

export function floorDivide(value: bigint, unit: bigint): bigint {
  return (value - modulo(value, unit)) / unit;
}

export function modulo(value: bigint, unit: bigint): bigint {
  return ((value % unit) + unit) % unit;
}

/** The day of the year, from 1. `Date.UTC` reads years below 100 as those of the last century. */
export function yearDayOf(clock: Date): number {
  const start = new Date(clock);
  start.setUTCMonth(0, 1);
  start.setUTCHours(0, 0, 0, 0);
  return Math.floor((clock.getTime() - start.getTime()) / 86_400_000) + 1;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Nines leave out the zeros at the end. */
function fractionText(part: string, digits: string): string {
  const written = digits.slice(0, part.length - 1);
  const shown = part.endsWith('9') ? withoutTrailing(written, '0') : written;
  return shown === '' ? '' : part.charAt(0) + shown;
}

function zoneText(offset: number, part: string): string {
  const between = part.includes(':') ? ':' : '';
  const minutes = Math.abs(offset);
  const fields = [Math.floor(minutes / 60), minutes % 60, 0].map(twoDigits);
  const length = part.replaceAll(':', '').length;
  return (offset < 0 ? '-' : '+') + fields.slice(0, (length - 1) / 2).join(between);
}
