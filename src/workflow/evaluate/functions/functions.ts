import { BOOL, DURATION, FLOAT, INT, STRING, TIME, type Type } from '../check/expression-types.ts';
import { compare, type Duration, durationOf, kindOf, type Time, type Value, wrap } from '../values.ts';
import {
  define,
  type FunctionDefinition,
  type FunctionTable,
  ofTypes,
  refuseArgument,
  TEXT,
  VALUE,
} from './function-definition.ts';
import { LIST_FUNCTIONS } from './list-functions.ts';
import { MOMENT_FUNCTIONS } from './moments.ts';
import { NUMBER_FUNCTIONS } from './number-functions.ts';
import { JSON_FUNCTIONS, printValue } from './print.ts';
import { TEXT_FUNCTIONS } from './text-functions.ts';
import { clockOf, floorDivide, formatTime, modulo, SECOND, yearDayOf } from './time-layout.ts';

/** The functions of values. Those with predicates are in `LOOPS`, and `get` is checked and called alone. */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = /* @__PURE__ */ new Map(
  Object.entries({
    ...TEXT_FUNCTIONS,
    ...NUMBER_FUNCTIONS,
    ...LIST_FUNCTIONS,
    ...JSON_FUNCTIONS,
    ...MOMENT_FUNCTIONS,
  }),
);

/** The function of a name. Expr-lang 1.16 does not have all of them. */
export function functionOf(name: string, modern: boolean): FunctionDefinition | undefined {
  return modern || (name !== 'uniq' && name !== 'flatten') ? FUNCTIONS.get(name) : undefined;
}

const A_TIME = /* @__PURE__ */ ofTypes([TIME], (value) =>
  kindOf(value) === 'time' ? (value as Time) : refuseArgument('time-needed'),
);
const A_DURATION = /* @__PURE__ */ ofTypes([DURATION], (value) =>
  kindOf(value) === 'duration' ? (value as Duration) : refuseArgument('duration-needed'),
);
const PRINTED: FunctionTable = { String: define(STRING, [VALUE], printValue) };

/** The methods that are supported, by the kind of the value, which is their first argument. */
const METHODS: Readonly<Partial<Record<Type['kind'], FunctionTable>>> = {
  time: {
    ...PRINTED,
    Year: ofTime(INT, (clock) => BigInt(clock.getUTCFullYear())),
    Month: ofTime({ kind: 'month' }, (clock) => ({ kind: 'month', number: clock.getUTCMonth() + 1 })),
    Day: ofTime(INT, (clock) => BigInt(clock.getUTCDate())),
    Weekday: ofTime({ kind: 'weekday' }, (clock) => ({ kind: 'weekday', number: clock.getUTCDay() })),
    YearDay: ofTime(INT, (clock) => BigInt(yearDayOf(clock))),
    Hour: ofTime(INT, (clock) => BigInt(clock.getUTCHours())),
    Minute: ofTime(INT, (clock) => BigInt(clock.getUTCMinutes())),
    Second: ofTime(INT, (clock) => BigInt(clock.getUTCSeconds())),
    Nanosecond: define(INT, [A_TIME], ({ nanoseconds }) => modulo(nanoseconds, SECOND)),
    Unix: define(INT, [A_TIME], ({ nanoseconds }) => floorDivide(nanoseconds, SECOND)),
    UnixMilli: define(INT, [A_TIME], ({ nanoseconds }) => floorDivide(nanoseconds, 1_000_000n)),
    UnixMicro: define(INT, [A_TIME], ({ nanoseconds }) => floorDivide(nanoseconds, 1_000n)),
    UnixNano: define(INT, [A_TIME], ({ nanoseconds }) => wrap(nanoseconds)),
    UTC: define(TIME, [A_TIME], (time) => ({ ...time, offset: 0 })),
    Before: define(BOOL, [A_TIME, A_TIME], (time, other) => time.nanoseconds < other.nanoseconds),
    After: define(BOOL, [A_TIME, A_TIME], (time, other) => time.nanoseconds > other.nanoseconds),
    Equal: define(BOOL, [A_TIME, A_TIME], (time, other) => time.nanoseconds === other.nanoseconds),
    Sub: define(DURATION, [A_TIME, A_TIME], (time, other) =>
      durationOf(time.nanoseconds - other.nanoseconds),
    ),
    Add: define(TIME, [A_TIME, A_DURATION], (time, { nanoseconds }) => ({
      ...time,
      nanoseconds: time.nanoseconds + nanoseconds,
    })),
    Compare: define(INT, [A_TIME, A_TIME], (time, other) => BigInt(compare(time, other) ?? 0)),
    Format: define(STRING, [A_TIME, TEXT], (time, layout) => formatTime(layout, time)),
  },
  duration: {
    ...PRINTED,
    Hours: define(FLOAT, [A_DURATION], ({ nanoseconds }) => inUnits(nanoseconds, 3600n * SECOND)),
    Minutes: define(FLOAT, [A_DURATION], ({ nanoseconds }) => inUnits(nanoseconds, 60n * SECOND)),
    Seconds: define(FLOAT, [A_DURATION], ({ nanoseconds }) => inUnits(nanoseconds, SECOND)),
    Milliseconds: define(INT, [A_DURATION], ({ nanoseconds }) => nanoseconds / 1_000_000n),
    Microseconds: define(INT, [A_DURATION], ({ nanoseconds }) => nanoseconds / 1_000n),
    Nanoseconds: define(INT, [A_DURATION], ({ nanoseconds }) => nanoseconds),
    Abs: define(DURATION, [A_DURATION], ({ nanoseconds }) =>
      durationOf(nanoseconds < 0n ? -nanoseconds : nanoseconds),
    ),
  },
  month: PRINTED,
  weekday: PRINTED,
};

export function methodOf(kind: Type['kind'], name: string): FunctionDefinition | undefined {
  const methods = METHODS[kind] ?? {};
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}

/** Whether values of a kind have methods, among them some that are not supported. */
export function hasMethods(kind: Type['kind']): boolean {
  return Object.hasOwn(METHODS, kind);
}

function ofTime(result: Type, read: (clock: Date) => Value): FunctionDefinition {
  return define(result, [A_TIME], (time) => read(clockOf(time)));
}

/** Divides like Go: whole units, and the rest. */
function inUnits(nanoseconds: bigint, unit: bigint): number {
  return Number(nanoseconds / unit) + Number(nanoseconds % unit) / Number(unit);
}
