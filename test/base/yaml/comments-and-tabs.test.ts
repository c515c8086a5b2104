import { describe } from 'vitest';
import { type Read, testReading } from './support.ts';

const READ: readonly Read[] = [
  ['a: [x\n#c\n,y # d\n]', '{a: [x, y]}'],
  ['[a #b\n]', '[a]'],
  ['[a#b]', '[a#b]'],
  ['[a, #b\nc]', '[a, c]'],
  ['#a\n#b\nc: d', '{c: d}'],
  ['a: #b\n #c\n d', '{a: d}'],
  ['- #a\n  b', '[b]'],
  ['a:\n#c\n  b: c', '{a: {b: c}}'],
  ['a: b\n\n#x\n\n#y\nc: d', '{a: b, c: d}'],
  ['a: b #x\n#y\n\t#z\nc: d', '{a: b, c: d}'],
  ['#x\n\t#y\na: b', '{a: b}'],
  ['a:\t#x\n  b', '{a: b}'],
  ['a:\tb', '{a: b}'],
  ['a\t: b', '{a: b}'],
  ['a: b\t\nc: d', '{a: b, c: d}'],
  ['a: b\t#x', '{a: b}'],
  ['- a\t', '[a]'],
  ['[\ta,\tb\t]', '[a, b]'],
  ['{\n\ta: b\n}', '{a: b}'],
  ['[a\n\t,b]', '[a, b]'],
  ['a:\n  b\n  \tc', '{a: b c}'],
  ['a\n\tb', 'a b'],
  ['- a\n  \tb', '[a b]'],
];

const REFUSED: readonly Read[] = [
  ["{a: 'b'#c}", 'yaml-syntax 10-11 comma-missing }'],
  ['#x\n\t\na: b', 'yaml-syntax 3-4 tab'],
  ['a: b\n\t\nc: d', 'yaml-syntax 5-6 tab'],
  ['a: b\n\t#x\nc: d', 'yaml-syntax 5-6 tab'],
  ['? a\t\n:\tb', 'yaml-syntax 6-7 tab'],
  ['a:\n  - b\n\t- c', 'yaml-syntax 9-10 tab'],
  ['a:\n  b\n\tc', 'yaml-syntax 7-8 tab'],
  ['- a\n\tb', 'yaml-syntax 4-5 tab'],
];

describe('comments and tabs', () => testReading(READ, REFUSED));
