import leven from 'leven';
import { fold } from '../encoding/case-mapping.ts';

/** Longer than every known name; comparing takes quadratic time. */
const COMPARED_LENGTH = 100;

/** The candidate with the fewest edits from a word, case apart. The first of equals; undefined for no candidates. */
export function closestOf(word: string, candidates: readonly string[]): string | undefined {
  const folded = fold(word.slice(0, COMPARED_LENGTH));
  let closest: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const edits = leven(folded, fold(candidate));
    if (edits < fewest) [closest, fewest] = [candidate, edits];
  }
  return closest;
}

/** The candidate that a misspelt word most likely means; undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const closest = word.length > COMPARED_LENGTH ? undefined : closestOf(word, candidates);
  if (closest === undefined) return undefined;
  return leven(fold(word), fold(closest)) <= Math.max(2, Math.floor(closest.length / 3))
    ? closest
    : undefined;
}
