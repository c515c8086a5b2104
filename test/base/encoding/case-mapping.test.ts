import { describe, expect, it } from 'vitest';
import { fold, isAscii, lower, upper } from '../../../src/base/encoding/case-mapping.ts';

// The mapping that Go's unicode.ToLower and unicode.ToUpper know for one character.
describe('simple case mapping', () => {
  it.each([
    ['ABC xyz 1', 'abc xyz 1', 'ABC XYZ 1'],
    ['É', 'é', 'É'],
    ['ß', 'ß', 'ß'],
    ['ẞ', 'ß', 'ẞ'],
    ['İ', 'i', 'İ'],
    ['ı', 'ı', 'I'],
    ['ΑΣ', 'ασ', 'ΑΣ'],
    ['ας', 'ας', 'ΑΣ'],
    ['ŉ', 'ŉ', 'ŉ'],
    ['ǰ', 'ǰ', 'ǰ'],
    ['ﬁ', 'ﬁ', 'ﬁ'],
    ['ǆ', 'ǆ', 'Ǆ'],
    ['ǅ', 'ǆ', 'Ǆ'],
    ['K', 'k', 'K'],
    ['ſ', 'ſ', 'S'],
    ['ΐ', 'ΐ', 'ΐ'],
    ['\u{10428}', '\u{10428}', '\u{10400}'],
    ['\u1f50', '\u1f50', '\u1f50'],
    ['\u1f7d', '\u1f7d', '\u1ffb'],
    ['\u1f80', '\u1f80', '\u1f88'],
    ['\u1f87', '\u1f87', '\u1f8f'],
    ['\u1f88', '\u1f80', '\u1f88'],
    ['\u1f90', '\u1f90', '\u1f98'],
    ['\u1fa7', '\u1fa7', '\u1faf'],
    ['\u1faf', '\u1fa7', '\u1faf'],
    ['\u1fb2', '\u1fb2', '\u1fb2'],
    ['\u1fb3', '\u1fb3', '\u1fbc'],
    ['\u1fb6', '\u1fb6', '\u1fb6'],
    ['\u1fbc', '\u1fb3', '\u1fbc'],
    ['\u1fc3', '\u1fc3', '\u1fcc'],
    ['\u1ff3', '\u1ff3', '\u1ffc'],
    ['\u1ff7', '\u1ff7', '\u1ff7'],
  ])('%s is %s in lower and %s in upper case', (text, lowerCased, upperCased) => {
    expect(lower(text)).toBe(lowerCased);
    expect(upper(text)).toBe(upperCased);
  });
});

describe('folding', () => {
  // Pairs that Unicode folds into one since version 15.1, and Go does not.
  const SEPARATE = '\u0390\u1fd3\u03b0\u1fe3\ufb05\ufb06';
  const cased = Array.from({ length: 0x1f000 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code))
    .filter((character) => /\p{CWCM}/u.test(character) && !SEPARATE.includes(character));

  it('takes the same characters together as a regular expression without regard to case', () => {
    const all = cased.join('');
    const classOf = (character: string) => all.match(new RegExp(character, 'giu'))?.join('');
    const byFold = new Map<string, string>();
    for (const character of cased)
      byFold.set(fold(character), (byFold.get(fold(character)) ?? '') + character);
    const different = cased.filter((character) => byFold.get(fold(character)) !== classOf(character));
    expect(different).toEqual([]);
    expect(cased.length).toBeGreaterThan(2500);
  });

  it.each([
    ['ServiceAccountName', 'serviceaccountname'],
    ['Straße', 'straße'],
    ['STRAẞE', 'straße'],
    ['ΣΑΣ', 'σασ'],
    ['σας', 'σασ'],
    ['İı', 'İı'],
    ['ſK', 'sk'],
    ['ΐ', 'ΐ'],
  ])('of %s gives %s', (text, expected) => {
    expect(fold(text)).toBe(expected);
  });
});

it.each([
  ['', true],
  ['\0 az~\u007f', true],
  ['a\u0080', false],
  ['é', false],
  ['\uffff', false],
  ['\ud800', false],
])('%j is ASCII: %s', (text, expected) => {
  expect(isAscii(text)).toBe(expected);
});
