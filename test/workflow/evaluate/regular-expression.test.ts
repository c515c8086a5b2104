import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegularExpression } from '../../../src/workflow/evaluate/regular-expression.ts';

function outcome(pattern: string, text: string): boolean | string {
  const result = compileRegularExpression(pattern);
  return result.ok ? result.test(text) : result.problem.kind;
}

describe('matching', () => {
  it.each([
    ['', '', true],
    ['b', 'abc', true],
    ['^b', 'abc', false],
    ['^$', '\n', false],
    ['(?m)^b$', 'a\nb\nc', true],
    ['\\Ab', 'a\nb', false],
    ['b\\z', 'a\nb', true],
    ['a.c', 'a\nc', false],
    ['(?s)a.c', 'a\nc', true],
    ['(?i)HEL+o', 'say helLLo', true],
    ['(?i:A)b', 'aB', false],
    ['a(?i)b', 'aB', true],
    ['(a(?i)b)c', 'aBC', false],
    ['(?i)[^a]', 'A', false],
    ['(?i)k', '\u212a', true],
    ['^(ab|c)*d$', 'abcabd', true],
    ['^()*b$', 'b', true],
    ['^()+b$', 'ab', false],
    ['^(?:){3}b$', 'b', true],
    ['^(a|)*b$', 'aab', true],
    ['(^)*b', 'ab', true],
    ['^a{2,3}$', 'aaaa', false],
    ['^a{2,}$', 'aaaa', true],
    ['^a{,2}$', 'a{,2}', true],
    ['^x{0}$', '', true],
    ['^a+?b*?$', 'aab', true],
    ['^[a-c\\d_-]+$', 'b3_-', true],
    ['^[]a]+$', ']a', true],
    ['^[^\\s]$', ' ', false],
    ['[[:alpha:]]', '1é', false],
    ['^[[:^alpha:]]$', '1', true],
    ['\\pL', 'é', true],
    ['\\p{Greek}', 'λ', true],
    ['^\\P{L}$', 'a', false],
    ['\\w', 'é', false],
    ['\\bfoo\\b', 'a foo b', true],
    ['\\Bo', 'o', false],
    ['(?P<name>a)(?<other>b)', 'ab', true],
    ['\\Qa.b\\E+', 'xa.bbb', true],
    ['\\x41\\x{1F600}\\101', 'A😀A', true],
    ['^.$', '😀', true],
    ['\\.\\_\\/', '._/', true],
    ['a||b', '', true],
    ['(?:)*', '', true],
  ])('%s on %j: %s', (pattern, text, expected) => {
    expect(outcome(pattern, text)).toBe(expected);
  });

  it.each([
    '(',
    ')',
    'a)',
    '[',
    '[b-a]',
    '*',
    'a**',
    'a{2}{3}',
    'a{1001}',
    'a{2,1}',
    '(a{100}){100}',
    '(?=a)',
    '(?!a)',
    '(?<=a)',
    '(?<!a)',
    '(a)\\1',
    '\\',
    '\\y',
    '\\é',
    '\\pX',
    '\\p{Nope}',
    '[[:nope:]]',
    '(?z)',
    '\\x{110000}',
    '\\Z',
    '\\C',
  ])('refuses %s as RE2 does', (pattern) => {
    expect(outcome(pattern, '')).toBe('syntax');
  });
});

describe('hostile patterns', () => {
  it.each([
    ['^(a+)+$', `${'a'.repeat(5000)}b`, false],
    ['(a|a)*b', 'a'.repeat(5000), false],
    ['((a*)*)*b', 'a'.repeat(5000), false],
    [`${'a?'.repeat(200)}${'a'.repeat(200)}`, 'a'.repeat(200), true],
    ['('.repeat(10_000), '', 'unsupported'],
    [`${'('.repeat(150)}${'){1000}'.repeat(150)}`, '', 'syntax'],
    ['(.{500}){2}'.repeat(30), '', 'unsupported'],
  ])('%.30s ends', (pattern, text, expected) => {
    expect(outcome(pattern, text)).toBe(expected);
  });
});

describe('properties', () => {
  it('agrees with JavaScript where both have the same syntax', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '(a|b)',
      '(?:ab)',
      '^',
      '$',
      '\\b',
      '\\w',
      '|',
    );
    const piece = fc.tuple(atom, fc.constantFrom('', '', '*', '+', '?', '{2}', '*?'));
    const pattern = fc
      .array(piece, { maxLength: 6 })
      .map((pieces) =>
        pieces.map(([first, repeat]) => (/^(?:[$^|]|\\b)$/.test(first) ? first : first + repeat)).join(''),
      );
    fc.assert(
      fc.property(pattern, fc.stringMatching(/^[ab c]{0,8}$/), (source, text) => {
        expect(outcome(source, text)).toBe(new RegExp(source, 'u').test(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws', () => {
    const noise = fc.string({ unit: fc.constantFrom(...'ab(){}[]*+?|\\^$.-:pPxdQE,19<>i'), maxLength: 20 });
    fc.assert(
      fc.property(noise, (pattern) => {
        expect([true, false, 'syntax', 'unsupported']).toContain(outcome(pattern, 'ab1'));
      }),
      { numRuns: 3000 },
    );
  });
});
