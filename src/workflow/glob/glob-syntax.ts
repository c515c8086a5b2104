/** The index of the first character from a start on that is not escaped and is the searched one; -1 if there is none. */
function indexOfUnescaped(glob: readonly string[], start: number, searched: string): number {
  for (let index = start; index < glob.length; index++) {
    if (glob[index] === '\\') index++;
    else if (glob[index] === searched) return index;
  }
  return -1;
}

/** The index of the brace that closes the one before a start; -1 if there is none. */
export function closingBrace(glob: readonly string[], start: number): number {
  return indexAtDepth(glob, start, glob.length, '}');
}

/** The index of the next comma between alternatives; -1 if there is none. */
export function nextComma(glob: readonly string[], start: number, end: number): number {
  return indexAtDepth(glob, start, end, ',');
}

/** The index of a character outside of inner braces. To the server, a class does not hide braces. */
function indexAtDepth(glob: readonly string[], start: number, end: number, searched: string): number {
  let depth = 0;
  for (let index = start; index < end; index++) {
    const character = glob[index];
    if (character === '\\') index++;
    else if (character === searched && depth === 0) return index;
    else if (character === '{') depth++;
    else if (character === '}') depth--;
  }
  return -1;
}

/** Whether the rest of a glob from an index on closes its braces and classes. */
export function isWellFormed(glob: readonly string[], start: number): boolean {
  let depth = 0;
  for (let index = start; index < glob.length; index++) {
    const character = glob[index];
    if (character === '\\') {
      if (++index >= glob.length) return false;
    } else if (character === '[') {
      index += glob[index + 1] === '^' || glob[index + 1] === '!' ? 2 : 1;
      if (index >= glob.length || glob[index] === ']') return false;
      index = indexOfUnescaped(glob, index, ']');
      if (index === -1) return false;
    } else if (character === '{') depth++;
    else if (character === '}' && --depth < 0) return false;
  }
  return depth === 0;
}

/** The index after a class that has a character, otherwise the index at which it was left. */
export type ClassMatch = { readonly end: number } | { readonly mismatchAt: number } | 'malformed';

/** The match of a character by a class of a glob. A backslash escapes, and a hyphen at an end is itself. */
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
