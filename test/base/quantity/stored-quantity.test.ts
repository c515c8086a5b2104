import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFractional, storedQuantity } from '../../../src/base/quantity/stored-quantity.ts';
import { canonicalQuantity } from '../../../src/index.ts';
import { recordedQuantities } from './recorded-quantities.ts';

const TENS = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P'];
const TWOS = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const EXPONENTS = ['e0', 'E3', 'e+5', 'e-9', 'e-20'];

/** The value of a quantity without a point in thousandths, rounded away from zero. */
function milliOf(text: string): bigint | undefined {
  const [, number, unit = ''] = /^([+-]?\d+)([^.]*)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const two = TWOS.indexOf(unit) + 1;
  if (two > 0) return BigInt(number) * 1024n ** BigInt(two) * 1000n;
  const ten = /^[eE]./.test(unit) ? Number(unit.slice(1)) : 3 * TENS.indexOf(unit) - 9;
  if (ten >= -3) return BigInt(number) * 10n ** BigInt(ten + 3);
  const divisor = 10n ** BigInt(-3 - ten);
  const value = BigInt(number);
  const rest = value % divisor === 0n ? 0n : value < 0n ? -1n : 1n;
  return value / divisor + rest;
}

describe('the stored value of a quantity', () => {
  it('is that of its canonical form', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 5 });
    const unit = fc.constantFrom(...TENS, ...TWOS, ...EXPONENTS, 'e', 'K');
    const parts = fc.tuple(fc.constantFrom('', '+', '-'), digits, fc.constantFrom('', '.'), digits, unit);
    fc.assert(
      fc.property(
        parts.map((each) => each.join('')),
        (text) => {
          const canonical = canonicalQuantity(text);
          const stored = storedQuantity(text);
          expect(stored === undefined).toBe(canonical === undefined);
          const milli = milliOf(canonical ?? '');
          if (milli !== undefined) expect(stored?.exact).toBe(milli);
        },
      ),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('exists for each quantity that the recorded parser reads', () => {
    const wrong = recordedQuantities().filter(
      ({ input, error }) => (storedQuantity(input) === undefined) !== (error === true),
    );
    expect(wrong).toEqual([]);
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
    ['0.1Gi', 107_374_183n, 107_374_182_400n],
    ['1e-300', 1n, 1n],
    ['0e-20', 0n, 0n],
    ['e3', 0n, 0n],
  ])('of %s has %s whole units and %s thousandths', (text, units, milli) => {
    expect(storedQuantity(text)).toMatchObject({ units, milli, exact: milli });
  });

  it.each(['e-20', 'e-10', '', '.', '+.e-10', '1 ', 'x', `1e${'9'.repeat(30)}`])('of %j is none', (text) => {
    expect(storedQuantity(text)?.exact).toBe(canonicalQuantity(text) === undefined ? undefined : 0n);
  });

  it('overflows as in 64 bits', () => {
    expect(storedQuantity('10E')).toMatchObject({ units: 0n, milli: 0n });
    expect(storedQuantity('9223372036854776')).toMatchObject({
      milli: BigInt.asIntN(64, 9223372036854776000n),
    });
    expect(storedQuantity('100Ei')?.exact).toBe((2n ** 63n - 1n) * 1000n);
  });

  it.each([
    ['1', false],
    ['1500m', true],
    ['0.1Gi', true],
    ['9223372036854775', false],
    ['9223372036854776', true],
    ['9223372036855k', true],
    ['9223372037M', true],
    ['9223372037G', false],
    ['100E', false],
    ['100Ei', false],
    ['1234567890123456789', true],
  ])('%s has a fraction of a byte: %s', (text, fractional) => {
    const stored = storedQuantity(text);
    expect(stored && isFractional(stored)).toBe(fractional);
  });
});
