import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalQuantity } from '../../../src/index.ts';
import { modelOfCanonicalQuantity } from './quantity-model.ts';
import { recordedQuantities } from './recorded-quantities.ts';

const NUMBERS = [
  '',
  '0',
  '00',
  '1',
  '7',
  '8',
  '10',
  '16',
  '24',
  '99',
  '100',
  '999',
  '1000',
  '1001',
  '1024',
  '2048',
];
const LONG = [13, 14, 15, 17, 18, 19, 20, 21].flatMap((length) => [
  '9'.repeat(length),
  `1${'0'.repeat(length - 1)}`,
]);
const LIMITS = ['9223372036854775807', '9223372036854775808', '8796093022208', '1125899906842624'];
const FRACTIONS = [
  '',
  '0',
  '5',
  '25',
  '001',
  '1000',
  '000000001',
  '0000000001',
  '999999999',
  '9999999999',
  `${'0'.repeat(40)}1`,
];
const UNITS = ['', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const EXPONENTS = ['e0', 'E3', 'e-1', 'e-3', 'e-9', 'e-10', 'e-12', 'e+5', 'e18', 'E21', 'e-21'];

test('the model writes every recorded quantity with an exponent of few digits as Kubernetes does', () => {
  const recorded = recordedQuantities().filter(({ input }) => !/e[+-]?\d{4}/i.test(input));
  const wrong = recorded.filter(({ input, canonical }) => modelOfCanonicalQuantity(input) !== canonical);
  expect(wrong).toEqual([]);
  expect(recorded.length).toBeGreaterThan(500);
});

test.each([...UNITS, ...EXPONENTS, 'K', 'e', 'ki', 'mm'])(
  'quantities in %j are written as the model does',
  (unit) => {
    const texts = ['', '+', '-'].flatMap((sign) =>
      [...NUMBERS, ...LONG, ...LIMITS].flatMap((whole) =>
        [undefined, ...FRACTIONS].map(
          (fraction) => `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}${unit}`,
        ),
      ),
    );
    const wrong = texts.filter((text) => canonicalQuantity(text) !== modelOfCanonicalQuantity(text));
    expect(wrong.slice(0, 5)).toEqual([]);
  },
);

test('binary quantities below 1024, and of fractions at the limits of what is looked at, are as in the model', () => {
  const fractions = [
    ...['9765625', '5', '48828125', '0009765625'],
    ...[39, 40, 41, 42, 43, 60].flatMap((length) => [
      '3'.repeat(length),
      '5'.padEnd(length, '0'),
      '1'.padStart(length, '0'),
    ]),
  ];
  const texts = ['', '1', '8', '1023'].flatMap((whole) =>
    fractions.flatMap((fraction) => ['', 'Ki', 'Mi', 'Ei'].map((unit) => `${whole}.${fraction}${unit}`)),
  );
  for (const text of texts) expect(canonicalQuantity(text), text).toBe(modelOfCanonicalQuantity(text));
  expect(canonicalQuantity('0.9765625Ki')).toBe('1k');
  expect(canonicalQuantity(`0.5${'0'.repeat(40)}Ki`)).toBe('512');
});

test('any quantity is written as the model does', () => {
  const digits = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 25 }),
    fc.bigInt({ min: 0n, max: 10n ** 15n }).map((count) => `${count * 1024n}`),
  );
  const unit = fc.constantFrom(...UNITS, ...EXPONENTS);
  fc.assert(
    fc.property(fc.constantFrom('', '+', '-'), digits, fc.constantFrom('', '.'), digits, unit, (...parts) => {
      const text = parts.join('');
      expect(canonicalQuantity(text)).toBe(modelOfCanonicalQuantity(text));
    }),
    { seed: 17, numRuns: 5000 },
  );
});
