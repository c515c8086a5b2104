import { bounded } from './bounded.ts';
import { pointerTo } from './json-pointer.ts';

/** A value without parts: a scalar, or an empty list or map. */
export interface Leaf {
  readonly path: string;
  readonly tokens: readonly string[];
  readonly value: unknown;
}

/** The leaves of a JSON value in order; keys with `undefined` are not there. */
export function leavesOf(value: unknown, path = '', tokens: readonly string[] = []): Leaf[] {
  const leaves: Leaf[] = [];
  collect(bounded(value), path, tokens, leaves);
  return leaves;
}

function collect(value: unknown, path: string, tokens: readonly string[], leaves: Leaf[]): void {
  if (value === undefined) return;
  const keys = keysOf(value);
  if (keys.length === 0) {
    leaves.push({ path, tokens, value });
    return;
  }
  for (const key of keys) {
    const part = (value as Readonly<Record<string, unknown>>)[key];
    collect(part, pointerTo(path, key), [...tokens, key], leaves);
  }
}

function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).filter((key) => (value as Record<string, unknown>)[key] !== undefined);
}

/** Whether two JSON values are the same, the order of keys aside. */
export function isSameJson(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = keysOf(left);
  return (
    keys.length === keysOf(right).length &&
    keys.every(
      (key) =>
        Object.hasOwn(right, key) &&
        isSameJson((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]),
    )
  );
}
