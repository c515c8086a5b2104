/** The index of the first character from a start on that is not escaped and is the searched one; -1 if there is none. */
export function indexOfUnescaped(glob: readonly string[], start: number, searched: string): number {
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
