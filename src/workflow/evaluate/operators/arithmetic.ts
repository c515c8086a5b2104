import { joinTexts } from '../bytes.ts';
import { DURATION } from '../check/types.ts';
import { fail } from '../parse/syntax.ts';
import { durationOf, isMoment, isNumber, kindOf, type Time, type Value, wrap } from '../values.ts';
import { MIXED_RESULTS } from './operand-types.ts';

/** Computes a value, undefined if the operator does not go with these values. */
type Compute = (left: Value, right: Value, offset: number) => Value | undefined;

/** An operator of numbers, from what it does with two of one kind. Without `integers`, these become floats. */
export function arithmetic(
  operator: string,
  {
    integers,
    floats,
  }: {
    readonly integers?: (left: bigint, right: bigint, offset: number) => bigint;
    readonly floats?: (left: number, right: number) => number;
  },
): Compute {
  return (left, right, offset) => {
    if (integers !== undefined && typeof left === 'bigint' && typeof right === 'bigint') {
      return wrap(integers(left, right, offset));
    }
    if (isNumber(left) && isNumber(right)) return floats?.(Number(left), Number(right));
    const result = MIXED_RESULTS.get(`${kindOf(left)} ${operator} ${kindOf(right)}`);
    if (result === undefined) return undefined;
    if (typeof left === 'string' && typeof right === 'string') return joinTexts([left, right], '');
    const [first, second] = [left, right].map((value) => (isMoment(value) ? value.nanoseconds : value));
    // A duration times a float is a float, whatever its type says.
    if (typeof first !== 'bigint' || typeof second !== 'bigint') return Number(first) * Number(second);
    const nanoseconds = integers?.(first, second, offset) ?? 0n;
    if (result === DURATION) return durationOf(nanoseconds);
    return { ...((kindOf(left) === 'time' ? left : right) as Time), nanoseconds };
  };
}

export function negate(value: bigint | number): bigint | number {
  return typeof value === 'bigint' ? wrap(-value) : -value;
}

export function remainder(left: bigint, right: bigint, offset: number): bigint {
  return right === 0n ? fail('runtime', 'an integer is divided by zero', offset) : left % right;
}

/** 1 to the power of anything is 1 in Go, as is -1 to the power of infinity. */
export function power(left: number, right: number): number {
  return left === 1 || (left === -1 && Math.abs(right) === Infinity) ? 1 : left ** right;
}
