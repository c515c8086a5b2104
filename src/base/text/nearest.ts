import leven from 'leven';
import { fold } from '../encoding/case-mapping.ts';

/** Longer than every known name; comparison needs quadratic time. */
const COMPARED_LENGTH = 100;

/** The candidate that a misspelled word most likely means, case apart; undefined when none is as near as a typo. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > COMPARED_LENGTH) return undefined;
  const folded = fold(word);
  let closest: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const edits = editsBetween(folded, fold(candidate));
    if (edits < fewest) [closest, fewest] = [candidate, edits];
  }
  return fewest <= Math.min(word.length - 1, mostEdits(word.length)) ? closest : undefined;
}

/** The end of a message about a misspelled word: the candidate that it most likely means, if any. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const known = nearest(word, candidates);
  return known === undefined ? '.' : `; did you mean ${known}?`;
}

/** The edits of one or two typos. */
function mostEdits(length: number): number {
  if (length < 5) return 1;
  return length < 12 ? 2 : 3;
}

/** Two letters that changed places are one edit, and so is an end that was left out, if it is short. */
function editsBetween(word: string, candidate: string): number {
  const isStart = candidate.startsWith(word) && word.length * 3 >= candidate.length * 2;
  if (isStart && word !== candidate) return 1;
  const edits = leven(word, candidate);
  return edits === 2 && isSwapped(word, candidate) ? 1 : edits;
}

function isSwapped(word: string, candidate: string): boolean {
  const at = [...word].findIndex((letter, index) => letter !== candidate[index]);
  const swapped = word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
  return swapped === candidate;
}
