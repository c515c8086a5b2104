import { describe, expect, test } from 'vitest';
import { isWithin, pointerTo, tokensOf, valueAt } from '../../../src/base/json/json-pointer.ts';

describe('JSON Pointers (RFC 6901)', () => {
  test.each<[token: string | number, pointer: string]>([
    ['name', '/name'],
    [0, '/0'],
    ['', '/'],
    ['a/b', '/a~1b'],
    ['m~n', '/m~0n'],
    ['~1', '/~01'],
    ['//~~', '/~1~1~0~0'],
  ])('the token %j is %j', (token, pointer) => {
    expect(pointerTo('', token)).toBe(pointer);
    expect(pointerTo('/spec', token)).toBe(`/spec${pointer}`);
    expect(tokensOf(`/spec${pointer}`)).toEqual(['spec', String(token)]);
  });

  test('the empty pointer has no tokens', () => {
    expect(tokensOf('')).toEqual([]);
  });
});

describe('a value at a pointer', () => {
  const document = { a: [{ b: null }], 'c/d': 'text', e: undefined };

  test.each([
    ['', document],
    ['/a/0', { b: null }],
    ['/a/0/b', null],
    ['/c~1d', 'text'],
    ['/e', undefined],
    ['/x', undefined],
    ['/a/1', undefined],
    ['/a/0/b/c', undefined],
    ['/c~1d/length', undefined],
    ['/a/length/x', undefined],
    ['/toString', undefined],
  ])('%j', (pointer, value) => {
    expect(valueAt(document, pointer)).toEqual(value);
  });

  test('of nothing is nothing', () => {
    for (const value of [undefined, null, 5, 'text']) expect(valueAt(value, '/0')).toBeUndefined();
  });
});

test('a pointer is within another that it begins with, token by token', () => {
  expect(['/a', '/a/b', '/ab', '/', ''].map((pointer) => isWithin(pointer, '/a'))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
