/** An object of entries. Any key becomes its own property, `__proto__` included. */
export function objectOf<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  const object: Record<string, Value> = {};
  for (const [key, value] of entries) {
    if (key !== '__proto__') object[key] = value;
    else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return object;
}

/** The object without undefined, empty, false or 0 values: Go's `omitempty`. */
export function withoutEmpty<Shape extends object>(
  object: Shape,
): { [Key in keyof Shape]?: NonNullable<Shape[Key]> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => !isEmpty(value))) as {
    [Key in keyof Shape]?: NonNullable<Shape[Key]>;
  };
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false || value === 0) return true;
  return Array.isArray(value) && value.length === 0;
}

/** The index of the last of ascending numbers that is not above another number; 0 if there is none. */
export function lastNotAbove(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Appends to a list. Unlike `push(...items)`, it has no limit on the number of items. */
export function append<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
