import { describe, expect, test } from 'vitest';
import { isJsonObject, isZero, setOwn } from '../../../src/base/json/json.ts';

describe('objects', () => {
  test.each([
    [{}, true],
    [{ a: 1 }, true],
    [[], false],
    [null, false],
    ['text', false],
    [1, false],
    [undefined, false],
  ])('%j is an object of JSON: %s', (value, expected) => {
    expect(isJsonObject(value)).toBe(expected);
  });

  test('any key becomes an ordinary one of the object itself', () => {
    for (const key of ['name', '__proto__', 'constructor', 'toString']) {
      const target: Record<string, unknown> = {};
      setOwn(target, key, { polluted: true });
      expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
      const value = { polluted: true };
      const property = { value, enumerable: true, configurable: true, writable: true };
      expect(Object.getOwnPropertyDescriptor(target, key)).toEqual(property);
    }
  });

  test.each([null, '', false, 0, [], {}])('%j is what a missing key gives', (value) => {
    expect(isZero(value)).toBe(true);
  });

  test.each([true, 'a', 1, [0], { a: null }])('%j is not', (value) => {
    expect(isZero(value)).toBe(false);
  });
});
