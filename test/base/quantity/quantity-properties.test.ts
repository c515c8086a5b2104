import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalQuantity } from '../../../src/index.ts';

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 25 });
const suffix = fc.oneof(
  fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'),
  fc.tuple(fc.constantFrom('e', 'E'), fc.integer({ min: -20, max: 30 })).map((parts) => parts.join('')),
);
const written = fc
  .tuple(fc.constantFrom('', '+', '-'), digits, fc.constantFrom('', '.'), digits, suffix)
  .map((parts) => parts.join(''));
const assert = <Values>(property: fc.IProperty<Values>) => fc.assert(property, { seed: 11, numRuns: 3000 });

describe('canonicalQuantity', () => {
  test('leaves its own output alone', () => {
    assert(
      fc.property(written, (text) => {
        const canonical = canonicalQuantity(text);
        fc.pre(canonical !== undefined);
        expect(canonicalQuantity(canonical)).toBe(canonical);
      }),
    );
  });

  test.each([
    [`1000e${'0'.repeat(40)}3`, '1e6'],
    [`1000E-${'0'.repeat(40)}3`, '1'],
    ['1e+9223372036854775807', '100e-3'],
    ['1e+9223372036854775808', undefined],
  ])('keeps 32 bits of an exponent of 64: %s', (text, canonical) => {
    expect(canonicalQuantity(text)).toBe(canonical);
  });

  test.each([
    '',
    ' ',
    '1 ',
    ' 1',
    '1K',
    '10GB',
    '1gi',
    '1.5.2',
    '1e',
    '1e1.5',
    '--1',
    '1Gib',
    '٣',
    'NaN',
    'Infinity',
    '0x10',
  ])('does not read %j as a quantity', (text) => {
    expect(canonicalQuantity(text)).toBeUndefined();
  });
});

const FIVE_MILLION = 5_000_000;

const LONG: [string, string, (text: string) => string | undefined][] = [
  ['digits', '9'.repeat(FIVE_MILLION), (text) => text],
  ['leading zeros', `${'0'.repeat(FIVE_MILLION)}1`, (text) => text],
  ['trailing zeros', `1${'0'.repeat(FIVE_MILLION)}`, () => '100'],
  ['a long fraction', `1.${'3'.repeat(FIVE_MILLION)}`, () => '1333333334n'],
  ['a fraction of zeros', `0.${'0'.repeat(FIVE_MILLION)}1`, () => '1n'],
  ['binary digits', `${'9'.repeat(FIVE_MILLION)}Ki`, () => '9223372036854775807'],
  ['a binary fraction', `1.${'7'.repeat(FIVE_MILLION)}Gi`, () => '1908874353777777778n'],
  ['exponent digits', `1e${'9'.repeat(FIVE_MILLION)}`, () => undefined],
  ['signs', '+'.repeat(FIVE_MILLION), () => undefined],
  ['dots', '.'.repeat(FIVE_MILLION), () => undefined],
  ['spaces', ' '.repeat(FIVE_MILLION), () => undefined],
  ['letters', 'm'.repeat(FIVE_MILLION), () => undefined],
];

test.each(LONG.map(([what], index) => [what, index] as const))(
  'five million characters are read to the end: %s',
  (_what, index) => {
    const [, text = '', expected] = LONG[index] ?? [];
    expect(canonicalQuantity(text) === expected?.(text)).toBe(true);
  },
);
