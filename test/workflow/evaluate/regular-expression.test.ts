import { describe, expect, it } from 'vitest';
import { compileRegularExpression } from '../../../src/workflow/evaluate/regular-expression.ts';
import { recordedPatterns } from '../../support/recorded-patterns.ts';

function outcome(pattern: string, text: string): boolean | string {
  const result = compileRegularExpression(pattern);
  return 'test' in result ? result.test(text) : result.kind;
}

describe('patterns of RE2', () => {
  it('match the same strings as on the server', () => {
    const recorded = recordedPatterns('regexp');
    const wrong = recorded.filter(({ pattern, text, result }) => {
      const answer = outcome(pattern, text);
      return (answer === 'syntax' ? 'error' : answer) !== result;
    });
    expect(wrong).toEqual([]);
    expect(recorded.length).toBeGreaterThan(300);
  });

  it.each(['(?=a)', '(?!a)', '(?<=a)', '(?<!a)', '(a)\\1', '\\Z', '\\C', 'a**', 'a{1001}', '(a{100}){100}'])(
    'rejects %s',
    (pattern) => {
      expect(outcome(pattern, '')).toBe('syntax');
    },
  );

  it('treats a byte that is not a character as U+FFFD', () => {
    expect(outcome('^\\x{FFFD}$', '\udcc3')).toBe(true);
  });
});

describe('hostile patterns', () => {
  it.each([
    ['^(a+)+$', `${'a'.repeat(5000)}b`, false],
    ['(a|a)*b', 'a'.repeat(5000), false],
    ['((a*)*)*b', 'a'.repeat(5000), false],
    [`${'a?'.repeat(200)}${'a'.repeat(200)}`, 'a'.repeat(200), true],
    ['('.repeat(10_000), '', 'syntax'],
    [`${'('.repeat(150)}${'){1000}'.repeat(150)}`, '', 'syntax'],
    ['(.{500}){2}'.repeat(100), '', 'unsupported'],
    ['[[({'.repeat(50_000), '', 'unsupported'],
  ])('%.30s ends', (pattern, text, expected) => {
    expect(outcome(pattern, text)).toBe(expected);
  });
});
