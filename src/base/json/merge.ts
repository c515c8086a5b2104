import { isJsonObject, ownValue } from './json.ts';

/**
 * Lays one tree of JSON over another: objects are merged key by key, everything else is replaced, lists too. Neither
 * is changed.
 */
export function layered<T extends object>(base: T, over: object): T {
  return merged(base, over) as T;
}

function merged(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isJsonObject(base) || !isJsonObject(over)) return over;
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries([...keys].map((key) => [key, merged(ownValue(base, key), ownValue(over, key))]));
}
