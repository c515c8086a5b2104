import { describe, expect, test } from 'vitest';
import { isSameJson, leavesOf } from '../../../src/base/json/leaves.ts';

describe('leaves', () => {
  const paths = (value: unknown) => leavesOf(value).map(({ path, value: leaf }) => [path, leaf]);

  test('are scalars and empty values, with their paths', () => {
    expect(paths({ a: [1, { 'b/~': null }], c: {}, d: [], e: '' })).toEqual([
      ['/a/0', 1],
      ['/a/1/b~1~0', null],
      ['/c', {}],
      ['/d', []],
      ['/e', ''],
    ]);
    expect(paths('x')).toEqual([['', 'x']]);
    expect(paths(null)).toEqual([['', null]]);
  });

  test('begin where the caller says', () => {
    expect(leavesOf({ a: 1 }, '/x', ['x'])).toEqual([{ path: '/x/a', tokens: ['x', 'a'], value: 1 }]);
  });

  test('are not undefined values', () => {
    expect(paths(undefined)).toEqual([]);
    expect(paths({ a: undefined, b: 1 })).toEqual([['/b', 1]]);
    expect(paths({ a: { b: undefined } })).toEqual([['/a', { b: undefined }]]);
  });

  test('end at the cut of a value nested deeper than a hundred levels', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 'x' : { a: nested(levels - 1) });
    expect(paths(nested(100))).toEqual([['/a'.repeat(100), 'x']]);
    expect(paths(nested(102))).toEqual([['/a'.repeat(8), expect.any(String)]]);
  });
});

describe('JSON values', () => {
  test.each<[unknown, unknown]>([
    [1, 1],
    [null, null],
    [[], []],
    [{}, {}],
    [
      { a: 1, b: [2] },
      { b: [2], a: 1 },
    ],
    [{ a: undefined }, {}],
    [Number.NaN, Number.NaN],
  ])('%j and %j are the same', (left, right) => {
    expect(isSameJson(left, right)).toBe(true);
    expect(isSameJson(right, left)).toBe(true);
  });

  test.each<[unknown, unknown]>([
    [1, '1'],
    [0, -0],
    [null, undefined],
    [null, {}],
    [[], {}],
    [[], 0],
    [{}, 0],
    [{}, 'text'],
    [[1], { 0: 1 }],
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ toString: 1 }, { a: 1 }],
    [{ a: 1 }, { toString: 1 }],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
  ])('%j and %j are not', (left, right) => {
    expect(isSameJson(left, right)).toBe(false);
    expect(isSameJson(right, left)).toBe(false);
  });
});
