import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIntegerText, trimSpace, withoutTrailing } from '../../../src/base/text/go-literals.ts';

// What Go's strconv.ParseInt gives for base 0.
describe('integers as Go spells them', () => {
  it.each([
    ['0', 0n],
    ['00', 0n],
    ['-0', 0n],
    ['+7', 7n],
    ['-7', -7n],
    ['007', 7n],
    ['010', 8n],
    ['-010', -8n],
    ['0o10', 8n],
    ['0O10', 8n],
    ['0xff', 255n],
    ['0XfF', 255n],
    ['-0x10', -16n],
    ['0b101', 5n],
    ['0B1', 1n],
    ['1_000', 1000n],
    ['1_0_0', 100n],
    ['-1_000', -1000n],
    ['0_7', 7n],
    ['0x_f', 15n],
    ['0x1_F', 31n],
    ['0b_1', 1n],
    ['0o_7', 7n],
  ])('%s is %s', (text, expected) => {
    expect(parseIntegerText(text, 32)).toBe(expected);
    expect(parseIntegerText(text, 64)).toBe(expected);
  });

  it.each([
    ...['', '-', '+', '_', '- 1', ' 1', '1 ', '1\n', '--1', '1e3', '1.0', 'ff', 'a'],
    ...['08', '09', '0_8', '0o', '0o8', '0x', '0xg', '0b', '0b2', '0bf', '0b_f'],
    ...['_1', '+_1', '1_', '1__0', '0_', '0__7', '0x_', '0xf_', '0x__f', '1_000_', '_1_000'],
  ])('%j is none', (text) => {
    expect(parseIntegerText(text, 64)).toBeUndefined();
  });

  it.each([
    ['2147483647', true],
    ['2147483648', false],
    ['-2147483648', true],
    ['-2147483649', false],
    ['0x7fffffff', true],
    ['0x80000000', false],
    ['017777777777', true],
    ['020000000000', false],
  ])('%s fits into 32 bits: %s', (text, fits) => {
    expect(parseIntegerText(text, 32) !== undefined).toBe(fits);
    expect(parseIntegerText(text, 64)).toBeDefined();
  });

  it.each([64, 128] as const)('%i bits have the range of two to that power', (bits) => {
    const bound = 2n ** BigInt(bits - 1);
    expect(parseIntegerText(`${bound - 1n}`, bits)).toBe(bound - 1n);
    expect(parseIntegerText(`${bound}`, bits)).toBeUndefined();
    expect(parseIntegerText(`${-bound}`, bits)).toBe(-bound);
    expect(parseIntegerText(`${-bound - 1n}`, bits)).toBeUndefined();
  });

  it('have any number of zeros before them, and as many digits as bits', () => {
    const zeros = '0'.repeat(400);
    expect(parseIntegerText(zeros, 64)).toBe(0n);
    expect(parseIntegerText(`0x${zeros}f`, 64)).toBe(15n);
    expect(parseIntegerText(`-0b1${'0'.repeat(127)}`, 128)).toBe(-(2n ** 127n));
    expect(parseIntegerText(`0b1${'0'.repeat(128)}`, 128)).toBeUndefined();
  });

  it('are read back in every base', () => {
    const bases = [
      ['', 10],
      ['0', 8],
      ['0o', 8],
      ['0x', 16],
      ['0b', 2],
    ] as const;
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
        fc.constantFrom(...bases),
        (value, [prefix, base]) => {
          expect(parseIntegerText(prefix + value.toString(base), 64)).toBe(value);
          expect(parseIntegerText(`-${prefix}${value.toString(base)}`, 64)).toBe(-value);
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });
});

/** White space as Go's unicode.IsSpace has it. */
const WHITE_SPACE =
  '\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a' +
  '\u2028\u2029\u202f\u205f\u3000';

it('removes the same characters from both ends as Go, and no others', () => {
  const units = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  expect(units.filter((unit) => trimSpace(`${unit}x`) === 'x').join('')).toBe(WHITE_SPACE);
  expect(units.filter((unit) => trimSpace(`x${unit}`) === 'x').join('')).toBe(WHITE_SPACE);
});

it.each([
  ['', ''],
  [' ', ''],
  [' \t\u0085 ', ''],
  ['a', 'a'],
  [' a b\n', 'a b'],
  ['a ', 'a'],
  ['\ufeffa', '\ufeffa'],
])('trims %j to %j', (text, expected) => {
  expect(trimSpace(text)).toBe(expected);
});

it.each([
  ['', ''],
  ['/', ''],
  ['///', ''],
  ['a', 'a'],
  ['a/', 'a'],
  ['/a//b//', '/a//b'],
  ['a\\', 'a\\'],
])('%j without slashes at its end is %j', (path, expected) => {
  expect(withoutTrailing(path, '/')).toBe(expected);
});
