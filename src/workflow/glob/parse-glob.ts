/** One piece of a glob; `next` is the index of the piece behind it. */
export type GlobNode =
  | { kind: 'character'; character: string; escaped: boolean; next: number }
  | { kind: 'any'; next: number }
  | { kind: 'class'; negated: boolean; ranges: readonly CharacterRange[]; next: number }
  | { kind: 'star' | 'double-star'; next: number }
  | { kind: 'branch'; alternatives: number[] }
  | { kind: 'join'; next: number }
  | { kind: 'end' };

type CharacterRange = readonly [low: number, high: number];

/**
 * Reads a glob into a list of pieces that starts with the first one, or gives undefined for a malformed one: an
 * unclosed brace or class, an empty class, a backslash at the end. A lone closing brace or bracket stands for itself.
 */
export function parseGlob(pattern: string): GlobNode[] | undefined {
  const characters = [...pattern];
  const nodes: GlobNode[] = [];
  const open: { alternatives: number[]; ends: { next: number }[] }[] = [];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    const next = nodes.length + 1;
    const braces = open.at(-1);
    if (character === '*') {
      const double = characters[index + 1] === '*';
      if (double) index++;
      nodes.push({ kind: double ? 'double-star' : 'star', next });
    } else if (character === '?') nodes.push({ kind: 'any', next });
    else if (character === '[') {
      const read = parseClass(characters, index + 1);
      if (read === undefined || (braces !== undefined && read.hasBraceSyntax)) return undefined;
      nodes.push({ kind: 'class', negated: read.negated, ranges: read.ranges, next });
      index = read.end;
    } else if (character === '{') {
      const alternatives = [next];
      nodes.push({ kind: 'branch', alternatives });
      open.push({ alternatives, ends: [] });
    } else if (braces !== undefined && (character === ',' || character === '}')) {
      const end = { kind: 'join' as const, next };
      nodes.push(end);
      braces.ends.push(end);
      if (character === ',') braces.alternatives.push(next);
      else for (const join of open.pop()?.ends ?? []) join.next = next;
    } else {
      const escaped = character === '\\';
      const literal = escaped ? characters[++index] : character;
      if (literal === undefined) return undefined;
      nodes.push({ kind: 'character', character: literal, escaped, next });
    }
  }
  nodes.push({ kind: 'end' });
  return open.length === 0 ? nodes : undefined;
}

interface CharacterClass {
  readonly negated: boolean;
  readonly ranges: readonly CharacterRange[];
  /** The index of the closing bracket. */
  readonly end: number;
  /** Whether it holds what the server takes for a part of the braces around it, which leaves half a class. */
  readonly hasBraceSyntax: boolean;
}

function parseClass(characters: readonly string[], start: number): CharacterClass | undefined {
  const negated = characters[start] === '!' || characters[start] === '^';
  const ranges: [number, number][] = [];
  let hasBraceSyntax = false;
  let rangeMayFollow = false;
  let index = negated ? start + 1 : start;
  if (characters[index] === ']') return undefined;
  const member = (): number => {
    if (characters[index] === '\\') index++;
    else if (/[{},]/.test(characters[index] ?? '')) hasBraceSyntax = true;
    return characters[index++]?.codePointAt(0) ?? 0;
  };
  while (index < characters.length && characters[index] !== ']') {
    const last = ranges.at(-1);
    const isRange: boolean = characters[index] === '-' && rangeMayFollow && characters[index + 1] !== ']';
    if (isRange && last !== undefined) {
      index++;
      last[1] = member();
    } else {
      const single = member();
      ranges.push([single, single]);
    }
    rangeMayFollow = !isRange;
  }
  return index < characters.length ? { negated, ranges, end: index, hasBraceSyntax } : undefined;
}
