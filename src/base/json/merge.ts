import { ownValue } from './json.ts';

/**
 * Lays one tree of JSON over another: objects are merged key by key, everything else is replaced, lists too. What is
 * undefined in the upper tree is that of the lower one. Neither is changed.
 */
export function layered<T extends object>(base: T, over: object): T {
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, layeredValue(ownValue(base, key), ownValue(over, key))]),
  ) as T;
}

function layeredValue(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  return isTree(base) && isTree(over) ? layered(base, over) : over;
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
