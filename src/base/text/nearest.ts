import leven from 'leven';
import { fold } from '../encoding/case-mapping.ts';

/** Longer than every known name; comparing takes quadratic time. */
const COMPARED_LENGTH = 100;

/** The candidate that a misspelt word most likely means, case apart; undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > COMPARED_LENGTH) return undefined;
  const folded = fold(word);
  let closest: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const edits = leven(folded, fold(candidate));
    if (edits < fewest) [closest, fewest] = [candidate, edits];
  }
  const most = Math.min(word.length - 1, Math.max(2, Math.floor((closest?.length ?? 0) / 3)));
  return fewest <= most ? closest : undefined;
}
