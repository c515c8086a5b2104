import { describe, expect, test } from 'vitest';
import { read } from './support.ts';

/** Texts, and what both libraries read them as. */
const READ = [
  ['[a, b]', '[a, b]'],
  ['[a, b,]', '[a, b]'],
  ['[]', '[]'],
  ['{}', '{}'],
  ['{a: 1, b: 2}', '{a: 1, b: 2}'],
  ['{a, b}', '{a: , b: }'],
  ['{a: , b: }', '{a: , b: }'],
  ['{a: 1,}', '{a: 1}'],
  ['{? a: b}', '{a: b}'],
  ['{? a}', '{a: }'],
  ['{? : a}', '{: a}'],
  ['{? , b}', '{: , b: }'],
  ['[a: b]', '[{a: b}]'],
  ['[a: , c]', '[{a: }, c]'],
  ['[? a: b]', '[{a: b}]'],
  ['[? a]', '[{a: }]'],
  ['[a b: c]', '[{a b: c}]'],
  ['[a: b c]', '[{a: b c}]'],
  ['[a: b, c: d]', '[{a: b}, {c: d}]'],
  ['{a b}', '{a b: }'],
  ['[a] b', '[a]'],
  ['[a\nb]', '[a b]'],
  ['[a\n]', '[a]'],
  ['{a:\n b}', '{a: b}'],
  ['a]', 'a]'],
  ['[a:b]', '[a:b]'],
  ['{a:b}', '{a:b: }'],
  ['{"a":b}', '{"a": b}'],
  ['{"a":1}', '{"a": 1}'],
  ['["a":b]', '[{"a": b}]'],
  ['{[a]: b}', '{[a]: b}'],
  ['{"a" : b}', '{"a": b}'],
  ['[-]', '[-]'],
  ['[a-b]', '[a-b]'],
  ['[-a]', '[-a]'],
  ['- [a]\n- {b: c}', '[[a], {b: c}]'],
  ['[a]: b', '{[a]: b}'],
  ['{a: b}: c', '{{a: b}: c}'],
  ['a: [b,\nc]', '{a: [b, c]}'],
  ['a: [b,\n  c\n]', '{a: [b, c]}'],
  ['a:\n  [b\n]\nc: d', '{a: [b], c: d}'],
  ['a: {b: c\n}', '{a: {b: c}}'],
] as const;

/** Texts that both refuse, where, and what is said. */
const REFUSED = [
  ['[a, , b]', 'yaml-syntax 4-5 a value is missing here'],
  ['[, a]', 'yaml-syntax 1-2 a value is missing here'],
  ['{: a}', 'yaml-empty-key 1-2'],
  ['[? : b]', 'yaml-syntax 5-6 a comma or `]` is missing'],
  ['[? , b]', 'yaml-syntax 5-6 a comma or `]` is missing'],
  ['[? ]', 'yaml-syntax 4-5 a comma or `]` is missing'],
  ['[a: b: c]', 'yaml-syntax 5-6 a comma or `]` is missing'],
  ['[: b]', 'yaml-empty-key 1-2'],
  ['{a: b c: d}', 'yaml-syntax 7-8 a comma or `}` is missing'],
  ['[a', 'yaml-syntax 2-3 a comma or `]` is missing'],
  ['{a: b', 'yaml-syntax 5-6 a comma or `}` is missing'],
  ['[a}', 'yaml-syntax 2-3 a comma or `]` is missing'],
  ['{a]', 'yaml-syntax 2-3 a comma or `}` is missing'],
  ['{a: [b}', 'yaml-syntax 6-7 a comma or `]` is missing'],
  ['{a:[b]}', 'yaml-glued-colon 1-3 a:'],
  ['{a: b:[c]}', 'yaml-glued-colon 4-6 b:'],
  ['[a:{b: c}]', 'yaml-glued-colon 1-3 a:'],
  ['{a\n: b}', 'yaml-split-key 1-2 a'],
  ['[a\n: b]', 'yaml-split-key 1-2 a'],
  ["{'a'\n: b}", 'yaml-split-key 1-4 a'],
  ['{[a]\n: b}', 'yaml-split-key 1-4 [a]'],
  ['[[a]\n: b]', 'yaml-split-key 1-4 [a]'],
  ['{a: b\nc: d}', 'yaml-split-key 4-7 b c'],
  ['{:a}', 'yaml-empty-key 1-2'],
  ['[- a]', 'yaml-syntax 1-2 a value is missing here'],
  ['[{a: b}\r: c]', 'yaml-split-key 1-7 {a: b}'],
] as const;

/** Texts on which they differ: go-yaml 3, then go-yaml 4. */
const DIFFERING = [
  ['{?}', '{: }', '{?: }'],
  ['[a?b]', 'yaml-syntax 2-3 a comma or `]` is missing', '[a?b]'],
  ['[a ?b]', 'yaml-syntax 3-4 a comma or `]` is missing', '[a ?b]'],
  ['[?b]', '[{b: }]', '[?b]'],
  ['{?a: b}', '{a: b}', '{?a: b}'],
  ['[a:,b]', '[a:, b]', '[{a: }, b]'],
  ['[a:]', '[a:]', '[{a: }]'],
  ['[:a]', 'yaml-empty-key 1-2', '[:a]'],
  ['[a, :b]', 'yaml-empty-key 4-5', '[a, :b]'],
  ['[:]', 'yaml-empty-key 1-2', '[{: }]'],
] as const;

describe('flow collections', () => {
  test.each(READ)('%j', (text, expected) => {
    expect(read(text)).toBe(expected);
    expect(read(text, { goYaml4: true })).toBe(expected);
  });

  test.each(REFUSED)('%j is refused', (text, expected) => {
    expect(read(text)).toBe(expected);
    expect(read(text, { goYaml4: true })).toBe(expected);
  });

  test.each(DIFFERING)('%j differs', (text, expected, expected4) => {
    expect(read(text)).toBe(expected);
    expect(read(text, { goYaml4: true })).toBe(expected4);
  });
});
