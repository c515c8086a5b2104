import { withoutTrailing } from '../text/go-literals.ts';
import {
  BINARY_SUFFIXES,
  DECIMAL_SUFFIXES,
  isQuick,
  ONE,
  parseQuantity,
  type Quantity,
} from './parse-quantity.ts';

/**
 * Writes a Kubernetes resource quantity as the API types write it after reading it: some texts are kept to the
 * letter (`100m`, `+5`, `12Mi`), the others brought to canonical form (`1000m` to `1`, `0.5Gi` to `512Mi`).
 *
 * Source: `resource.Quantity` of Kubernetes' API machinery,
 * <https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/>.
 *
 * @example
 * ```ts
 * import { canonicalQuantity } from 'podwright';
 *
 * console.log(['1000m', '0.5Gi', '100m', '2 GB'].map(canonicalQuantity)); // [ '1', '512Mi', '100m', undefined ]
 * ```
 *
 * @param text a number with an optional suffix
 * @returns undefined for anything else
 */
export function canonicalQuantity(text: string): string | undefined {
  if (typeof text !== 'string') return undefined;
  return COMMON.test(text) ? text : canonicalOf(text);
}

/** Common texts that are written back as they are: whole, of few digits, without an end that a larger suffix replaces. */
const COMMON = /^[1-9]\d{0,2}(?:[mkMG]|[KMG]i)?$/;

function canonicalOf(text: string): string | undefined {
  const quantity = parseQuantity(text);
  if (quantity === undefined) return undefined;
  const quick = isQuick(quantity);
  if (!quick && !quantity.hasDigits) return undefined;
  if (/^0*$/.test(quantity.digits)) return '0';
  if (quick && isKeptVerbatim(quantity)) return text;
  return quantity.format === 'binary'
    ? writeBinary(quantity)
    : writeDecimal(roundUpToNano(toDecimal(quantity)));
}

function isKeptVerbatim({ digits, fractionLength, format, exponent }: Quantity): boolean {
  if (format === 'binary') return Number(digits) % 8 !== 0;
  return (exponent - fractionLength) % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
}

/** `sign digits × 10^exponent`; the digits have no leading zeros. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
  /** Whether the exponent is written as one, and not as a suffix. */
  readonly asExponent: boolean;
}

function toDecimal({ negative, digits, fractionLength, exponent, format }: Quantity): Decimal {
  return {
    negative,
    digits: digits.replace(/^0+/, ''),
    exponent: exponent - fractionLength,
    asExponent: format === 'exponent',
  };
}

/** Rounds digits below a billionth away from zero. */
function roundUpToNano(decimal: Decimal): Decimal {
  const excess = -9 - decimal.exponent;
  if (excess <= 0) return decimal;
  const kept = decimal.digits.slice(0, Math.max(0, decimal.digits.length - excess));
  const isExact = /^0*$/.test(decimal.digits.slice(-excess));
  return { ...decimal, digits: isExact ? kept : increment(kept), exponent: -9 };
}

/** The next number, which is 1 for no digits; without big numbers: digits may be many. */
function increment(digits: string): string {
  const kept = withoutTrailing(digits, '9');
  const zeros = '0'.repeat(digits.length - kept.length);
  return `${kept.slice(0, -1)}${Number(kept.slice(-1)) + 1}${zeros}`;
}

function writeDecimal({ negative, digits, exponent, asExponent }: Decimal): string {
  const significant = withoutTrailing(digits, '0');
  const factorsOfTen = exponent + digits.length - significant.length;
  const engineering = Math.floor(factorsOfTen / 3) * 3;
  const number = (negative ? '-' : '') + significant + '0'.repeat(factorsOfTen - engineering);
  if (asExponent) return engineering === 0 ? number : `${number}e${engineering}`;
  return number + (DECIMAL_SUFFIXES[engineering / 3 + ONE] ?? '');
}

const LARGEST_BINARY = 2n ** 63n - 1n;

function writeBinary(quantity: Quantity): string {
  const { negative, fractionLength, binaryExponent } = quantity;
  const integerLength = quantity.digits.length - fractionLength;
  const scaled = binaryDigits(quantity) << BigInt(binaryExponent);
  const divisor = 10n ** BigInt(Math.min(fractionLength, SIGNIFICANT_FRACTION));
  if (integerLength > 20 || scaled > LARGEST_BINARY * divisor)
    return writePowersOf1024(negative, LARGEST_BINARY);
  if (scaled % divisor === 0n && scaled / divisor >= 1024n)
    return writePowersOf1024(negative, scaled / divisor);
  const exponent = -Math.min(fractionLength, SIGNIFICANT_FRACTION);
  return writeDecimal(roundUpToNano({ negative, digits: String(scaled), exponent, asExponent: false }));
}

/** Enough fraction digits to decide every rounding: nine of the result, nineteen that 2^60 brings up, and a rest. */
const SIGNIFICANT_FRACTION = 40;

/** The digits as a number, a longer fraction cut with its rest shown by a last digit that is not 0. */
function binaryDigits({ digits, fractionLength }: Quantity): bigint {
  const excess = fractionLength - SIGNIFICANT_FRACTION;
  if (digits.length - fractionLength > 20) return 0n;
  if (excess <= 0) return BigInt(digits);
  const hasRest = !/^0*$/.test(digits.slice(-excess));
  const kept = BigInt(digits.slice(0, -excess));
  return hasRest ? kept + 1n : kept;
}

/** Of a value between 1 and 2^63, in which no more than six powers are. */
function writePowersOf1024(negative: boolean, value: bigint): string {
  let power = 0;
  let number = value;
  while (number % 1024n === 0n) {
    number /= 1024n;
    power += 1;
  }
  return `${negative ? '-' : ''}${number}${BINARY_SUFFIXES[power]}`;
}
