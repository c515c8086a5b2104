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

/** The suffixes of powers of 1000, from a billionth on. */
export const DECIMAL_SUFFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
/** The place of the suffix of one. */
export const ONE = DECIMAL_SUFFIXES.indexOf('');
/** The suffixes of powers of 1024. */
export const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

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
  const decimal = DECIMAL_SUFFIXES.indexOf(suffix);
  if (decimal >= 0) return { format: 'decimal', exponent: (decimal - ONE) * 3, binaryExponent: 0 };
  const binary = BINARY_SUFFIXES.indexOf(suffix);
  if (binary >= 0) return { format: 'binary', exponent: 0, binaryExponent: binary * 10 };
  const written = suffix.slice(1).replace(/^([+-]?)0+(?=\d)/, '$1');
  // No more digits than 64 bits have, and a sign.
  if (written.length > 20) return undefined;
  const exponent = BigInt(written);
  if (exponent !== BigInt.asIntN(64, exponent)) return undefined;
  // The API keeps 32 bits of an exponent, without a check.
  return { format: 'exponent', exponent: Number(BigInt.asIntN(32, exponent)), binaryExponent: 0 };
}
