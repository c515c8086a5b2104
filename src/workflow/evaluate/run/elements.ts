import { encodedLength } from '../../../base/encoding/utf8.ts';
import { byteAt, sliceBytes } from '../bytes.ts';
import { fail } from '../parse/syntax.ts';
import {
  type Dictionary,
  isDictionary,
  isList,
  isNil,
  isNumber,
  keyOf,
  kindOf,
  listOf,
  NIL,
  truncate,
  type Value,
} from '../values.ts';

/** An element of a list, map or text; of a string it is a byte. */
export function elementAt(container: Value, key: Value, offset: number): Value {
  const element = lookUp(container, key, offset);
  if (element !== undefined) return element;
  if (isDictionary(container)) return zeroOf(container);
  return fail('runtime', 'item-missing', offset, { key: String(key) });
}

function zeroOf({ of }: Dictionary): Value {
  if (of === 'string string') return '';
  return of === 'any array' ? listOf([], 'any', true) : NIL;
}

/** An element, undefined if there is none by that key. Fails for a key that can be none. */
function lookUp(container: Value, key: Value, offset: number): Value | undefined {
  if (isDictionary(container)) {
    const known = keyOf(container, key);
    if (known !== undefined) return container.entries.get(known);
  } else if (isNumber(key)) {
    const index = Number(truncate(key));
    if (isList(container)) return container.items.at(index);
    if (typeof container === 'string') return byteAt(container, index);
  }
  return fail('runtime', 'element-unknown', offset, { type: kindOf(container), key: kindOf(key) });
}

/** The value of a call of `get`, which is nil for a missing element. */
export function getElement(object: Value, key: Value, modern: boolean, offset: number): Value {
  if (isNil(object) || (typeof object !== 'string' && !isList(object) && !isDictionary(object))) return NIL;
  // To expr-lang 1.16, a key that can be none is one that is not there.
  const isWrong = !modern && (isDictionary(object) ? typeof key !== 'string' && key !== NIL : !isNumber(key));
  if (isWrong) return NIL;
  return lookUp(object, key, offset) ?? (modern || !isDictionary(object) ? NIL : zeroOf(object));
}

/** A part of a list or a string. Bounds below zero count from the end; strings are cut between bytes. */
export function slice(value: Value, from: Value | undefined, to: Value | undefined, offset: number): Value {
  if (isList(value)) {
    const [start, end] = bounds(from, to, value.items.length, offset);
    return listOf(value.items.slice(start, end), value.of, value.absent);
  }
  if (typeof value !== 'string') return fail('runtime', 'no-slices', offset, { type: kindOf(value) });
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
  if (!isNumber(value))
    return fail('runtime', 'type-needed', offset, { expected: 'a number', type: kindOf(value) });
  const index = Number(truncate(value));
  return Math.min(Math.max(index < 0 ? length + index : index, 0), length);
}
