import { isQuick, parseQuantity, type Quantity } from './parse-quantity.ts';

/** A quantity as the API server stores it: rounded away from zero to thousandths. */
export interface StoredQuantity {
  /** The exact value in thousandths. */
  readonly exact: bigint;
  /** The value in thousandths by the server's 64-bit arithmetic, which can overflow. */
  readonly milli: bigint;
  /** The same for the value in whole units, rounded up. */
  readonly units: bigint;
}

const NANO = 10n ** 9n;
const LARGEST_BINARY = (2n ** 63n - 1n) * NANO;
const LARGEST_INT64 = 2n ** 63n - 1n;
/** Larger exponents and more digits than any quantity that makes sense are cut, so no input can fill the memory. */
const LARGEST_EXPONENT = 1000;
const MOST_DIGITS = 1000;

/**
 * Parses a quantity as the API server does: fractions of a nano are rounded away from zero, and binary
 * quantities end at 2^63-1.
 *
 * Source: k8s.io/apimachinery/pkg/api/resource.
 *
 * @returns undefined for a string that is not a quantity
 */
export function storedQuantity(text: string): StoredQuantity | undefined {
  const known = KNOWN.get(text);
  if (known !== undefined) return known;
  const stored = parseStored(text);
  if (stored === undefined || text.length > LONGEST_KNOWN) return stored;
  if (KNOWN.size === MOST_KNOWN) KNOWN.clear();
  KNOWN.set(text, stored);
  return stored;
}

/** What was parsed is kept: the Pods of a workflow repeat few quantities. */
const KNOWN = /* @__PURE__ */ new Map<string, StoredQuantity>();
const MOST_KNOWN = 500;
const LONGEST_KNOWN = 30;

function parseStored(text: string): StoredQuantity | undefined {
  const quantity = parseQuantity(text);
  if (quantity === undefined) return undefined;
  if (!isQuick(quantity)) return quantity.hasDigits ? storedDecimal(quantity) : undefined;
  const { digits, negative, exponent, fractionLength, binaryExponent } = quantity;
  const value = BigInt(digits) << BigInt(binaryExponent);
  if (value > LARGEST_INT64) return storedDecimal(quantity);
  return storedInteger(negative ? -value : value, exponent - fractionLength);
}

/** Whether the server sees a fraction in a value. */
export function isFractional({ milli }: StoredQuantity): boolean {
  return milli % 1000n !== 0n;
}

/** A value that the server stores as a 64-bit integer and a power of ten. */
function storedInteger(unrounded: bigint, unroundedScale: number): StoredQuantity {
  const scale = Math.max(-3, unroundedScale);
  const value = scaledDown(unrounded, scale - unroundedScale);
  return {
    exact: value * powerOfTen(scale + 3),
    milli: scaledUp(value, scale + 3),
    units: scale < 0 ? scaledDown(value, -scale) : scaledUp(value, scale),
  };
}

/** A value that the server stores as a decimal of any size. */
function storedDecimal(quantity: Quantity): StoredQuantity {
  const nano = magnitude(quantity);
  const exact = divideAwayFromZero(quantity.negative ? -nano : nano, 10n ** 6n);
  return { exact, milli: BigInt.asIntN(64, exact), units: unitsOf(exact) };
}

/** The server rounds up, except that it adds to a negative value below 2^63 as well. */
function unitsOf(milli: bigint): bigint {
  if (milli < LARGEST_INT64) {
    const wrapped = BigInt.asIntN(64, milli);
    return wrapped / 1000n + (wrapped % 1000n === 0n ? 0n : 1n);
  }
  return BigInt.asIntN(64, divideAwayFromZero(milli, 1000n));
}

/** Multiplies with a power of ten. By some powers the server's product overflows, by others it becomes 0. */
function scaledUp(value: bigint, scale: number): bigint {
  if (value === 0n || scale === 0) return value;
  const product = value * powerOfTen(scale);
  const wrapped = BigInt.asIntN(64, product);
  if (wrapped === product) return product;
  return WRAPPING_SCALES.has(scale) && value !== -LARGEST_INT64 - 1n ? wrapped : 0n;
}

const WRAPPING_SCALES = /* @__PURE__ */ new Set([1, 2, 3, 6, 9]);

function scaledDown(value: bigint, scale: number): bigint {
  return scale === 0 ? value : divideAwayFromZero(value, powerOfTen(scale));
}

function powerOfTen(exponent: number): bigint {
  return exponent === 3 ? 1000n : 10n ** BigInt(Math.min(exponent, LARGEST_EXPONENT));
}

function magnitude({ digits, fractionLength, format, exponent, binaryExponent }: Quantity): bigint {
  const kept = digits.slice(0, MOST_DIGITS);
  const scale = exponent - fractionLength + digits.length - kept.length;
  const nano = timesPowerOfTen(BigInt(kept) << BigInt(binaryExponent), scale + 9);
  return format === 'binary' && nano > LARGEST_BINARY ? LARGEST_BINARY : nano;
}

function timesPowerOfTen(value: bigint, exponent: number): bigint {
  if (exponent >= 0) return value * powerOfTen(exponent);
  const places = -exponent;
  // A divisor with more digits than the value leaves a fraction only, which rounds up to 1.
  if (places > value.toString().length) return value === 0n ? 0n : 1n;
  return divideAwayFromZero(value, 10n ** BigInt(places));
}

function divideAwayFromZero(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  if (quotient * divisor === value) return quotient;
  return value < 0n ? quotient - 1n : quotient + 1n;
}
