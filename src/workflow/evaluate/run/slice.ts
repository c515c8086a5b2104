import { encodedLength } from '../../../base/encoding/lone-bytes.ts';
import { sliceBytes } from '../bytes.ts';
import { fail } from '../problem.ts';
import { isList, isNumber, kindOf, listOf, truncate, type Value } from '../values.ts';

/** A part of a list or a string. Bounds below zero count from the end; strings are cut between bytes. */
export function slice(value: Value, from: Value | undefined, to: Value | undefined, offset: number): Value {
  if (isList(value)) {
    const [start, end] = bounds(from, to, value.items.length, offset);
    return listOf(value.items.slice(start, end), value.of, value.absent);
  }
  if (typeof value !== 'string') return fail('runtime', `a ${kindOf(value)} has no slices`, offset);
  return sliceBytes(value, ...bounds(from, to, encodedLength(value), offset));
}

function bounds(
  from: Value | undefined,
  to: Value | undefined,
  length: number,
  offset: number,
): [start: number, end: number] {
  const end = bound(to ?? BigInt(length), length, offset);
  return [Math.min(bound(from ?? 0n, length, offset), end), end];
}

function bound(value: Value, length: number, offset: number): number {
  if (!isNumber(value)) return fail('runtime', `a number is needed, not ${kindOf(value)}`, offset);
  const index = Number(truncate(value));
  return Math.min(Math.max(index < 0 ? length + index : index, 0), length);
}
