import { isQuick, parseQuantity, type Quantity } from './parse-quantity.ts';

/** The exact value of a Kubernetes quantity. */
export interface QuantityValue {
  /** In units of 10^-9. */
  readonly nano: bigint;
  /** Whether the server holds it as a big decimal: then its arithmetic wraps at 64 bits where it would else give 0. */
  readonly big: boolean;
}

const NANO = 10n ** 9n;
const MILLI = 10n ** 6n;
const LARGEST_BINARY = (2n ** 63n - 1n) * NANO;
/** Larger exponents and more digits than any quantity that makes sense are cut, so that no input can fill the memory. */
const LARGEST_EXPONENT = 1000;
const MOST_DIGITS = 1000;

/**
 * Reads a quantity as the API server does: what is smaller than a nano is rounded away from zero, binary
 * quantities end at 2^63-1.
 *
 * @returns undefined for a text that is not a quantity
 */
export function quantityValue(text: string): QuantityValue | undefined {
  const quantity = parseQuantity(text);
  if (quantity === undefined) return undefined;
  const big = !isQuick(quantity);
  if (big && !quantity.hasDigits) return undefined;
  const nano = magnitude(quantity);
  return { nano: quantity.negative ? -nano : nano, big };
}

function magnitude({ digits, fractionLength, format, exponent, binaryExponent }: Quantity): bigint {
  const kept = digits.slice(0, MOST_DIGITS);
  const scale = exponent - fractionLength + digits.length - kept.length;
  const nano = timesPowerOfTen(BigInt(kept) << BigInt(binaryExponent), scale + 9);
  return format === 'binary' && nano > LARGEST_BINARY ? LARGEST_BINARY : nano;
}

/** Rounds away from zero to whole milli units, as the server does with every resource that it stores. */
export function roundUpToMilli({ nano, big }: QuantityValue): QuantityValue {
  return { nano: divideAwayFromZero(nano, MILLI) * MILLI, big };
}

/** Whether a value has a fraction, as far as the server's 64-bit arithmetic on milli units can tell. */
export function isFractional({ nano, big }: QuantityValue): boolean {
  const milli = divideAwayFromZero(nano, MILLI);
  const wrapped = BigInt.asIntN(64, milli);
  return wrapped !== milli && !big ? false : wrapped % 1000n !== 0n;
}

/** The value in whole units, rounded away from zero. */
export function wholeUnits({ nano }: QuantityValue): bigint {
  return divideAwayFromZero(nano, NANO);
}

function timesPowerOfTen(value: bigint, exponent: number): bigint {
  if (exponent >= 0) return value * 10n ** BigInt(Math.min(exponent, LARGEST_EXPONENT));
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
