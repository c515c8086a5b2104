import { setOwn } from './json/json.ts';

/** Groups items by a key. Groups and items keep their order. `Map.groupBy` does the same, but not in Node.js 20. */
export function groupBy<Item, Key>(
  items: Iterable<Item>,
  keyOf: (item: Item, index: number) => Key,
): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

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
