import { describe, expect, it } from 'vitest';
import { helpOfCode, lintCodes } from '../../src/lint/codes.ts';
import { finding } from '../../src/lint/lint-input.ts';
import { splitHelp } from '../../src/lint/split-help.ts';

describe('splitHelp', () => {
  it('takes no colon of a value for the division that comes after it', () => {
    const args = { option: '`labels`', expected: 'a map', value: '"a: b"' };
    expect(splitHelp(finding('option-not-decoded', '', args))).toEqual({
      message: 'The agent drops `labels`, only logs that, and goes on.',
      help: 'It takes a map, not "a: b".',
    });
  });

  it('divides a message with a number', () => {
    expect(splitHelp(finding('volume-name-too-long', '', { claim: 'a', length: 64 }))).toEqual({
      message: 'The API server refuses a as the name of a volume, as it has 64 characters.',
      help: 'Shorten it to 63.',
    });
  });

  it('leaves a message without a colon, and those of others, as they are', () => {
    const whole = finding('quantity-rewritten', '', { quantity: '1000m', written: '1' });
    expect(splitHelp(whole)).toEqual({ message: whole.message });
    expect(splitHelp({ code: 'yaml-syntax', message: 'a: b', args: {} })).toEqual({ message: 'a: b' });
  });
});

describe('helpOfCode', () => {
  it.each([
    ['pod-security-baseline', 'The Pod violates the level baseline of the Pod Security Standards.'],
    ['pod-security-restricted', 'The Pod violates the level restricted of the Pod Security Standards.'],
    ['unheard-of', 'See unheard-of in docs/diagnostics.md.'],
  ])('%s', (code, help) => {
    expect(helpOfCode(code)).toBe(help);
  });

  it('has a text for every code that linting reports', () => {
    const codes = lintCodes();
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes.length).toBeGreaterThan(150);
    for (const code of codes) expect(helpOfCode(code).length, code).toBeGreaterThan(10);
  });
});
