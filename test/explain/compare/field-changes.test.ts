import { describe, expect, test } from 'vitest';
import { fieldChanges } from '../../../src/explain/compare/field-changes.ts';
import type { JsonValue } from '../../../src/index.ts';

type Change = [field: string, before: JsonValue | undefined, after: JsonValue | undefined];

function changes(before: JsonValue | undefined, after: JsonValue | undefined): Change[] {
  return fieldChanges(before, after).map((change) => [change.field, change.before, change.after]);
}

describe('of two values', () => {
  test.each<[JsonValue | undefined, JsonValue | undefined, Change[]]>([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1 }, { a: 2 }, [['a', 1, 2]]],
    [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, [['a.c', 2, 3]]],
    [{ z: 0, a: 1 }, { z: 0 }, [['a', 1, undefined]]],
    [{ z: 0 }, { z: 0, a: null }, [['a', undefined, null]]],
    [{ z: 0, a: { b: 1 } }, { z: 0 }, [['a.b', 1, undefined]]],
    [{ a: {} }, { a: {} }, []],
    [{ a: [] }, { a: [] }, []],
    [{ a: {} }, { a: [] }, [['a', {}, []]]],
    [{ z: 0, a: {} }, { z: 0 }, [['a', {}, undefined]]],
    [{ z: 0 }, { z: 0, a: [] }, [['a', undefined, []]]],
    [{ a: {} }, { a: { b: 1 } }, [['a', {}, { b: 1 }]]],
    [{ a: [1] }, { a: [] }, [['a', [1], []]]],
    [{ a: 'x' }, { a: { b: 1 } }, [['a', 'x', { b: 1 }]]],
    [
      { a: [1] },
      { a: { b: 1 } },
      [
        ['a[0]', 1, undefined],
        ['a.b', undefined, 1],
      ],
    ],
    [undefined, { a: 1 }, [['a', undefined, 1]]],
    [undefined, undefined, []],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, []],
    [1, 2, [['', 1, 2]]],
  ])('%j and %j', (before, after, expected) => {
    expect(changes(before, after)).toEqual(expected);
  });
});

test('a side on which no such field exists is absent', () => {
  expect(fieldChanges({ z: 0, a: 1 }, { z: 0, b: 2 })).toStrictEqual([
    { field: 'a', before: 1 },
    { field: 'b', after: 2 },
  ]);
});

describe('a path', () => {
  test.each(['a.b', 'a/b', 'a[b', 'a]b', '.', '[a]'])('has the key %s in brackets', (key) => {
    expect(changes({ x: { [key]: 1 } }, { x: { [key]: 2 } })).toEqual([[`x[${key}]`, 1, 2]]);
    expect(changes({ [key]: 1 }, { [key]: 2 })).toEqual([[`[${key}]`, 1, 2]]);
  });

  test('has the names of items if several have different ones', () => {
    const item = (name: JsonValue, value: number) => ({ name, value });
    expect(changes([item('a', 1), item('b', 2)], [item('b', 2), item('a', 3)])).toEqual([
      ['[a].value', 1, 3],
    ]);
    expect(changes({ x: [item('a', 1), item('b', 2)] }, { x: [item('a', 1), item('c', 2)] })).toEqual([
      ['x[b].value', 2, undefined],
      ['x[c].value', undefined, 2],
    ]);
  });

  test('has the places of items if names are missing or repeated, or there is only one item', () => {
    const item = (name: JsonValue, value: number) => ({ name, value });
    expect(changes([item('a', 1)], [item('a', 2)])).toEqual([['[0].value', 1, 2]]);
    expect(changes([item('a', 1), item('a', 2)], [item('a', 1), item('a', 3)])).toEqual([
      ['[1].value', 2, 3],
    ]);
    expect(changes([item('a', 1), item(5, 2)], [item('a', 1), item(5, 3)])).toEqual([['[1].value', 2, 3]]);
    expect(changes([item('a', 1), 'b'], [item('a', 1), 'c'])).toEqual([['[1]', 'b', 'c']]);
  });
});
