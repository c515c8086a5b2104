import { type GlobSet, globSet } from '../glob/glob-set.ts';

/** The files that the commits of a pipeline change. */
export interface ChangedFiles {
  readonly isEmpty: boolean;
  /** Whether one of the globs matches one of the files. */
  readonly someMatches: (globs: readonly string[]) => boolean;
  /** Whether each file is matched by one of the globs. */
  readonly everyMatches: (globs: readonly string[]) => boolean;
}

/** Prepares files to be matched against many lists of globs. They are sorted when the first list asks. */
export function changedFiles(files: readonly string[]): ChangedFiles {
  let sorted: readonly string[] | undefined;
  const hasOne = (globs: readonly string[], wanted: boolean): boolean => {
    sorted ??= [...files].sort();
    return hasFile(sorted, globSet(globs), wanted);
  };
  return {
    isEmpty: files.length === 0,
    someMatches: (globs) => globs.length > 0 && hasOne(globs, true),
    everyMatches: (globs) => !hasOne(globs, false),
  };
}

/**
 * Whether there is a file that matches, or one that doesn't. Neighbors of sorted files begin alike: the part they share
 * is read once, and files that begin like one that cannot match are skipped.
 */
function hasFile(files: readonly string[], globs: GlobSet, wanted: boolean): boolean {
  const reachedAt = [globs.start];
  let read = '';
  for (let index = 0; index < files.length; ) {
    const file = files[index] ?? '';
    let at = sharedLength(read, file);
    let reached = reachedAt[at] ?? globs.start;
    while (at < file.length && reached.size > 0) {
      const character = String.fromCodePoint(file.codePointAt(at) ?? 0);
      reached = globs.step(reached, character);
      at += character.length;
      reachedAt[at] = reached;
    }
    read = file.slice(0, at);
    if ((reached.size > 0 && globs.isMatch(reached, file)) === wanted) return true;
    index = reached.size > 0 || endsInCharacter(read) ? index + 1 : firstAfter(files, index, read);
  }
  return false;
}

/** How much two texts share at their beginnings, in whole characters. */
function sharedLength(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return endsInCharacter(left.slice(0, length)) ? length - 1 : length;
}

/** Whether a string ends with the first half of a character. */
function endsInCharacter(text: string): boolean {
  return /[\ud800-\udbff]$/.test(text);
}

/** The first of the sorted files that does not begin with a string, from a place where one does. */
function firstAfter(files: readonly string[], start: number, beginning: string): number {
  let low = start + 1;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (files[middle]?.startsWith(beginning)) low = middle + 1;
    else high = middle;
  }
  return low;
}
