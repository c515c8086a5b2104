/** Any JSON value. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** An object in the sense of JSON, whose values are not known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether the value is an object in the sense of JSON: not null, a list, or a built-in such as a promise or a Map. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isBuiltIn(value);
}

/** Whether the value is an object of a class that JSON does not have, such as a promise or a Map. */
export function isBuiltIn(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return false;
  return !['Object', 'Array'].includes(builtInName(value));
}

/** `Promise`, `Map`, `Uint8Array` and so on; `Object` for objects of JSON, of other realms too, and of classes. */
export function builtInName(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Sets a key as the object's own, `__proto__` too, which an assignment would treat as the prototype. */
export function setOwn<T>(target: Record<string, T>, key: string, value: T): void {
  if (key !== '__proto__') target[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Whether a value is the same as a missing key. */
export function isZero(value: unknown): boolean {
  if (value === null || value === '' || value === false || value === 0) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Copies a JSON value of bounded depth, frozen at every level. */
export function frozenCopy<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy)) as Value;
  const entries = Object.entries(value).map(([key, item]) => [key, frozenCopy(item)]);
  return Object.freeze(Object.fromEntries(entries));
}

/** An object without fields: nothing can be read from it, not even from a prototype. */
export const NOTHING = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.create(null)) as never;

/**
 * The value, or a copy without inherited keys while `Object.prototype` has enumerable ones, as it has after code assigned to
 * `__proto__`. Readers of the result may use `in` and `for in`. Levels below the limit are not copied.
 */
export function withOwnKeys<Value>(value: Value, levels = 100): Value {
  for (const _ in EMPTY) return ownCopy(value, levels, new Map()) as Value;
  return value;
}

const EMPTY = {};

/** @param copies the copy of each object, because values can contain an object twice, and themselves */
function ownCopy(value: unknown, levels: number, copies: Map<unknown, unknown>): unknown {
  if (typeof value !== 'object' || value === null || levels === 0) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const copy: unknown[] | Record<string, unknown> = Array.isArray(value) ? [] : Object.create(null);
  copies.set(value, copy);
  for (const [key, item] of Object.entries(value))
    (copy as Record<string, unknown>)[key] = ownCopy(item, levels - 1, copies);
  return copy;
}

/** The value of a key that its own object has; undefined if it has none or is not an object. */
export function ownValue(object: unknown, key: string): unknown {
  return isJsonObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}
