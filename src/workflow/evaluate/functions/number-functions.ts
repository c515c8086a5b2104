import { ANY, FLOAT, INT, type Type } from '../check/types.ts';
import { compare, isList, isNumber, kindOf, NIL, truncate, type Value, wrap } from '../values.ts';
import {
  accepts,
  acceptsOne,
  asInteger,
  type FunctionDefinition,
  type FunctionTable,
  passed,
  refuseArgument,
} from './function-definition.ts';

const NUMBERS: readonly Type['kind'][] = ['int', 'float', 'duration'];

export const NUMBER_FUNCTIONS: FunctionTable = [
  [
    'int',
    {
      check: acceptsOne([...NUMBERS, 'string', 'month', 'weekday'], INT),
      call: ([value = NIL]) => integerOf(value),
    },
  ],
  ['float', { check: acceptsOne([...NUMBERS, 'string'], FLOAT), call: ([value = NIL]) => floatOf(value) }],
  ['abs', { check: acceptsOne(NUMBERS, (type) => type), call: ([value = NIL]) => absolute(value) }],
  ['ceil', rounding(Math.ceil)],
  ['floor', rounding(Math.floor)],
  ['round', rounding(roundHalfAway)],
  ['max', aggregate((args) => extreme(args, -1))],
  ['min', aggregate((args) => extreme(args, 1))],
  ['mean', aggregate((args) => mean(numbersIn(args)))],
  ['median', aggregate((args) => median(numbersIn(args)))],
  ['bitand', bits((left, right) => left & right)],
  ['bitor', bits((left, right) => left | right)],
  ['bitxor', bits((left, right) => left ^ right)],
  ['bitnand', bits((left, right) => left & ~right)],
  ['bitshl', bits((left, right) => (right > 63n ? 0n : left << right), true)],
  ['bitshr', bits((left, right) => left >> (right > 63n ? 63n : right), true)],
  ['bitushr', bits((left, right) => (right > 63n ? 0n : BigInt.asUintN(64, left) >> right), true)],
  ['bitnot', { check: accepts(INT, [INT]), call: ([value]) => ~asInteger(value) }],
];

function rounding(round: (value: number) => number): FunctionDefinition {
  return {
    check: acceptsOne(NUMBERS, FLOAT),
    call: ([value = NIL]) =>
      isNumber(value) ? round(Number(value)) : refuseArgument(`a number is needed, not ${kindOf(value)}`),
  };
}

function bits(combine: (left: bigint, right: bigint) => bigint, shifts = false): FunctionDefinition {
  return {
    check: accepts(INT, [INT, INT]),
    call: ([left, right]) => {
      const [first, second] = [asInteger(left), asInteger(right)];
      if (shifts && second < 0n) refuseArgument('a shift by less than 0');
      return wrap(combine(first, second));
    },
  };
}

/** A function of numbers and lists of numbers. */
function aggregate(call: FunctionDefinition['call']): FunctionDefinition {
  return { check: aggregateType, call };
}

/** The type of the first number is used for all of them. */
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
    return refuseArgument(`\`${value}\` is not an integer`);
  }
  if (value !== NIL && typeof value === 'object') {
    if (value.kind === 'duration') return value.nanoseconds;
    if (value.kind === 'month' || value.kind === 'weekday') return BigInt(value.number);
  }
  return refuseArgument(`a ${kindOf(value)} cannot become an int`);
}

function floatOf(value: Value): number {
  if (isNumber(value)) return Number(value);
  if (typeof value !== 'string') return refuseArgument(`a ${kindOf(value)} cannot become a float`);
  if (/^[+-]?inf(?:inity)?$/i.test(value)) return value.startsWith('-') ? -Infinity : Infinity;
  if (/^nan$/i.test(value)) return Number.NaN;
  const number = DECIMAL.test(value) ? Number(value) : Infinity;
  return Number.isFinite(number) ? number : refuseArgument(`\`${value}\` is not a number`);
}

const DECIMAL = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

function roundHalfAway(value: number): number {
  const whole = Math.trunc(value);
  return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole;
}

function absolute(value: Value): Value {
  if (!isNumber(value)) return refuseArgument(`a number is needed, not ${kindOf(value)}`);
  if (typeof value === 'number') return value < 0 ? -value : value;
  return value < 0n ? wrap(-value) : value;
}

/** The largest number or the smallest one, by the sign of the order in which the one found gives way. */
function extreme(args: readonly Value[], sign: number): Value {
  let found: Value = NIL;
  const meet = (value: Value): void => {
    if (found === NIL || compare(found, value) === sign) found = value;
  };
  for (const arg of args) {
    if (isNumber(arg)) meet(arg);
    else if (isList(arg)) {
      for (const item of arg.items) {
        if (!isNumber(item) && !isList(item)) refuseArgument(`a ${kindOf(item)} is not a number`);
        const inner = isList(item) ? extreme([item], sign) : item;
        if (inner !== NIL) meet(inner);
      }
    } else if (args.length === 1) return arg;
    else refuseArgument(`a ${kindOf(arg)} is not a number`);
  }
  return found;
}

function numbersIn(values: readonly Value[]): number[] {
  return values.flatMap((value) => {
    if (isNumber(value)) return [Number(value)];
    return isList(value) ? numbersIn(value.items) : refuseArgument(`a ${kindOf(value)} is not a number`);
  });
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
