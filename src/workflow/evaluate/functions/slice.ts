import { decodeUtf8, encodeUtf8, hasLoneBytes } from '../../../base/encoding/utf8.ts';
import { fail } from '../problem.ts';
import { isArray, kindOf, type Value } from '../values.ts';

/** A part of an array or a string. Bounds below zero count from the end; strings are cut between bytes. */
export function slice(value: Value, from: Value | undefined, to: Value | undefined, offset: number): Value {
  if (isArray(value)) return value.slice(...bounds(from, to, value.length, offset));
  if (typeof value !== 'string') return fail('runtime', `a ${kindOf(value)} has no slices`, offset);
  const bytes = encodeUtf8(value);
  const text = decodeUtf8(bytes.slice(...bounds(from, to, bytes.length, offset)));
  return hasLoneBytes(text) ? fail('unsupported', 'the slice cuts a character', offset) : text;
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
  if (typeof value !== 'bigint') return fail('runtime', `an int is needed, not ${kindOf(value)}`, offset);
  const index = Number(value);
  return Math.min(Math.max(index < 0 ? length + index : index, 0), length);
}
