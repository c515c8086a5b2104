import { indexOfUnescaped } from './glob-syntax.ts';

/** The index behind a class that has a character, or where it was left if it has not. */
export type ClassMatch = { readonly end: number } | { readonly mismatchAt: number } | 'malformed';

/** What a class of a glob makes of a character. A backslash escapes, and a hyphen at an end is itself. */
export function matchClass(glob: readonly string[], start: number, character: string): ClassMatch {
  const negated = glob[start] === '!' || glob[start] === '^';
  const first = negated ? start + 1 : start;
  if (first >= glob.length || glob[first] === ']') return 'malformed';
  const { found, index } = search(glob, first, codeOf(character));
  if (found === negated) return index < glob.length ? { mismatchAt: index } : 'malformed';
  const close = indexOfUnescaped(glob, index, ']');
  return close === -1 ? 'malformed' : { end: close + 1 };
}

function search(glob: readonly string[], first: number, code: number): { found: boolean; index: number } {
  let index = first;
  let last: number | undefined;
  while (index < glob.length && glob[index] !== ']') {
    const isRange: boolean =
      last !== undefined && glob[index] === '-' && index + 1 < glob.length && glob[index + 1] !== ']';
    if (isRange) index++;
    if (glob[index] === '\\') index++;
    const member = codeOf(glob[index]);
    if (index < glob.length) index++;
    if (isRange ? (last ?? 0) <= code && code <= member : code === member) return { found: true, index };
    last = isRange ? undefined : member;
  }
  return { found: false, index };
}

/** A class that breaks off after a backslash ends in the replacement character. */
function codeOf(character: string | undefined): number {
  return character?.codePointAt(0) ?? 0xfffd;
}
