import merge from 'lodash.merge';
import { isJsonObject } from './json.ts';

/**
 * Lays one tree of JSON over another: objects are merged key by key, everything else is replaced, lists too. Neither
 * is changed. `lodash.merge` alone merges lists index by index, and an empty list cannot clear one.
 */
export function layered<T extends object>(base: T, over: object): T {
  return merge({}, withoutListsOf(base, over), over) as T;
}

/** A copy of the base without the lists that the other tree replaces. */
function withoutListsOf(base: unknown, over: unknown): unknown {
  if (!isJsonObject(base) || !isJsonObject(over)) return base;
  const kept = Object.entries(base).filter(
    ([key, value]) => !Array.isArray(value) || over[key] === undefined,
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutListsOf(value, over[key])]));
}
