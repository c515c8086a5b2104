import { expect, test } from 'vitest';
import { type Shape, toWire } from '../../../src/base/json/shape.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';

const item = { fields: { key: { kind: 'text' } }, required: ['key'] } as const;

/** What a field is on the wire, as an optional one of its API type and as one that is always written. */
const rows: [kind: string, shape: Shape, value: unknown, optional: unknown, required: unknown][] = [
  ['text', { kind: 'text' }, 'a', 'a', 'a'],
  ['empty text', { kind: 'text' }, '', undefined, ''],
  ['absent text', { kind: 'text' }, undefined, undefined, ''],
  ['texts', { kind: 'texts' }, ['a', 'b'], ['a', 'b'], ['a', 'b']],
  ['no texts', { kind: 'texts' }, [], undefined, undefined],
  ['absent texts', { kind: 'texts' }, undefined, undefined, undefined],
  ['map of texts', { kind: 'textMap' }, { a: 'b' }, { a: 'b' }, { a: 'b' }],
  ['empty map', { kind: 'textMap' }, {}, undefined, undefined],
  ['absent map', { kind: 'textMap' }, undefined, undefined, undefined],
  ['integer', { kind: 'integer', bits: 32 }, 5, 5, 5],
  ['zero', { kind: 'integer', bits: 32 }, 0, 0, 0],
  ['absent integer', { kind: 'integer', bits: 32 }, undefined, undefined, 0],
  [
    'list',
    { kind: 'list', of: item },
    [{}, { key: 'a' }],
    [{ key: '' }, { key: 'a' }],
    [{ key: '' }, { key: 'a' }],
  ],
  ['empty list', { kind: 'list', of: item }, [], undefined, []],
  ['absent list', { kind: 'list', of: item }, undefined, undefined, null],
  ['struct', { kind: 'struct', of: item }, { key: 'a' }, { key: 'a' }, { key: 'a' }],
  ['absent struct', { kind: 'struct', of: item }, undefined, { key: '' }, { key: '' }],
  ['optional struct', { kind: 'struct', of: item, optional: true }, {}, { key: '' }, { key: '' }],
  ['absent optional struct', { kind: 'struct', of: item, optional: true }, undefined, undefined, undefined],
];

test.each(rows)('%s on the wire', (_, shape, value, optional, required) => {
  const fields = { field: shape };
  const given = deepFrozen(value === undefined ? {} : { field: value });
  const written = (wire: unknown) => (wire === undefined ? {} : { field: wire });
  expect(toWire({ fields, required: [] }, given)).toStrictEqual(written(optional));
  expect(toWire({ fields, required: ['field'] }, given)).toStrictEqual(written(required));
});
