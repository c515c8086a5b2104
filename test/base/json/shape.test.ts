import { expect, test } from 'vitest';
import { type Shape, type StructShape, toWire } from '../../../src/base/json/shape.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';

const of: StructShape = { key: { kind: 'text', required: true } };

type FieldType = Shape extends infer Field ? (Field extends Shape ? Omit<Field, 'required'> : never) : never;

/** What a field is on the wire, as an optional one of its API type and as one that is always written. */
const rows: [kind: string, shape: FieldType, value: unknown, optional: unknown, required: unknown][] = [
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
    { kind: 'list', of },
    [{}, { key: 'a' }],
    [{ key: '' }, { key: 'a' }],
    [{ key: '' }, { key: 'a' }],
  ],
  ['empty list', { kind: 'list', of }, [], undefined, []],
  ['absent list', { kind: 'list', of }, undefined, undefined, null],
  ['struct', { kind: 'struct', of }, { key: 'a' }, { key: 'a' }, { key: 'a' }],
  ['empty struct', { kind: 'struct', of }, {}, { key: '' }, { key: '' }],
  ['absent struct', { kind: 'struct', of }, undefined, undefined, { key: '' }],
];

test.each(rows)('%s on the wire', (_, shape, value, optional, required) => {
  const given = deepFrozen(value === undefined ? {} : { field: value });
  const fieldOf = (isRequired: boolean): unknown => {
    const wire = toWire({ field: { ...shape, required: isRequired } as Shape }, given);
    expect(Object.keys(wire)).toEqual('field' in wire ? ['field'] : []);
    return wire['field'];
  };
  expect(fieldOf(false)).toStrictEqual(optional);
  expect(fieldOf(true)).toStrictEqual(required);
});
