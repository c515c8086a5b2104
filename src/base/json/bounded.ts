import { pointerTo } from './json-pointer.ts';

/**
 * How many lists and objects may be nested in a value from outside. Agents, servers and the API server read nothing
 * nearly as deep. Every function that walks over such a value calls itself once a level, which this bounds.
 */
export const DEEPEST = 100;

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
