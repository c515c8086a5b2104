import { calendarTime, withoutTrailing } from '../../../base/text/go-literals.ts';
import { ANY, DURATION, TIME } from '../check/expression-types.ts';
import { type Duration, durationOf, type Time, type Value } from '../values.ts';
import {
  define,
  type FunctionTable,
  optional,
  refuseArgument,
  TEXT,
  unread,
  VALUE,
} from './function-definition.ts';
import { SECOND } from './time-layout.ts';

const UNITS: ReadonlyMap<string, bigint> = /* @__PURE__ */ new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['μs', 1_000n],
  ['ms', 1_000_000n],
  ['s', SECOND],
  ['m', 60n * SECOND],
  ['h', 3600n * SECOND],
]);
const PART = /([0-9]*)(?:\.([0-9]*))?(ns|us|µs|μs|ms|s|m|h)/y;
const DATE =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:([T ])([0-9]{1,2}):([0-9]{2}):([0-9]{2})([.,][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?)?$/;

export const MOMENT_FUNCTIONS: FunctionTable = {
  duration: define(
    DURATION,
    [TEXT],
    (text) => parseDuration(text) ?? refuseArgument('not-a-duration', { text }),
  ),
  date: define(
    TIME,
    [{ ...VALUE, read: TEXT.read }, optional(VALUE), optional(VALUE), optional(VALUE)],
    date,
  ),
  now: define(TIME, [], ({ now }) => currentTime(now)),
  timezone: define(ANY, [unread(TEXT)], () => refuseArgument('time-zones-unsupported', {}, true)),
};

function date(text: string, layout: Value | undefined): Value {
  if (layout !== undefined) {
    return refuseArgument('layout-unsupported', {}, true);
  }
  const isNamed = /^(?:[A-Z][a-z]+, )?[0-9]{2}[ -][A-Z][a-z]{2}[ -][0-9]{2}/.test(text);
  return parseDate(text) ?? refuseArgument('date-unsupported', { text }, isNamed);
}

function currentTime(now: Date | undefined): Value {
  if (now === undefined) return refuseArgument('time-not-given', {}, true);
  return { kind: 'time', nanoseconds: BigInt(now.getTime()) * 1_000_000n, offset: 0 };
}

/** A duration in the form of Go, such as `1h30m`; undefined for other strings. */
function parseDuration(text: string): Duration | undefined {
  const sign = text.startsWith('-') ? -1n : 1n;
  const digits = text.replace(/^[+-]/, '');
  if (digits === '0') return durationOf(0n);
  let total = 0n;
  let position = 0;
  while (position < digits.length) {
    PART.lastIndex = position;
    const [whole, integer = '', fraction = '', unit = ''] = PART.exec(digits) ?? [];
    if (whole === undefined || integer + fraction === '') return undefined;
    const size = UNITS.get(unit) ?? 0n;
    total +=
      BigInt(integer || '0') * size + (BigInt(fraction || '0') * size) / 10n ** BigInt(fraction.length);
    if (total > 2n ** 63n || (sign > 0n && total === 2n ** 63n)) return undefined;
    position += whole.length;
  }
  return digits === '' ? undefined : durationOf(sign * total);
}

/** A date, a time of day, both, or an RFC 3339 time; UTC if no zone is given. */
function parseDate(text: string): Time | undefined {
  const parts = DATE.exec(/^[0-9]{1,2}:/.test(text) ? `0000-01-01 ${text}` : text);
  if (parts === null) return undefined;
  const [, year, month, day, mark, hour, minute, second, fraction = '', zone = ''] = parts;
  if ((mark === 'T') !== (zone !== '')) return undefined;
  const time = calendarTime(year, month, day, hour, minute, second);
  const offset = zoneOffset(zone);
  if (time === undefined || offset === undefined) return undefined;
  const nanoseconds = BigInt(fraction.slice(1, 10).padEnd(9, '0'));
  return {
    kind: 'time',
    nanoseconds: BigInt(Date.parse(`${time}Z`) - offset * 60_000) * 1_000_000n + nanoseconds,
    offset,
  };
}

function zoneOffset(zone: string): number | undefined {
  if (zone === '' || zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))];
  if (hours > 24 || minutes > 60) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** A duration as Go prints it: `1h0m0s`, `1.5s`, `2ms`. */
export function printDuration(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '0s';
  const sign = nanoseconds < 0n ? '-' : '';
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (size < SECOND) {
    const unit = size < 1_000n ? 'ns' : size < 1_000_000n ? 'µs' : 'ms';
    return `${sign}${decimal(size, UNITS.get(unit) ?? 1n)}${unit}`;
  }
  const minutes = size / (60n * SECOND);
  const seconds = `${decimal(size % (60n * SECOND), SECOND)}s`;
  if (minutes === 0n) return sign + seconds;
  const hours = minutes / 60n;
  return `${sign}${hours === 0n ? '' : `${hours}h`}${minutes % 60n}m${seconds}`;
}

function decimal(value: bigint, unit: bigint): string {
  const digits = String(unit).length - 1;
  const fraction = digits === 0 ? '' : withoutTrailing(String(value % unit).padStart(digits, '0'), '0');
  return fraction === '' ? String(value / unit) : `${value / unit}.${fraction}`;
}
