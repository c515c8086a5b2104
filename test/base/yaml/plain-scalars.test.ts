import { describe } from 'vitest';
import { type Read, testReading } from './support.ts';

const READ: readonly Read[] = [
  ['a\n ---\nb', 'a --- b'],
  ['- [a\nb]', '[[a b]]'],
  ['a\u2029b', 'a\u2029b'],
  ['a\u2029\nb', 'a\u2029\nb'],
  ['plain', 'plain'],
  ['a b  c', 'a b  c'],
  ['a\nb', 'a b'],
  ['a\n\nb', 'a\nb'],
  ['a\n\n\nb', 'a\n\nb'],
  ['a \t\n \t b', 'a b'],
  ['a\u2028b', 'a\u2028b'],
  ['a\n\u2028b', 'a\u2028b'],
  ['a\u2028\nb', 'a\u2028\nb'],
  ['a\u0085b', 'a b'],
  ['a # c', 'a'],
  ['a#c', 'a#c'],
  ['a: b # c\nd: e', '{a: b, d: e}'],
  ["a: 'b' # c", '{a: "b"}'],
  ['a:  # c\n  b', '{a: b}'],
  ['# only', ''],
  ['', ''],
  ['\n\n', ''],
  ['  a: b\n  c: d', '{a: b, c: d}'],
  ['a: b\n\n  \nc: d', '{a: b, c: d}'],
  ['a: b\n# x\n# y\n  # z\nc: d', '{a: b, c: d}'],
  ['a: b\n#x\n\t#y\nc: d', '{a: b, c: d}'],
  ['a:b', 'a:b'],
  ['a::b', 'a::b'],
  ['::', '{:: }'],
  ['a: :b', '{a: :b}'],
  ['-a', '-a'],
  ['?a', '?a'],
  ['-:', '{-: }'],
  ['?:', '{?: }'],
  [':b', ':b'],
  ['a: ?b', '{a: ?b}'],
  ['a: -b', '{a: -b}'],
];

const REFUSED: readonly Read[] = [
  ['a: b # x\n\t# y\n  c', 'yaml-syntax 9-10 tab'],
  ['%a', 'yaml-directive 0-2 %a'],
  ['a: %b', 'yaml-syntax 3-4 reserved-start %'],
  ['@a', 'yaml-syntax 0-1 reserved-start @'],
  ['`a`', 'yaml-syntax 0-1 backtick-start'],
  ['a: @b', 'yaml-syntax 3-4 reserved-start @'],
  ['a: `b', 'yaml-syntax 3-4 backtick-start'],
];

describe('plain scalars', () => testReading(READ, REFUSED));
