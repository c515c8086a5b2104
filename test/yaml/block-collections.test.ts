import { describe, expect, test } from 'vitest';
import { read } from './support.ts';

/** Texts, and what both libraries read them as. */
const READ = [
  ['a: 1\nb: 2', '{a: 1, b: 2}'],
  ['- a\n- b', '[a, b]'],
  ['-\n- ', '[, ]'],
  ['a:\nb:', '{a: , b: }'],
  ['a:\n- 1\n- 2\nb: 3', '{a: [1, 2], b: 3}'],
  ['a:\n  - 1\n  - 2\nb: 3', '{a: [1, 2], b: 3}'],
  ['a:\n-\nb: 1', '{a: [], b: 1}'],
  ['- - a\n  - b\n- c', '[[a, b], c]'],
  ['? a\n: b', '{a: b}'],
  ['? a\n? b', '{a: , b: }'],
  ['? [a]\n: - b\n  - c', '{[a]: [b, c]}'],
  ['?\n: b', '{: b}'],
  ['? \n', '{: }'],
  ['a:\n  b\n c', '{a: b c}'],
  ['- a\n b', '[a b]'],
  ['- a\n - b', '[a - b]'],
  ['a: \tb', '{a: b}'],
  ['- [a]: b\n- c', '[{[a]: b}, c]'],
  ['&a\nb: c', '{b: c}'],
  ['!t\nb: c', '{b: c}'],
  ['x: &a\nb: c', '{x: , b: c}'],
  ['a : b', '{a: b}'],
  ['"a":b', '"a"'],
  ["'a':b", '"a"'],
  ['["a":b]', '[{"a": b}]'],
  ['"a" : b', '{"a": b}'],
  ['- a: b\n  c: d\n- e: f', '[{a: b, c: d}, {e: f}]'],
  ['- a:\n  b: c', '[{a: , b: c}]'],
  ['- a:\n    b: c', '[{a: {b: c}}]'],
  ['a:\n  b:\n    c: d\n  e: f\ng: h', '{a: {b: {c: d}, e: f}, g: h}'],
  ['a:\n - b\n - c: d\n   e: f\ng: h', '{a: [b, {c: d, e: f}], g: h}'],
  ['-a: b', '{-a: b}'],
  ['- -a', '[-a]'],
  ['- - - a', '[[[a]]]'],
  ['-\n - a\n -\n  - b', '[[a, [b]]]'],
  ['- ? a\n  : b', '[{a: b}]'],
  ['a: {\n}\nb: c', '{a: {}, b: c}'],
  ['a: [\n]\nb: c', '{a: [], b: c}'],
] as const;

/** Texts that both refuse, where, and what is said. */
const REFUSED = [
  ['a: 1\n b: 2', 'yaml-syntax 7-8 a value cannot start here; put a text that has a colon in quotes'],
  ['- a\nb: 1', 'yaml-syntax 4-5 a list goes on with another item, or less indented'],
  ['a: b: c', 'yaml-syntax 4-5 a value cannot start here; put a text that has a colon in quotes'],
  ['a: - b', 'yaml-syntax 3-4 a list item cannot start here'],
  ['a\nb: c', 'yaml-syntax 3-4 a value cannot start here; put a text that has a colon in quotes'],
  ["a: 'x' y", 'yaml-syntax 7-8 a key is missing here'],
  ['a:\n\tb: c', 'yaml-syntax 3-4 a tab cannot stand here; indent with blanks'],
  ['\ta: b', 'yaml-syntax 0-1 a tab cannot stand here; indent with blanks'],
  ['-\ta', 'yaml-syntax 1-2 a tab cannot stand here; indent with blanks'],
  ['- \tb: c', 'yaml-syntax 2-3 a tab cannot stand here; indent with blanks'],
  [': a', 'yaml-empty-key 0-1'],
  ['a: 1\n: b', 'yaml-empty-key 5-6'],
  ['- : a', 'yaml-empty-key 2-3'],
  ['"a\nb": c', 'yaml-syntax 5-6 a value cannot start here; put a text that has a colon in quotes'],
  ["'a\n b': c", 'yaml-syntax 6-7 a value cannot start here; put a text that has a colon in quotes'],
  ["x: y\n'a\n b': c", 'yaml-syntax 5-6 a colon is missing after this key'],
  ['[a,\nb]: c', 'yaml-syntax 6-7 a value cannot start here; put a text that has a colon in quotes'],
  ['- a\n- [b\n  ]: c', 'yaml-syntax 12-13 a value cannot start here; put a text that has a colon in quotes'],
  ['x: y\nz', 'yaml-syntax 5-6 a colon is missing after this key'],
  ['x: y\nz\nw: v', 'yaml-syntax 5-6 a colon is missing after this key'],
  ['x:\n  y: 1\n  z', 'yaml-syntax 12-13 a colon is missing after this key'],
  ['x:\n  y: 1\n z: 2', 'yaml-syntax 11-12 a key is missing here'],
  ['x: y\n[a]\n', 'yaml-syntax 5-6 a colon is missing after this key'],
  ['x: *a\ny', 'yaml-syntax 6-7 a colon is missing after this key'],
  ['a b\nc: d', 'yaml-syntax 5-6 a value cannot start here; put a text that has a colon in quotes'],
  ['a: b : c', 'yaml-syntax 5-6 a value cannot start here; put a text that has a colon in quotes'],
  ['a:\n    b: c\n  d: e', 'yaml-syntax 14-15 a key is missing here'],
  ['- a\n-b', 'yaml-syntax 4-5 a colon is missing after this key'],
  ['a: ? b', 'yaml-syntax 3-4 a key cannot start here'],
] as const;

describe('block collections', () => {
  test.each(READ)('%j', (text, expected) => {
    expect(read(text)).toBe(expected);
    expect(read(text, { goYaml4: true })).toBe(expected);
  });

  test.each(REFUSED)('%j is refused', (text, expected) => {
    expect(read(text)).toBe(expected);
    expect(read(text, { goYaml4: true })).toBe(expected);
  });
});
