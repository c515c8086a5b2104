import { closest, distance } from 'fastest-levenshtein';
import type { Schema } from '../schema/schema.ts';

/** Longer names are no misspelt keys, and take long to compare. */
const LONGEST = 40;

/** The known key that a misspelt one is nearest to; null where none is near. */
export function nearestKey(name: string, schemas: readonly Schema[]): string | null {
  const known = new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})));
  const candidates = [...known].filter((key) => key !== '$schema' && key !== name);
  if (name.length > LONGEST || candidates.length === 0) return null;
  const nearest = closest(name.toLowerCase(), candidates);
  return distance(name.toLowerCase(), nearest) <= Math.max(1, Math.floor(name.length / 3)) ? nearest : null;
}
