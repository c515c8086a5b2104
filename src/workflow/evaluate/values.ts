import { compareBytes } from './bytes.ts';

/** A value in a condition. Integers are bigint, floating point numbers are number. */
export type Value = typeof NIL | boolean | bigint | number | string | Compound;

type Compound = List | Dictionary | Duration | Time | Named;

export const NIL = null;

/** The type of the items, which decides equality and the functions that accept the list. */
export type ItemType = 'any' | 'string' | 'int' | 'pair' | 'half of a pair';

export interface List {
  readonly kind: 'array';
  readonly of: ItemType;
  readonly items: readonly Value[];
  /** Whether it is a list that was never made, which has no items and is nil. */
  readonly absent: boolean;
}

/** The type of keys and values: of a written map, of pairs, of groups, of the environment. */
export type EntryType = 'string any' | 'any any' | 'any array' | 'string string';

export interface Dictionary {
  readonly kind: 'map';
  readonly of: EntryType;
  readonly entries: ReadonlyMap<Value, Value>;
}

export interface Duration {
  readonly kind: 'duration';
  readonly nanoseconds: bigint;
}

/** A point in time, in nanoseconds since 1970. */
export interface Time {
  readonly kind: 'time';
  readonly nanoseconds: bigint;
  /** Minutes by which its clock is ahead of UTC. */
  readonly offset: number;
}

/** A month (1 to 12), or a day of the week (0 is Sunday). Neither compares with an integer. */
interface Named {
  readonly kind: 'month' | 'weekday';
  readonly number: number;
}

export type ValueKind = 'nil' | 'bool' | 'int' | 'float' | 'string' | Compound['kind'];

export function listOf(items: readonly Value[], of: ItemType = 'any', absent = false): List {
  return { kind: 'array', of, items, absent };
}

export function dictionaryOf(
  entries: Iterable<readonly [Value, Value]>,
  of: EntryType = 'string any',
): Dictionary {
  return { kind: 'map', of, entries: new Map(entries) };
}

export function durationOf(nanoseconds: bigint): Duration {
  return { kind: 'duration', nanoseconds: wrap(nanoseconds) };
}

export function kindOf(value: Value): ValueKind {
  if (value === NIL) return 'nil';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'float';
  return typeof value === 'string' ? 'string' : value.kind;
}

export function isList(value: Value): value is List {
  return kindOf(value) === 'array';
}

export function isDictionary(value: Value): value is Dictionary {
  return kindOf(value) === 'map';
}

export function isNumber(value: Value): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

export function isNil(value: Value): boolean {
  return value === NIL || (isList(value) && value.absent);
}

export function isHashable(value: Value): boolean {
  if (isList(value)) return value.of === 'half of a pair' && value.items.every(isHashable);
  return !isDictionary(value);
}

/** The key that a value is in a map, undefined if it can be none. Among strings, nil is the empty one. */
export function keyOf({ of }: Dictionary, value: Value): Value | undefined {
  if (of.startsWith('any')) return isHashable(value) ? value : undefined;
  if (value === NIL) return '';
  return typeof value === 'string' ? value : undefined;
}

/** Whether `==` is true: numbers compare by value, and lists item by item if one has items of any type. */
export function equal(left: Value, right: Value): boolean {
  if (isNumber(left) && isNumber(right)) {
    return typeof left === typeof right ? left === right : Number(left) === Number(right);
  }
  if (isList(left) && isList(right) && haveComparableItems(left, right)) {
    return (
      left.items.length === right.items.length &&
      left.items.every((item, at) => equal(item, right.items[at] as Value))
    );
  }
  return (isNil(left) && isNil(right)) || identical(left, right);
}

function haveComparableItems(left: List, right: List): boolean {
  if (left.of.endsWith('pair') || right.of.endsWith('pair')) return false;
  return left.of === right.of || left.of === 'any' || right.of === 'any';
}

/** Whether two values are the same down to their types, as entries of maps must be. */
function identical(left: Value, right: Value): boolean {
  if (isList(left) && isList(right)) {
    const alike =
      left.of === right.of && left.absent === right.absent && left.items.length === right.items.length;
    return alike && left.items.every((item, at) => identical(item, right.items[at] as Value));
  }
  if (isDictionary(left) && isDictionary(right)) {
    const alike = left.of === right.of && left.entries.size === right.entries.size;
    return (
      alike &&
      [...left.entries].every(
        ([key, value]) => right.entries.has(key) && identical(value, right.entries.get(key) as Value),
      )
    );
  }
  if (isMoment(left) && isMoment(right))
    return left.kind === right.kind && left.nanoseconds === right.nanoseconds;
  if (isNamed(left) && isNamed(right)) return left.kind === right.kind && left.number === right.number;
  return left === right;
}

export function isMoment(value: Value): value is Duration | Time {
  const kind = kindOf(value);
  return kind === 'duration' || kind === 'time';
}

function isNamed(value: Value): value is Named {
  const kind = kindOf(value);
  return kind === 'month' || kind === 'weekday';
}

/** The order of two values, NaN for a float that is not a number, undefined if they have no order. */
export function compare(left: Value, right: Value): number | undefined {
  if (isNumber(left) && isNumber(right)) {
    const [first, second] = typeof left === typeof right ? [left, right] : [Number(left), Number(right)];
    return first < second ? -1 : first > second ? 1 : first === second ? 0 : Number.NaN;
  }
  if (typeof left === 'string' && typeof right === 'string') return compareBytes(left, right);
  if (isMoment(left) && isMoment(right) && left.kind === right.kind) {
    return left.nanoseconds < right.nanoseconds ? -1 : left.nanoseconds > right.nanoseconds ? 1 : 0;
  }
  return undefined;
}

const MINIMUM = -(2n ** 63n);

export function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

/** The integer part of a number. A number beyond 64 bits, or NaN, becomes the smallest integer, as on x86. */
export function truncate(value: bigint | number): bigint {
  if (typeof value === 'bigint') return value;
  return value >= -(2 ** 63) && value < 2 ** 63 ? BigInt(Math.trunc(value)) : MINIMUM;
}
