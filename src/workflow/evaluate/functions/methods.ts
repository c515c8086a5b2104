import { BOOL, DURATION, FLOAT, INT, STRING, TIME, type Type } from '../check/types.ts';
import { type Duration, kindOf, type Time, type Value, wrap } from '../values.ts';
import { accepts, asText, type FunctionDefinition, refuseArgument } from './function-definition.ts';
import { printValue } from './print.ts';
import { formatTime, yearDayOf } from './time-layout.ts';

const SECOND = 1_000_000_000n;

/** The methods of times, durations, months and days of the week that are supported, by the kind of the value. */
export function methodOf(kind: Type['kind'], name: string): FunctionDefinition | undefined {
  return METHODS.get(kind)?.get(name);
}

/** Whether values of a kind have methods, among them some that are not supported. */
export function hasMethods(kind: Type['kind']): boolean {
  return METHODS.has(kind);
}

type Methods = ReadonlyMap<string, FunctionDefinition>;

const METHODS: ReadonlyMap<Type['kind'], Methods> = /* @__PURE__ */ new Map<Type['kind'], Methods>([
  [
    'time',
    new Map([
      ['Year', ofTime(INT, (date) => BigInt(date.getUTCFullYear()))],
      ['Month', ofTime({ kind: 'month' }, (date) => ({ kind: 'month', number: date.getUTCMonth() + 1 }))],
      ['Day', ofTime(INT, (date) => BigInt(date.getUTCDate()))],
      ['Weekday', ofTime({ kind: 'weekday' }, (date) => ({ kind: 'weekday', number: date.getUTCDay() }))],
      ['YearDay', ofTime(INT, (date) => BigInt(yearDayOf(date)))],
      ['Hour', ofTime(INT, (date) => BigInt(date.getUTCHours()))],
      ['Minute', ofTime(INT, (date) => BigInt(date.getUTCMinutes()))],
      ['Second', ofTime(INT, (date) => BigInt(date.getUTCSeconds()))],
      ['Nanosecond', ofTime(INT, (_, { nanoseconds }) => modulo(nanoseconds, SECOND))],
      ['Unix', ofTime(INT, (_, { nanoseconds }) => floorDivide(nanoseconds, SECOND))],
      ['UnixMilli', ofTime(INT, (_, { nanoseconds }) => floorDivide(nanoseconds, 1_000_000n))],
      ['UnixMicro', ofTime(INT, (_, { nanoseconds }) => floorDivide(nanoseconds, 1_000n))],
      ['UnixNano', ofTime(INT, (_, { nanoseconds }) => wrap(nanoseconds))],
      ['UTC', ofTime(TIME, (_, time) => ({ ...time, offset: 0 }))],
      ['Before', withTime(BOOL, (time, other) => time.nanoseconds < other.nanoseconds)],
      ['After', withTime(BOOL, (time, other) => time.nanoseconds > other.nanoseconds)],
      ['Equal', withTime(BOOL, (time, other) => time.nanoseconds === other.nanoseconds)],
      ['Sub', withTime(DURATION, (time, other) => durationOf(time.nanoseconds - other.nanoseconds))],
      [
        'Add',
        withDuration((time, { nanoseconds }) => ({ ...time, nanoseconds: time.nanoseconds + nanoseconds })),
      ],
      ['Compare', withTime(INT, (time, other) => compared(time.nanoseconds, other.nanoseconds))],
      [
        'Format',
        {
          check: accepts(STRING, [STRING]),
          call: ([value, layout]) => formatTime(asText(layout), clockOf(timeOf(value)), timeOf(value)),
        },
      ],
      ['String', printed()],
    ]),
  ],
  [
    'duration',
    new Map([
      ['Hours', ofDuration(FLOAT, (size) => inUnits(size, 3600n * SECOND))],
      ['Minutes', ofDuration(FLOAT, (size) => inUnits(size, 60n * SECOND))],
      ['Seconds', ofDuration(FLOAT, (size) => inUnits(size, SECOND))],
      ['Milliseconds', ofDuration(INT, (size) => size / 1_000_000n)],
      ['Microseconds', ofDuration(INT, (size) => size / 1_000n)],
      ['Nanoseconds', ofDuration(INT, (size) => size)],
      ['Abs', ofDuration(DURATION, (size) => durationOf(size < 0n ? -size : size))],
      ['String', printed()],
    ]),
  ],
  ['month', new Map([['String', printed()]])],
  ['weekday', new Map([['String', printed()]])],
]);

function ofTime(result: Type, read: (clock: Date, time: Time) => Value): FunctionDefinition {
  return { check: accepts(result, []), call: ([value]) => read(clockOf(timeOf(value)), timeOf(value)) };
}

function withTime(result: Type, combine: (time: Time, other: Time) => Value): FunctionDefinition {
  return { check: accepts(result, [TIME]), call: ([value, other]) => combine(timeOf(value), timeOf(other)) };
}

function withDuration(combine: (time: Time, duration: Duration) => Time): FunctionDefinition {
  return {
    check: accepts(TIME, [DURATION]),
    call: ([value, other]) => combine(timeOf(value), durationIn(other)),
  };
}

function ofDuration(result: Type, read: (nanoseconds: bigint) => Value): FunctionDefinition {
  return { check: accepts(result, []), call: ([value]) => read(durationIn(value).nanoseconds) };
}

function printed(): FunctionDefinition {
  return { check: accepts(STRING, []), call: ([value = null]) => printValue(value) };
}

function timeOf(value: Value | undefined): Time {
  return kindOf(value ?? null) === 'time' ? (value as Time) : refuseArgument('a time is needed');
}

function durationIn(value: Value | undefined): Duration {
  return kindOf(value ?? null) === 'duration' ? (value as Duration) : refuseArgument('a duration is needed');
}

function compared(left: bigint, right: bigint): bigint {
  if (left === right) return 0n;
  return left < right ? -1n : 1n;
}

function durationOf(nanoseconds: bigint): Duration {
  return { kind: 'duration', nanoseconds: wrap(nanoseconds) };
}

/** The clock of the zone, as a date whose UTC fields are read. */
function clockOf({ nanoseconds, offset }: Time): Date {
  return new Date(Number(floorDivide(nanoseconds, 1_000_000n)) + offset * 60_000);
}

/** Divides like Go: whole units, and the rest. */
function inUnits(nanoseconds: bigint, unit: bigint): number {
  return Number(nanoseconds / unit) + Number(nanoseconds % unit) / Number(unit);
}

function floorDivide(value: bigint, unit: bigint): bigint {
  return (value - modulo(value, unit)) / unit;
}

function modulo(value: bigint, unit: bigint): bigint {
  return ((value % unit) + unit) % unit;
}
