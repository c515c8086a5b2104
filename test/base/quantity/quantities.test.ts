import { expect, test } from 'vitest';
import { canonicalQuantity } from '../../../src/base/quantity/canonical-quantity.ts';
import { recordedQuantities } from './recorded-quantities.ts';

const recorded = recordedQuantities();

test('every recorded quantity is written as the API types write it', () => {
  const different = recorded
    .map(({ input, canonical }) => ({ input, expected: canonical, actual: canonicalQuantity(input) }))
    .filter(({ expected, actual }) => expected !== actual);
  console.log(`quantities: ${recorded.length - different.length} of ${recorded.length} agree`);
  expect(different).toEqual([]);
});
