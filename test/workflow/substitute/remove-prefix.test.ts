import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodedLength } from '../../../src/base/encoding/utf8.ts';
import { removePrefix, removeSuffix } from '../../../src/workflow/substitute/remove-prefix.ts';

describe('prefixes that a glob matches', () => {
  it.each([
    ['abc', '*', 'bc', ''],
    ['abc', '**', 'bc', ''],
    ['aXbXc', '*X', 'bXc', 'c'],
    ['abc', '', 'abc', 'abc'],
    ['', '*', '', ''],
    ['abc', '?', 'bc', 'bc'],
    ['abc', '[b-d]', 'abc', 'abc'],
    ['bc', '[b-d]', 'c', 'c'],
    ['dc', '[b-d]', 'c', 'c'],
    ['ec', '[b-d]', 'ec', 'ec'],
    ['bc', '[ab]', 'c', 'c'],
    ['abc', '[^b-d]', 'bc', 'bc'],
    ['bc', '[^b-d]', 'bc', 'bc'],
    ['ba', '[^a-]', 'ba', 'ba'],
    ['^a', '[a^]', 'a', 'a'],
    ['!a', '[!a]', 'a', 'a'],
    [']a', '[\\]]', 'a', 'a'],
    ['-a', '[\\-]', 'a', 'a'],
    ['-a', '[a\\-]', 'a', 'a'],
    ['\\a', '[\\\\]', 'a', 'a'],
    ['*a', '\\*', 'a', 'a'],
    ['ba', '\\*', 'ba', 'ba'],
    [']a', ']', 'a', 'a'],
    ['éa', '[à-ü]', 'a', 'a'],
    ['é', 'é', '', ''],
    ['éé', 'è', 'éé', 'éé'],
  ])('of %j by %j leave %j, at the longest %j', (value, glob, shortest, longest) => {
    expect(removePrefix(value, glob, false)).toBe(shortest);
    expect(removePrefix(value, glob, true)).toBe(longest);
  });

  it.each([
    '[',
    '[a',
    '[]',
    '[]a]',
    '[-a]',
    '[a-]',
    '[a-]b]',
    '[a--]',
    '[^]',
    '[^]a]',
    '[a\\',
    '[a-',
    'a\\',
    '\\',
  ])('are none for %j, which is malformed', (glob) => {
    for (const value of ['a', ']', '-', 'b', '\\', '[', '^'])
      expect(removePrefix(value + value, glob, true)).toBe(value + value);
  });

  it('may end inside a character, and then each of its bytes is not a character', () => {
    const rest = (glob: string, longest = false) => encodedLength(removePrefix('€a', glob, longest));
    expect(['?', '??', '???', '????'].map((glob) => rest(glob))).toEqual([3, 2, 4, 4]);
    expect(['?', '??', '???', '????'].map((glob) => rest(glob, true))).toEqual([1, 0, 4, 4]);
    const lone = '[\ufffd]';
    expect([1, 2, 3].map((count) => rest(lone.repeat(count), true))).toEqual([3, 2, 4]);
    expect(rest('*', true)).toBe(0);
  });
});

describe('suffixes that a glob matches', () => {
  it.each([
    ['abc', '*', 'ab', ''],
    ['aXbXc', 'X*', 'aXb', 'a'],
    ['abc', '?', 'ab', 'ab'],
    ['abc', ']c-a[', 'ab', 'ab'],
    ['abc', '[a-c]', 'abc', 'abc'],
    ['aé', 'é', 'a', 'a'],
    ['a*', '*\\', 'a', 'a'],
  ])('of %j by %j leave %j, at the longest %j', (value, glob, shortest, longest) => {
    expect(removeSuffix(value, glob, false)).toBe(shortest);
    expect(removeSuffix(value, glob, true)).toBe(longest);
  });
});

it('agrees with a regular expression tried on each prefix', () => {
  const pieces = [
    ...[
      ['a', 'a'],
      ['b', 'b'],
      ['?', '.'],
      ['*', '.*'],
      ['[ab]', '[ab]'],
      ['[^a]', '[^a]'],
    ],
    ...[
      ['[b-c]', '[b-c]'],
      ['\\*', '\\*'],
      ['[a\\-]', '[a\\-]'],
      ['**', '.*'],
    ],
  ] as const;
  const globs = fc.array(fc.constantFrom(...pieces), { maxLength: 5 });
  fc.assert(
    fc.property(globs, fc.stringMatching(/^[abc*-]{0,6}$/), fc.boolean(), (glob, value, longest) => {
      const pattern = new RegExp(`^${glob.map(([, source]) => source).join('')}$`);
      const lengths = [...value].map((_, index) => index + 1);
      const matching = lengths.filter((length) => pattern.test(value.slice(0, length)));
      const length = (longest ? matching.at(-1) : matching[0]) ?? 0;
      expect(removePrefix(value, glob.map(([text]) => text).join(''), longest)).toBe(value.slice(length));
    }),
    { numRuns: 500 },
  );
});
