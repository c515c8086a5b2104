import { globMatch } from '../glob/glob-match.ts';

export interface ChangedFiles {
  readonly isEmpty: boolean;
  readonly someMatches: (globs: readonly string[]) => boolean;
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

interface GlobSet {
  /** The pieces before the first character. */
  readonly start: Reached;
  /** The pieces after one more character; empty if no string that begins like this can match. */
  readonly step: (reached: Reached, character: string) => Reached;
  readonly isMatch: (reached: Reached, text: string) => boolean;
}

/** The pieces that the beginning of a string can lead to. */
type Reached = ReadonlySet<Piece>;

/** A piece of the globs in a rough form, in which equal beginnings are there once. */
interface Piece {
  /** The next pieces by character; those after any character are under `?`. */
  readonly next: Map<string, Piece>;
  /** The piece after any number of characters. */
  rest?: Piece;
  /** Whether characters lead from the piece to itself, because it is after any number of them. */
  readonly stays: boolean;
  readonly globs: string[];
}

const ANY_CHARACTER = '?';
/** Any number of characters; no part of a glob is empty. */
const ANY = '';

/**
 * Prepares globs to be matched against many texts. A rough form of the globs, which matches more, is walked
 * for all of them at once; only files that it allows are matched exactly. So the work grows with the length of the
 * texts and that of the globs, but not with one times the other, unless most texts resemble most globs.
 */
function globSet(globs: Iterable<string>): GlobSet {
  const root = piece(false);
  for (const glob of new Set(globs)) addGlob(root, glob);
  return {
    start: withRest(root),
    step(reached, character) {
      const following = new Set<Piece>();
      for (const from of reached) {
        if (from.stays) following.add(from);
        for (const to of [from.next.get(literal(character)), from.next.get(ANY_CHARACTER)]) {
          if (to !== undefined) for (const each of withRest(to)) following.add(each);
        }
      }
      return following;
    },
    isMatch: (reached, text) => {
      for (const { globs: ending } of reached) {
        if (ending.some((glob) => globMatch(glob, text))) return true;
      }
      return false;
    },
  };
}

function piece(stays: boolean): Piece {
  return { next: new Map(), stays, globs: [] };
}

function withRest(from: Piece): Reached {
  return new Set(from.rest === undefined ? [from] : [from, from.rest]);
}

function addGlob(root: Piece, glob: string): void {
  let at = root;
  for (const part of roughParts(glob)) at = part === ANY ? restPiece(at) : nextPiece(at, part);
  at.globs.push(glob);
}

/**
 * The characters of a glob, with {@link ANY} for a wildcard. A slash beside stars may match nothing, and
 * everything from the first brace or class on matches anything.
 */
function roughParts(glob: string): string[] {
  const parts: string[] = [];
  const characters = [...glob];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (character === '\\') parts.push(literal(characters[++index] ?? ''));
    else if (character === '*') parts.push(ANY);
    else if (character === '[' || character === '{') return withoutOptionalSlashes([...parts, ANY]);
    else parts.push(character);
  }
  return withoutOptionalSlashes(parts);
}

function withoutOptionalSlashes(parts: readonly string[]): string[] {
  return parts.filter(
    (part, index) => part !== '/' || (parts[index - 1] !== ANY && parts[index + 1] !== ANY),
  );
}

/** The key of a character among the pieces after another one. */
function literal(character: string): string {
  return character === ANY_CHARACTER ? '\\?' : character;
}

function nextPiece(at: Piece, key: string): Piece {
  const next = at.next.get(key) ?? piece(false);
  at.next.set(key, next);
  return next;
}

function restPiece(at: Piece): Piece {
  if (at.stays) return at;
  at.rest ??= piece(true);
  return at.rest;
}
