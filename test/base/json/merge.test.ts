import { expect, test } from 'vitest';
import { layered } from '../../../src/base/json/merge.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';

test.each<[what: string, base: object, over: object, expected: object]>([
  ['keys of both', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
  ['the upper value of a key of both', { a: 1 }, { a: 2 }, { a: 2 }],
  ['nested objects key by key', { a: { b: 1, c: 1 } }, { a: { c: 2 } }, { a: { b: 1, c: 2 } }],
  ['an upper list instead of the lower one', { a: [1, 2, 3] }, { a: [4] }, { a: [4] }],
  ['an empty list, which clears', { a: [1, 2] }, { a: [] }, { a: [] }],
  ['a nested list instead of the lower one', { a: { b: [1, 2] } }, { a: { b: [3] } }, { a: { b: [3] } }],
  ['the lower list without an upper one', { a: [1, 2] }, { b: 1 }, { a: [1, 2], b: 1 }],
  ['a list instead of an object', { a: { b: 1 } }, { a: [1] }, { a: [1] }],
  ['an object instead of a list', { a: [1] }, { a: { b: 1 } }, { a: { b: 1 } }],
  ['null instead of an object', { a: { b: 1 } }, { a: null }, { a: null }],
  ['an object instead of null', { a: null }, { a: { b: 1 } }, { a: { b: 1 } }],
  ['an object instead of a text', { a: 'b' }, { a: { b: 1 } }, { a: { b: 1 } }],
  ['a text instead of an object', { a: { b: [1] } }, { a: 'b' }, { a: 'b' }],
  ['the lower value under undefined', { a: 1, b: [1] }, { a: undefined, b: undefined }, { a: 1, b: [1] }],
])('one tree over another has %s', (_, base, over, expected) => {
  expect(layered(deepFrozen(base), deepFrozen(over))).toEqual(expected);
});
