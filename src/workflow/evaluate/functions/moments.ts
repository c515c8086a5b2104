import type { Duration, Time } from '../values.ts';

const UNITS: ReadonlyMap<string, bigint> = /* @__PURE__ */ new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['μs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);
const PART = /([0-9]+)(?:\.([0-9]*))?(ns|us|µs|μs|ms|s|m|h)/y;
const DATE =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:([T ])([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})?)?$/;

/** A duration in the form of Go, such as `1h30m`; undefined for other texts. */
export function parseDuration(text: string): Duration | undefined {
  const sign = text.startsWith('-') ? -1n : 1n;
  const digits = text.replace(/^[+-]/, '');
  if (digits === '0') return { kind: 'duration', nanoseconds: 0n };
  let total = 0n;
  let position = 0;
  while (position < digits.length) {
    PART.lastIndex = position;
    const [whole, integer = '', fraction = '', unit = ''] = PART.exec(digits) ?? [];
    if (whole === undefined) return undefined;
    const size = UNITS.get(unit) ?? 0n;
    total += BigInt(integer) * size + (BigInt(fraction || '0') * size) / 10n ** BigInt(fraction.length);
    if (total > 2n ** 63n - 1n) return undefined;
    position += whole.length;
  }
  return digits === '' ? undefined : { kind: 'duration', nanoseconds: sign * total };
}

/** A date, a date and a time of day, or an RFC 3339 time; UTC where no zone is given. */
export function parseDate(text: string): Time | undefined {
  const parts = DATE.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, mark, hour = '00', minute = '00', second = '00', fraction = '', zone = ''] =
    parts;
  if ((mark === 'T') !== (zone !== '')) return undefined;
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone || 'Z'}`);
  const isReal =
    new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  if (Number.isNaN(milliseconds) || !isReal) return undefined;
  const nanoseconds = BigInt(fraction.slice(1).padEnd(9, '0'));
  return { kind: 'time', nanoseconds: BigInt(milliseconds) * 1_000_000n + nanoseconds };
}
