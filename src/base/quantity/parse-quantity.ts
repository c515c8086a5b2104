/** How a quantity was written: decides in which form it is written back. */
type QuantityFormat = 'decimal' | 'exponent' | 'binary';

/** A quantity in its parts: `sign digits × 10^exponent × 2^binaryExponent`, digits without leading zeros. */
export interface Quantity {
  readonly negative: boolean;
  /** Integer and fraction digits; at least one. */
  readonly digits: string;
  /** Number of digits after the point. */
  readonly fractionLength: number;
  /** False when neither the integer nor the fraction part was written. */
  readonly hasDigits: boolean;
  readonly format: QuantityFormat;
  /** Power of ten that the suffix represents; 0 for binary suffixes. */
  readonly exponent: number;
  /** Power of two that the suffix represents; 0 for the others. */
  readonly binaryExponent: number;
}

const GRAMMAR = /^([+-]?)(\d*)(?:\.(\d*))?([numkMGTPE]?|[KMGTPE]i|[eE][+-]?\d+)$/;

const DECIMAL_EXPONENTS: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

const BINARY_EXPONENTS: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/**
 * Reads a Kubernetes resource quantity (`500m`, `1.5Gi`, `1e3`).
 *
 * @returns undefined for a string that is not a quantity, the empty one included
 */
export function parseQuantity(text: string): Quantity | undefined {
  const match = text === '' ? null : GRAMMAR.exec(text);
  if (match === null) return undefined;
  const [, sign, integer = '', fraction = '', suffix = ''] = match;
  const scale = readSuffix(suffix);
  if (scale === undefined) return undefined;
  return {
    negative: sign === '-',
    digits: (integer.replace(/^0+/, '') || '0') + fraction,
    fractionLength: fraction.length,
    hasDigits: integer !== '' || fraction !== '',
    ...scale,
  };
}

/** Whether the API types read the quantity without big numbers; it then may keep its text, and may lack digits. */
export function isQuick({ digits, fractionLength, format, exponent, binaryExponent }: Quantity): boolean {
  if (format === 'binary') {
    return fractionLength === 0 && 15 - digits.length - Math.floor(0.3 * binaryExponent) - 1 >= 0;
  }
  return digits.length <= 18 && exponent - fractionLength >= -9;
}

function readSuffix(suffix: string): Pick<Quantity, 'format' | 'exponent' | 'binaryExponent'> | undefined {
  const decimal = DECIMAL_EXPONENTS[suffix];
  if (decimal !== undefined) return { format: 'decimal', exponent: decimal, binaryExponent: 0 };
  const binary = BINARY_EXPONENTS[suffix];
  if (binary !== undefined) return { format: 'binary', exponent: 0, binaryExponent: binary };
  const written = suffix.slice(1).replace(/^([+-]?)0+(?=\d)/, '$1');
  // No more digits than 64 bits have, and a sign.
  if (written.length > 20) return undefined;
  const exponent = BigInt(written);
  if (exponent !== BigInt.asIntN(64, exponent)) return undefined;
  // The API keeps 32 bits of an exponent, without a check.
  return { format: 'exponent', exponent: Number(BigInt.asIntN(32, exponent)), binaryExponent: 0 };
}
