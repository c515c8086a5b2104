import { createHash } from 'node:crypto';
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

// The lines are those that Go 1.26 writes by unicode.ToLower, unicode.ToUpper and unicode.SimpleFold. A newer Unicode
// in Node.js changes them if its new pairs are not excepted.
describe('every code point', () => {
  const characters = Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code >= 0xe000)
    .map((code) => String.fromCodePoint(code));
  const linesOf = (columns: readonly string[][]) =>
    columns.map((row) => `${row.map((text) => text.codePointAt(0)?.toString(16)).join(' ')}\n`);
  const digest = (lines: readonly string[]) => createHash('sha256').update(lines.join('')).digest('hex');

  it('is mapped as Go maps it', () => {
    const changed = characters.filter((each) => lower(each) !== each || upper(each) !== each);
    const lines = linesOf(changed.map((each) => [each, lower(each), upper(each)]));
    expect(lines.length).toBe(2879);
    expect(digest(lines)).toBe('dfe8be5e4dbd4659363b59eb23ad05c9b60db72bf85b2a4e1fa19be0e5ecc5a6');
  });

  it('is folded with those that Go folds it with', () => {
    const folded = characters.map(fold);
    const first = new Map<string, string>();
    const shared = new Set<string>();
    for (const [index, key] of folded.entries()) {
      if (first.has(key)) shared.add(key);
      else first.set(key, characters[index] ?? '');
    }
    const rows = characters.flatMap((character, index) => {
      const key = folded[index] ?? '';
      return shared.has(key) ? [[character, first.get(key) ?? '']] : [];
    });
    expect(rows.length).toBe(2878);
    expect(digest(linesOf(rows))).toBe('ccc57f6cd9aeda78b5ce8158c150805f3b38f0c6ebd8f1f6e178167e74815dc7');
  });
});
