/** What a condition computes with. Integers are bigint, floating point numbers are number. */
export type Value =
  | typeof NIL
  | boolean
  | bigint
  | number
  | string
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | Duration
  | Time;

export const NIL = null;

export interface Duration {
  readonly kind: 'duration';
  readonly nanoseconds: bigint;
}

/** A point in time, in nanoseconds since 1970. */
export interface Time {
  readonly kind: 'time';
  readonly nanoseconds: bigint;
}

export type ValueKind = 'nil' | 'bool' | 'int' | 'float' | 'string' | 'array' | 'map' | 'duration' | 'time';

export function kindOf(value: Value): ValueKind {
  if (value === NIL) return 'nil';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'float';
  if (typeof value === 'string') return 'string';
  if (isArray(value)) return 'array';
  return isMap(value) ? 'map' : (value as Duration | Time).kind;
}

export function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isMap(value: Value): value is ReadonlyMap<string, Value> {
  return value instanceof Map;
}

export function isNumber(value: Value): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

export function isMoment(value: Value): value is Duration | Time {
  const kind = kindOf(value);
  return kind === 'duration' || kind === 'time';
}

export function equal(left: Value, right: Value): boolean {
  // An integer equals the float that it becomes.
  if (isNumber(left) && isNumber(right)) {
    return typeof left === typeof right ? left === right : Number(left) === Number(right);
  }
  if (isArray(left) && isArray(right)) {
    return left.length === right.length && left.every((item, index) => equal(item, right[index] ?? NIL));
  }
  if (isMap(left) && isMap(right)) {
    return left.size === right.size && [...left].every(([key, value]) => equalAt(right, key, value));
  }
  if (isMoment(left) && isMoment(right)) {
    return left.kind === right.kind && left.nanoseconds === right.nanoseconds;
  }
  return left === right;
}

function equalAt(map: ReadonlyMap<string, Value>, key: string, value: Value): boolean {
  const other = map.get(key);
  return other !== undefined && equal(value, other);
}

/** The order of two values of one kind, undefined where they have none. */
export function compare(left: Value, right: Value): number | undefined {
  if (isNumber(left) && isNumber(right)) return left < right ? -1 : left > right ? 1 : 0;
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if (isMoment(left) && isMoment(right) && left.kind === right.kind) {
    return left.nanoseconds < right.nanoseconds ? -1 : left.nanoseconds > right.nanoseconds ? 1 : 0;
  }
  return undefined;
}

/** The order of code points, which is that of UTF-8 bytes. */
export function compareText(left: string, right: string): number {
  const rights = right[Symbol.iterator]();
  for (const character of left) {
    const other = rights.next();
    if (other.done) return 1;
    const difference = (character.codePointAt(0) ?? 0) - (other.value.codePointAt(0) ?? 0);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return rights.next().done ? 0 : -1;
}
