import { describe, expect, it } from 'vitest';
import { excerpt, typeName } from '../../../src/base/text/excerpt.ts';

describe('an excerpt', () => {
  const zeros = (count: number) => Array.from({ length: count }, () => 0);

  it.each([
    ['a', '"a"'],
    ['"', '"\\""'],
    [1, '1'],
    [null, 'null'],
    [undefined, 'undefined'],
    [Number.NaN, 'null'],
    [[1, 'b'], '[1,"b"]'],
    [{ a: [] }, '{"a":[]}'],
    [1n, 'a bigint'],
    [Symbol.iterator, 'Symbol(Symbol.iterator)'],
  ])('of %o is %s', (value, expected) => {
    expect(excerpt(value)).toBe(expected);
  });

  it('has eighty characters at most, before a mark that something is left out', () => {
    expect(excerpt('a'.repeat(78))).toBe(`"${'a'.repeat(78)}"`);
    expect(excerpt('a'.repeat(79))).toBe(`"${'a'.repeat(79)}…`);
    expect(excerpt('a'.repeat(1000))).toBe(`"${'a'.repeat(79)}…`);
    expect(excerpt({ key: 'a'.repeat(1000) })).toBe(`{"key":"${'a'.repeat(72)}…`);
  });

  it('of a list of more than eighty items shows how many there are', () => {
    expect(excerpt(zeros(80))).toBe(`[${'0,'.repeat(39)}0…`);
    expect(excerpt(zeros(81))).toBe('a list of 81');
  });
});

it.each([
  [null, 'null'],
  [undefined, 'undefined'],
  [[], 'a list'],
  [{}, 'an object'],
  ['', 'a string'],
  [1, 'a number'],
  [true, 'a boolean'],
  [() => 1, 'a function'],
])('the type of %o is called %s', (value, expected) => {
  expect(typeName(value)).toBe(expected);
});
