import { closest, distance } from 'fastest-levenshtein';

/** Texts longer than this are not compared: they are no slip of the pen, and comparing takes quadratic time. */
const LONGEST = 100;

/** The candidate that a misspelt word most likely means; undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST || candidates.length === 0) return undefined;
  const candidate = closest(
    word.toLowerCase(),
    candidates.map((name) => name.toLowerCase()),
  );
  const found = candidates.find((name) => name.toLowerCase() === candidate);
  const isNear = distance(word.toLowerCase(), candidate) <= Math.max(2, Math.floor(candidate.length / 3));
  return isNear ? found : undefined;
}
