import { expect, it } from 'vitest';
import { parseFieldType, TYPES } from '../../src/check/api-types.ts';

const LEAVES = ['text', 'flag', 'int32', 'int64', 'quantity', 'int or text', 'bytes', 'time', 'object', ''];

it('parses the notation', () => {
  expect(parseFieldType('?text[]@1.31')).toEqual({
    type: 'text',
    container: '[]',
    isChecked: false,
    since: '1.31',
  });
  expect(parseFieldType('PodSpec!')).toEqual({
    type: 'PodSpec',
    container: '!',
    isChecked: true,
    since: undefined,
  });
  expect(parseFieldType('?@1.34')).toEqual({ type: '', container: '', isChecked: false, since: '1.34' });
});

it.each(Object.entries(TYPES))('%s has fields of known types', (_, fields) => {
  for (const written of Object.values(fields)) {
    const { type } = parseFieldType(written);
    expect(LEAVES.includes(type) || type in TYPES, written).toBe(true);
  }
});
