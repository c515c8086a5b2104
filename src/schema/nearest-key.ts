import { distance } from 'fastest-levenshtein';
import { fold } from '../text/case-mapping.ts';

/** Longer than every known key; what comes after it in a written key cannot make a difference. */
const COMPARED_LENGTH = 64;

/** The known key with the fewest edits from the written one, case apart. The first of equals; undefined for no keys. */
export function nearestKey(written: string, known: readonly string[]): string | undefined {
  const folded = fold(written.slice(0, COMPARED_LENGTH));
  let nearest: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const key of known) {
    const edits = distance(folded, fold(key));
    if (edits < fewest) [nearest, fewest] = [key, edits];
  }
  return nearest;
}
