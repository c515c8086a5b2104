import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantityValue, roundUpToMilli, wholeUnits } from '../../../src/base/quantity/quantity-value.ts';
import { canonicalQuantity } from '../../../src/index.ts';

const TENS = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P'];
const TWOS = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const EXPONENTS = ['e0', 'E3', 'e+5', 'e-9', 'e-20'];

/** The value of a quantity in units of 10^-9, where it is written without a point. */
function nanoOf(text: string): bigint | undefined {
  const [, number, unit = ''] = /^([+-]?\d+)([^.]*)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const two = TWOS.indexOf(unit) + 1;
  if (two > 0) return BigInt(number) * 1024n ** BigInt(two) * 10n ** 9n;
  const ten = /^[eE]./.test(unit) ? Number(unit.slice(1)) : 3 * TENS.indexOf(unit) - 9;
  return BigInt(number) * 10n ** BigInt(ten + 9);
}

const value = (text: string) => quantityValue(text) ?? { nano: -1n, big: false };

describe('the value of a quantity', () => {
  it('is that of its canonical form', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 5 });
    const unit = fc.constantFrom(...TENS, ...TWOS, ...EXPONENTS, 'e', 'K');
    const parts = fc.tuple(fc.constantFrom('', '+', '-'), digits, fc.constantFrom('', '.'), digits, unit);
    fc.assert(
      fc.property(
        parts.map((each) => each.join('')),
        (text) => {
          const canonical = canonicalQuantity(text);
          expect(quantityValue(text) === undefined).toBe(canonical === undefined);
          const nano = nanoOf(canonical ?? '');
          if (nano !== undefined) expect(quantityValue(text)?.nano).toBe(nano);
        },
      ),
      { seed: 7, numRuns: 2000 },
    );
  });

  it.each([
    ['0e-20', 0n],
    ['0.000000000000', 0n],
    ['5e-10', 1n],
    ['-5e-10', -1n],
    ['1e-300', 1n],
    ['1.0000000001', 1_000_000_001n],
    ['e3', 0n],
    ['m', 0n],
  ])('%s is %s billionths', (text, nano) => {
    expect(quantityValue(text)?.nano).toBe(nano);
  });

  it.each(['e-20', 'e-10', '', '.', '+.e-10', '1 ', 'x'])('%j has none', (text) => {
    expect(quantityValue(text)?.nano).toBe(canonicalQuantity(text) === undefined ? undefined : 0n);
  });
});

it.each([
  ['0', 0n, 0n],
  ['1', 1n, 1000n],
  ['1.5', 2n, 1500n],
  ['-1.5', -2n, -1500n],
  ['1n', 1n, 1n],
  ['-1n', -1n, -1n],
  ['1000001u', 2n, 1001n],
  ['2Ki', 2048n, 2_048_000n],
])('%s has %s whole units and %s thousandths, rounded away from zero', (text, whole, milli) => {
  expect(wholeUnits(value(text))).toBe(whole);
  expect(roundUpToMilli(value(text)).nano).toBe(milli * 10n ** 6n);
});
