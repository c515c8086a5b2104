import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../../../src/base/encoding/base64.ts';
import { buildMatcher } from '../../../src/explain/redact/matcher.ts';

/** The text with `x` for every byte that a match covers. */
function covered(patterns: readonly string[], text: string, isCut = true): string {
  const marks = [...text];
  const matcher = buildMatcher(patterns.map(utf8Bytes));
  matcher.scan({ bytes: utf8Bytes(text) }, isCut, (first, last) => {
    marks.fill('x', first, last + 1);
  });
  return marks.join('');
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 5 });
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 30 });

describe('a matcher', () => {
  it('covers every match of its patterns', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), text, (patterns, within) => {
        const marks = [...within];
        for (const pattern of patterns) {
          for (let at = within.indexOf(pattern); at >= 0; at = within.indexOf(pattern, at + 1))
            marks.fill('x', at, at + pattern.length);
        }
        expect(covered(patterns, within)).toBe(marks.join(''));
      }),
    );
  });

  it('covers the longest start of a pattern before a cut', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), text, (patterns, within) => {
        const starts = patterns.flatMap((pattern) =>
          [...pattern].map((_, index) => pattern.slice(0, index + 1)),
        );
        const longest = Math.max(
          0,
          ...starts.filter((start) => within.endsWith(start)).map(({ length }) => length),
        );
        const marks = [...covered(patterns, within)];
        expect(covered(patterns, `${within}…`, false).slice(0, within.length)).toBe(marks.join(''));
        marks.fill('x', marks.length - longest);
        expect(covered(patterns, `${within}…`).slice(0, within.length)).toBe(marks.join(''));
      }),
    );
  });

  it('reads a plus sign as a space', () => {
    expect(covered(['a b', 'c+d'], 'a+b c d')).toBe('xxx xxx');
  });

  it('has no more states than the patterns have bytes, and one', () => {
    const states = (...patterns: string[]) => buildMatcher(patterns.map(utf8Bytes)).states;
    expect([states(), states('abcd'), states('abcd', 'abxy', 'é')]).toEqual([1, 5, 9]);
  });
});
