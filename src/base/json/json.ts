/** Anything that JSON can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** Whether the value is an object in the sense of JSON: neither null nor a list. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sets a key as the object's own, `__proto__` too, which an assignment would take for the prototype. */
export function setOwn<T>(target: Record<string, T>, key: string, value: T): void {
  if (key !== '__proto__') target[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Sets the keys of one object on another, those that it has included. */
export function overlay<T>(target: Record<string, T>, over: Readonly<Record<string, T>> | undefined): void {
  if (over !== undefined) for (const key of Object.keys(over)) setOwn(target, key, over[key] as T);
}
