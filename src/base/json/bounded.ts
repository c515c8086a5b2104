import { pointerTo } from './json-pointer.ts';

/**
 * How many lists and objects may be nested in a value from outside. Agents, servers and the API server read nothing
 * nearly as deep. Every function that walks over such a value calls itself once a level, which this bounds.
 */
export const DEEPEST = 100;

/** The expectation for a value that is nested too deep. */
export const LEVELS_EXPECTED = `a value with at most ${DEEPEST} levels`;

/** Placeholder for a part that is nested too deep to show. */
export const NESTED_TOO_DEEP = `(nested more than ${DEEPEST} levels deep)`;

/** Tokens of a pointer to a part that is nested too deep: enough to name an option of a step in a workflow. */
const SHOWN_TOKENS = 8;

/**
 * Finds the first part of a value that is nested deeper than {@link DEEPEST} levels. Values that contain themselves
 * are nested without end.
 *
 * @returns a JSON Pointer that leads towards the part; undefined if nothing is nested too deep
 */
export function tooDeep(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null ? deepPart(value, 1) : undefined;
}

function deepPart(value: object, level: number): string | undefined {
  if (level > DEEPEST) return '';
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const item: unknown = value[index];
      const below = typeof item === 'object' && item !== null ? deepPart(item, level + 1) : undefined;
      if (below !== undefined) return level > SHOWN_TOKENS ? '' : pointerTo('', index) + below;
    }
    return undefined;
  }
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    if (typeof item !== 'object' || item === null || !Object.hasOwn(value, key)) continue;
    const below = deepPart(item, level + 1);
    if (below !== undefined) return level > SHOWN_TOKENS ? '' : pointerTo('', key) + below;
  }
  return undefined;
}

/** The value, or a copy in which a string replaces the parts that lead to levels below {@link DEEPEST}. */
export function bounded(value: unknown): unknown {
  return tooDeep(value) === undefined ? value : cut(value as object, 1);
}

/** Cuts below the level that a pointer can show, and never keeps values that are nested too deep. */
function cut(value: object, level: number): unknown {
  if (deepPart(value, level) === undefined) return value;
  if (level > SHOWN_TOKENS) return NESTED_TOO_DEEP;
  const cutPart = (part: unknown): unknown =>
    typeof part === 'object' && part !== null ? cut(part, level + 1) : part;
  if (Array.isArray(value)) return value.map(cutPart);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cutPart(part)]));
}

/** The items of an expected list, each of bounded depth. Null and undefined have none, any other value is one. */
export function itemsOf(value: unknown): unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value.map(bounded) : [bounded(value)];
}
