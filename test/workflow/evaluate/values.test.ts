import { describe, expect, it } from 'vitest';
import { objectOf, withoutEmpty } from '../../../src/base/collections.ts';
import { formatFloat, formatJsonNumber } from '../../../src/base/text/go-literals.ts';
import { derivedText, sourceText } from '../../../src/workflow/positions/source-text.ts';

describe('floating-point numbers', () => {
  it.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
    [0, '0'],
    [-0, '-0'],
    [1, '1'],
    [-1.25, '-1.25'],
    [123456, '123456'],
    [1e5, '100000'],
    [1e6, '1e+06'],
    [-1234567, '-1.234567e+06'],
    [1e-4, '0.0001'],
    [1e-5, '1e-05'],
    [2.5e-10, '2.5e-10'],
    [1e100, '1e+100'],
  ])('%d are printed as Go does', (value, text) => {
    expect(formatFloat(value)).toBe(text);
  });

  it('keep the sign of zero in JSON', () => {
    expect([0, -0, 1e21, 1e-7].map(formatJsonNumber)).toEqual(['0', '-0', '1e+21', '1e-7']);
  });
});

describe('objects', () => {
  it('have their own property for any key', () => {
    const object = objectOf([
      ['a', 1],
      ['__proto__', 2],
      ['toString', 3],
    ]);
    expect(Object.entries(object)).toEqual([
      ['a', 1],
      ['__proto__', 2],
      ['toString', 3],
    ]);
    const { value: _, ...proto } = Object.getOwnPropertyDescriptor(object, '__proto__') ?? {};
    expect(proto).toEqual({ enumerable: true, configurable: true, writable: true });
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(object, 'a')).toEqual({ value: 1, ...proto });
  });

  it('lose empty fields that Go leaves out', () => {
    const empty = { a: undefined, b: null, c: '', d: false, e: 0, f: [] };
    const filled = { g: {}, h: 'x', i: [0], j: true, k: -1, l: '0' };
    expect(Object.entries(withoutEmpty({ ...empty, ...filled }))).toEqual(Object.entries(filled));
  });
});

describe('ranges in a file', () => {
  const raw = 'ab\ncde\n\nf';
  const at = (line: number, column: number) => ({ line, column });

  it.each([
    ['within a line', 3, 5, at(2, 1), at(2, 3)],
    ['over lines', 1, 4, at(1, 2), at(2, 2)],
    ['to the end of the file', 8, 9, at(4, 1), at(4, 2)],
    ['behind the end of the file', 20, 30, at(4, 2), at(4, 2)],
    ['of nothing', 7, 7, at(3, 1), at(3, 1)],
    ['backwards in a line', 5, 3, at(2, 3), at(2, 3)],
    ['backwards over lines', 4, 2, at(2, 2), at(2, 2)],
  ])('%s', (_, start, end, from, to) => {
    expect(sourceText('file.yaml', raw).rangeOf({ start, end })).toEqual({
      ...{ file: 'file.yaml', start: from, end: to },
    });
  });

  it('are those of the file if its text was changed', () => {
    const source = derivedText(sourceText('file.yaml', raw), 'xyz', (offset) => offset * 3);
    expect(source.text).toBe('xyz');
    expect(source.rangeOf({ start: 1, end: 2 })).toMatchObject({ start: at(2, 1), end: at(2, 4) });
  });
});
