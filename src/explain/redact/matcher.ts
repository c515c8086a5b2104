import { CUT, type Reading } from './reading.ts';

/** Finds many patterns in one pass: an Aho-Corasick automaton over the bytes of UTF-8. */
export interface Matcher {
  /** Number of states, at most one more than the bytes of all patterns. */
  readonly states: number;
  /**
   * Reports every stretch that a pattern covers, by its first and its last byte. In a string that was cut, the start of a
   * pattern is enough before `…`, which represents the rest. The time grows with the number of bytes, whatever the
   * patterns are.
   */
  readonly scan: (
    reading: Pick<Reading, 'bytes'>,
    isCut: boolean,
    report: (first: number, last: number) => void,
  ) => void;
}

const BYTES = 0x100;

/**
 * Builds a matcher, in time that grows with the bytes of the patterns.
 *
 * @param patterns bytes as characters, none of them empty
 */
export function buildMatcher(patterns: Iterable<string>): Matcher {
  /** The state after a state and a byte, by the number of the two. */
  const next = new Map<number, number>();
  /** By state, the longest other state that it ends with. */
  const suffixes = [0];
  /** By state, how many bytes lead to it. */
  const depths = [0];
  /** By state, the length of the longest pattern that ends there; 0 for none. */
  const longest = [0];

  const after = (from: number, byte: number): number => {
    let state = from;
    let reached = next.get(state * BYTES + byte);
    while (reached === undefined && state !== 0) {
      state = suffixes[state] as number;
      reached = next.get(state * BYTES + byte);
    }
    return reached ?? 0;
  };

  // All patterns grow by a byte in turn, because the suffix of a state has fewer bytes.
  let growing = Array.from(patterns, (bytes) => ({ bytes, state: 0 }));
  for (let depth = 0; growing.length > 0; depth++) {
    for (const pattern of growing) {
      const byte = folded(pattern.bytes.charCodeAt(depth));
      const key = pattern.state * BYTES + byte;
      let reached = next.get(key);
      if (reached === undefined) {
        const suffix = depth === 0 ? 0 : after(suffixes[pattern.state] as number, byte);
        reached = depths.push(depth + 1) - 1;
        next.set(key, reached);
        suffixes.push(suffix);
        longest.push(longest[suffix] as number);
      }
      pattern.state = reached;
      if (depth + 1 === pattern.bytes.length) longest[reached] = depth + 1;
    }
    growing = growing.filter(({ bytes }) => bytes.length > depth + 1);
  }

  const isFirst = Array.from({ length: BYTES }, (_, byte) => next.has(byte));
  return {
    states: depths.length,
    scan({ bytes }, isCut, report) {
      let state = 0;
      for (let index = 0; index < bytes.length; index++) {
        const depth = depths[state] as number;
        if (isCut && depth > 0 && bytes.startsWith(CUT, index)) report(index - depth, index - 1);
        const byte = folded(bytes.charCodeAt(index));
        if (state === 0 && !isFirst[byte]) continue;
        state = after(state, byte);
        const matched = longest[state] as number;
        if (matched > 0) report(index + 1 - matched, index);
      }
    },
  };
}

/** `+` and space are the same, because forms write a space as `+`. */
function folded(byte: number): number {
  return byte === 0x2b ? 0x20 : byte;
}
