import { describe } from 'vitest';
import { type Read, testReading } from './support.ts';

const READ: readonly Read[] = [
  ["'a'", '"a"'],
  ["'it''s'", '"it\'s"'],
  ["''", '""'],
  ['""', '""'],
  ['"a\\nb"', '"a\\nb"'],
  [
    '"\\0\\a\\b\\t\\\t\\n\\v\\f\\r\\e\\ \\"\\\'\\\\\\N\\_\\L\\P"',
    '"\\u0000\\u0007\\b\\t\\t\\n\\u000b\\f\\r\\u001b \\"\'\\\\\u0085\u00a0\u2028\u2029"',
  ],
  ['"\\x41\\u00e9\\U0001F600"', '"Aé😀"'],
  ['"\\ud7ff\\ue000"', '"퟿"'],
  ['"\\U0010ffff"', '"􏿿"'],
  ['"a\nb"', '"a b"'],
  ['"a\n\nb"', '"a\\nb"'],
  ['"a \n b"', '"a b"'],
  ['"a\\\n b"', '"ab"'],
  ['"a\\ \n b"', '"a  b"'],
  ['"a\\\n\n b"', '"a\\nb"'],
  ["'a\n b'", '"a b"'],
  ["'a\n\n b'", '"a\\nb"'],
  ["' a '", '" a "'],
  ['"a\n..."', '"a ..."'],
  ['"a\n---x"', '"a ---x"'],
  ["'a\\n'", '"a\\\\n"'],
  ['"a\tb"', '"a\\tb"'],
  ['a: "b\n\tc"', '{a: "b c"}'],
  ['"a\r\n b"', '"a b"'],
  ['"a\u2028b"', '"a\u2028b"'],
  ['"a\n\u2028b"', '"a\u2028b"'],
  ['"\\a\\u0041x"', '"\\u0007Ax"'],
  ["'a'b", '"a"'],
  ['"a""b"', '"a"'],
];

const REFUSED: readonly Read[] = [
  ['"\\q"', 'yaml-unknown-escape 1-3 \\q'],
  ['"\\/"', 'yaml-unknown-escape 1-3 \\/'],
  ['"\\x4"', 'yaml-unknown-escape 1-3 \\x'],
  ['"\\x4g"', 'yaml-unknown-escape 1-3 \\x'],
  ['"\\xg4"', 'yaml-unknown-escape 1-3 \\x'],
  ['"\\u12"', 'yaml-unknown-escape 1-3 \\u'],
  ['"\\ud800"', 'yaml-unknown-escape 1-3 \\u'],
  ['"\\udfff"', 'yaml-unknown-escape 1-3 \\u'],
  ['"\\U00110000"', 'yaml-unknown-escape 1-3 \\U'],
  ['"a', 'yaml-syntax 0-1 the quotes are not closed'],
  ["'a", 'yaml-syntax 0-1 the quotes are not closed'],
  ['"a\n---\nb"', 'yaml-syntax 0-1 a document starts or ends within these quotes'],
  ['"a\n--- b"', 'yaml-syntax 0-1 a document starts or ends within these quotes'],
  ['"a\\', 'yaml-unknown-escape 2-4 \\'],
  ["'a''b", 'yaml-syntax 0-1 the quotes are not closed'],
];

describe('quoted scalars', () => testReading(READ, REFUSED));
