import { ANY, FLOAT, INT, type Type } from '../check/expression-types.ts';
import { compare, isList, isNumber, kindOf, NIL, truncate, type Value, wrap } from '../values.ts';
import {
  define,
  type FunctionDefinition,
  type FunctionTable,
  INTEGER,
  ofKinds,
  passed,
  refuseArgument,
} from './function-definition.ts';

const NUMBERS: readonly Type['kind'][] = ['int', 'float', 'duration'];
const NUMBER = /* @__PURE__ */ ofKinds(NUMBERS, (value) =>
  isNumber(value) ? value : refuseArgument('type-needed', { expected: 'a number', type: kindOf(value) }),
);

export const NUMBER_FUNCTIONS: FunctionTable = {
  int: define(INT, [ofKinds([...NUMBERS, 'string', 'month', 'weekday'], integerOf)], (integer) => integer),
  float: define(FLOAT, [ofKinds([...NUMBERS, 'string'], floatOf)], (float) => float),
  abs: define((type) => type, [NUMBER], absolute),
  ceil: rounding(Math.ceil),
  floor: rounding(Math.floor),
  round: rounding(roundHalfAway),
  max: { check: aggregateType, call: measured((args) => extremeOf(args, -1)) },
  min: { check: aggregateType, call: measured((args) => extremeOf(args, 1)) },
  mean: { check: aggregateType, call: measured((args) => mean(numbersIn(args))) },
  median: { check: aggregateType, call: measured((args) => median(numbersIn(args))) },
  bitand: define(INT, [INTEGER, INTEGER], (left, right) => left & right),
  bitor: define(INT, [INTEGER, INTEGER], (left, right) => left | right),
  bitxor: define(INT, [INTEGER, INTEGER], (left, right) => left ^ right),
  bitnand: define(INT, [INTEGER, INTEGER], (left, right) => left & ~right),
  bitshl: shift((value, bits) => (bits > 63n ? 0n : value << bits)),
  bitshr: shift((value, bits) => value >> (bits > 63n ? 63n : bits)),
  bitushr: shift((value, bits) => (bits > 63n ? 0n : BigInt.asUintN(64, value) >> bits)),
  bitnot: define(INT, [INTEGER], (value) => ~value),
};

/** Reading a number takes longer than counting an item. */
function measured(call: (args: readonly Value[]) => Value): FunctionDefinition['call'] {
  return (args, { budget }) => {
    for (let time = 0; time < 4; time++) for (const value of args) budget.spendOn(value);
    return call(args);
  };
}

function rounding(round: (value: number) => number): FunctionDefinition {
  return define(FLOAT, [NUMBER], (value) => round(Number(value)));
}

function shift(by: (value: bigint, bits: bigint) => bigint): FunctionDefinition {
  return define(INT, [INTEGER, INTEGER], (value, bits) =>
    bits < 0n ? refuseArgument('negative-shift') : wrap(by(value, bits)),
  );
}

/** Numbers and lists of numbers are accepted. The type of the first number is used for all of them. */
function aggregateType(types: readonly Type[]): Type | undefined {
  for (const type of types) {
    if (type.kind === 'any' || type.kind === 'unknown' || type.kind === 'array') return ANY;
    if (!NUMBERS.includes(type.kind)) return undefined;
  }
  const [first] = types;
  return first === undefined ? undefined : passed(first);
}

function integerOf(value: Value): bigint {
  if (isNumber(value)) return truncate(value);
  if (typeof value === 'string') {
    const integer = /^[+-]?[0-9]+$/.test(value) ? BigInt(value.replace('+', '')) : undefined;
    if (integer !== undefined && wrap(integer) === integer) return integer;
    return refuseArgument('not-an-integer', { text: value });
  }
  if (value !== NIL && typeof value === 'object') {
    if (value.kind === 'duration') return value.nanoseconds;
    if (value.kind === 'month' || value.kind === 'weekday') return BigInt(value.number);
  }
  return refuseArgument('no-int', { type: kindOf(value) });
}

function floatOf(value: Value): number {
  if (isNumber(value)) return Number(value);
  if (typeof value !== 'string') return refuseArgument('no-float', { type: kindOf(value) });
  if (/^[+-]?inf(?:inity)?$/i.test(value)) return value.startsWith('-') ? -Infinity : Infinity;
  if (/^nan$/i.test(value)) return Number.NaN;
  const number = DECIMAL.test(value) ? Number(value) : Infinity;
  return Number.isFinite(number) ? number : refuseArgument('not-a-number', { text: value });
}

const DECIMAL = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

function roundHalfAway(value: number): number {
  const whole = Math.trunc(value);
  return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole;
}

function absolute(value: bigint | number): Value {
  if (typeof value === 'number') return value < 0 ? -value : value;
  return value < 0n ? wrap(-value) : value;
}

/** A single argument that is not a number is its own extreme. */
function extremeOf(args: readonly Value[], sign: number): Value {
  const [first = NIL] = args;
  if (args.length === 1 && !isNumber(first) && !isList(first)) return first;
  return extreme(
    args.flatMap((arg) => (isList(arg) ? arg.items : [arg])),
    sign,
  );
}

/** The largest number or the smallest one, by the sign of the order in which the one found gives way. */
function extreme(values: readonly Value[], sign: number): Value {
  let found: Value = NIL;
  for (const value of values) {
    const next = isList(value) ? extreme(value.items, sign) : numeric(value);
    if (found === NIL || (next !== NIL && compare(found, next) === sign)) found = next;
  }
  return found;
}

function numbersIn(values: readonly Value[]): number[] {
  return values.flatMap((value) => (isList(value) ? numbersIn(value.items) : [Number(numeric(value))]));
}

function numeric(value: Value): bigint | number {
  return isNumber(value)
    ? value
    : refuseArgument('type-needed', { expected: 'a number', type: kindOf(value) });
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function median(numbers: readonly number[]): number {
  const sorted = Float64Array.from(numbers).sort();
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : sorted.length === 0 ? 0 : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
