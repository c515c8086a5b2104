import { describe } from 'vitest';
import { type Differing, type Read, testReading } from './support.ts';

const READ: readonly Read[] = [
  ['a:\n  b: |\n  c: d', '{a: {b: "", c: d}}'],
  ['|', '""'],
  ['a: > # c\n  x\n', '{a: "x\\n"}'],
  ['a: |\n', '{a: ""}'],
  ['a: |\n  x\n', '{a: "x\\n"}'],
  ['a: |\n  x\n  y\n\n', '{a: "x\\ny\\n"}'],
  ['a: |-\n  x\n\n', '{a: "x"}'],
  ['a: |+\n  x\n\n', '{a: "x\\n\\n"}'],
  ['a: |\n\n  x\n', '{a: "\\nx\\n"}'],
  ['a: |2\n    x\n  y\n', '{a: "  x\\ny\\n"}'],
  ['a: |2-\n   x\n', '{a: " x"}'],
  ['a: |-2\n   x\n', '{a: " x"}'],
  ['a: |+1\n  x\n\n', '{a: " x\\n\\n"}'],
  ['a: |\n  x\n    y\n  z\n', '{a: "x\\n  y\\nz\\n"}'],
  ['a: >\n  x\n  y\n', '{a: "x y\\n"}'],
  ['a: >\n  x\n\n  y\n', '{a: "x\\ny\\n"}'],
  ['a: >\n  x\n\n\n  y\n', '{a: "x\\n\\ny\\n"}'],
  ['a: >\n  x\n   y\n  z\n', '{a: "x\\n y\\nz\\n"}'],
  ['a: >\n  x\n  \ty\n  z', '{a: "x\\n\\ty\\nz"}'],
  ['a: >-\n  x\n  y\n\n', '{a: "x y"}'],
  ['a: >+\n  x\n\n', '{a: "x\\n\\n"}'],
  ['a: |\n  x\nb: y', '{a: "x\\n", b: y}'],
  ['- |\n x\n- >\n y\n', '["x\\n", "y\\n"]'],
  ['|\n x', '"x"'],
  ['a: |\n  x\r\n  y\r\n', '{a: "x\\ny\\n"}'],
  ['a: |\n  x\u2028  y\n', '{a: "x\u2028y\\n"}'],
  ['a: >\n  x\u2028  y\n', '{a: "x\u2028y\\n"}'],
  ['a: |\n  # x\n# y\n', '{a: "# x\\n"}'],
  ['a: |  \n  x', '{a: "x"}'],
  ['a: |\t# c\n  x', '{a: "x"}'],
];

const REFUSED: readonly Read[] = [
  ['|a', 'yaml-syntax 1-2 block-scalar-on-line'],
  ['a: |x', 'yaml-syntax 4-5 block-scalar-on-line'],
  ['a: |0\n x', 'yaml-syntax 4-5 block-scalar-indented-by-0'],
  ['a: |10\n x', 'yaml-syntax 5-6 block-scalar-on-line'],
  ['a: |-+\n x', 'yaml-syntax 5-6 block-scalar-on-line'],
  ['a: |3x\n x', 'yaml-syntax 5-6 block-scalar-on-line'],
  ['a: |\n\tx', 'yaml-syntax 5-6 tab'],
  ['a: |\n  x\n\ty', 'yaml-syntax 9-10 tab'],
  ['a: |\n   \n  x', 'yaml-syntax 11-12 key-missing'],
  ['a: >\n  x\n\ty\n', 'yaml-syntax 9-10 tab'],
  ['a: |\n  x\n y', 'yaml-syntax 10-11 key-missing'],
  ['[|]', 'yaml-syntax 1-2 reserved-start |'],
  ['[>]', 'yaml-syntax 1-2 reserved-start >'],
  ['[a, |\n b]', 'yaml-syntax 4-5 reserved-start |'],
];

const DIFFERING: readonly Differing[] = [['|\nx', '""', '"x"']];

describe('block scalars', () => testReading(READ, REFUSED, DIFFERING));
