import { setOwn } from '../base/json/json.ts';

/** An object of entries. Any key becomes its own property, `__proto__` included. */
export function objectOf<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  const object: Record<string, Value> = {};
  for (const [key, value] of entries) setOwn(object, key, value);
  return object;
}

/** The object without undefined, empty, false or 0 values: Go's `omitempty`, which keeps empty objects. */
export function withoutEmpty<Shape extends object>(
  object: Shape,
): { [Key in keyof Shape]?: NonNullable<Shape[Key]> } {
  const isEmpty = (value: unknown) => !value || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(object).filter(([, value]) => !isEmpty(value))) as {
    [Key in keyof Shape]?: NonNullable<Shape[Key]>;
  };
}

/** Appends to a list. Unlike `push(...items)`, it has no limit on the number of items. */
export function append<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
