import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canonicalQuantity } from '../../src/quantity/canonical-quantity.ts';

interface RecordedQuantity {
  readonly input: string;
  readonly canonical?: string;
  readonly error?: true;
}

const recorded: RecordedQuantity[] = JSON.parse(readFileSync('fixtures/recorded/quantities.json', 'utf8'));

test('every recorded quantity is written as the API types write it', () => {
  const different = recorded
    .map(({ input, canonical }) => ({ input, expected: canonical, actual: canonicalQuantity(input) }))
    .filter(({ expected, actual }) => expected !== actual);
  console.log(`quantities: ${recorded.length - different.length} of ${recorded.length} agree`);
  expect(different).toEqual([]);
});
