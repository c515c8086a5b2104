import { expect, it } from 'vitest';
import { trimSpace } from '../../../src/base/text/white-space.ts';

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
