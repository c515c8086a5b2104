import {
  characterAt,
  characterWidth,
  decodeUtf8,
  encodeUtf8,
  reverseCharacters,
} from '../../base/encoding/utf8.ts';

/** Removes the shortest or longest prefix of at least one byte that a glob matches; a bad glob removes nothing. */
export function removePrefix(value: string, glob: string, longest: boolean): string {
  const tokens = parseGlob(glob);
  if (tokens === undefined) return value;
  const bytes = encodeUtf8(value);
  const length = matchedPrefix(bytes, tokens, longest);
  return length === 0 ? value : decodeUtf8(bytes.subarray(length));
}

/** The server turns both texts around and removes a prefix, so classes and escapes in the glob are reversed. */
export function removeSuffix(value: string, glob: string, longest: boolean): string {
  return reverseCharacters(removePrefix(reverseCharacters(value), reverseCharacters(glob), longest));
}

type PatternToken =
  | { readonly kind: 'byte'; readonly byte: number }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly [number, number][] };

function parseGlob(glob: string): PatternToken[] | undefined {
  const tokens: PatternToken[] = [];
  const characters = [...glob];
  for (let index = 0; index < characters.length; index++) {
    let character = characters[index] ?? '';
    if (character === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' });
      continue;
    }
    if (character === '?') tokens.push({ kind: 'any' });
    else if (character === '[') {
      const parsed = parseClass(characters, index + 1);
      if (parsed === undefined) return undefined;
      tokens.push(parsed.token);
      index = parsed.end;
    } else {
      if (character === '\\') character = characters[++index] ?? '';
      if (character === '') return undefined;
      for (const byte of encodeUtf8(character)) tokens.push({ kind: 'byte', byte });
    }
  }
  return tokens;
}

/** Reads a class from after its bracket; `end` is the index of the closing bracket. */
function parseClass(
  characters: readonly string[],
  start: number,
): { token: PatternToken; end: number } | undefined {
  const negated = characters[start] === '^';
  const ranges: [number, number][] = [];
  let index = negated ? start + 1 : start;
  const member = (): number | undefined => {
    let character = characters[index++];
    if (character === undefined || character === '-' || character === ']') return undefined;
    if (character === '\\') character = characters[index++];
    return character?.codePointAt(0);
  };
  while (characters[index] !== ']' || ranges.length === 0) {
    const low = member();
    if (low === undefined) return undefined;
    let high: number | undefined = low;
    if (characters[index] === '-') {
      index++;
      high = member();
    }
    if (high === undefined || index >= characters.length) return undefined;
    ranges.push([low, high]);
  }
  return { token: { kind: 'class', negated, ranges }, end: index };
}

/** Follows all ways to match at once, so the time is bounded by length times tokens. */
function matchedPrefix(bytes: Uint8Array, tokens: readonly PatternToken[], longest: boolean): number {
  // The sets of tokens reached at this byte and at the next four, because a character has up to four bytes.
  let reached: Set<number>[] = [new Set(), new Set(), new Set(), new Set(), new Set()];
  enter(reached[0], 0, tokens);
  let cuts = new Set<number>();
  let found = 0;
  for (let index = 0; index < bytes.length; index++) {
    const [current, ...following] = reached;
    for (const state of current ?? []) step(bytes, index, bytes.length, tokens, state, reached);
    const width = characterWidth(bytes, index, bytes.length);
    if (width > 1) cuts = endsInsideCharacter(bytes, index, width, tokens, current);
    if (reached[1]?.has(tokens.length) === true || cuts.has(index + 1)) {
      found = index + 1;
      if (!longest) return found;
    }
    reached = [...following, new Set()];
    if (reached.every((states) => states.size === 0) && cuts.size === 0) break;
  }
  return found;
}

/**
 * The matching prefixes that end inside the character at an index. There, the bytes of the cut character are lone
 * ones, and `?` and classes see each as a character.
 */
function endsInsideCharacter(
  bytes: Uint8Array,
  index: number,
  width: number,
  tokens: readonly PatternToken[],
  states: Set<number> | undefined,
): Set<number> {
  const ends = new Set<number>();
  let current = states ?? new Set<number>();
  for (let end = index + 1; end < index + width; end++) {
    const reached = [current, new Set<number>()];
    for (const state of current) step(bytes, end - 1, end, tokens, state, reached);
    current = reached[1] ?? current;
    if (current.has(tokens.length)) ends.add(end);
  }
  return ends;
}

function enter(states: Set<number> | undefined, state: number, tokens: readonly PatternToken[]): void {
  states?.add(state);
  if (tokens[state]?.kind === 'star') states?.add(state + 1);
}

function step(
  bytes: Uint8Array,
  index: number,
  end: number,
  tokens: readonly PatternToken[],
  state: number,
  reached: readonly Set<number>[],
): void {
  const token = tokens[state];
  if (token?.kind === 'star') enter(reached[1], state, tokens);
  else if (token?.kind === 'byte') {
    if (token.byte === bytes[index]) enter(reached[1], state + 1, tokens);
  } else if (token !== undefined && accepts(token, characterAt(bytes, index, end))) {
    enter(reached[characterWidth(bytes, index, end)], state + 1, tokens);
  }
}

function accepts(token: PatternToken, character: number): boolean {
  if (token.kind !== 'class') return true;
  return token.ranges.some(([low, high]) => low <= character && character <= high) !== token.negated;
}
