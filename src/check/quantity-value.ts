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
/** Larger exponents than any quantity that makes sense are cut, so that no input can fill the memory. */
const LARGEST_EXPONENT = 1000;

const DECIMAL_EXPONENTS: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ['', 0],
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);
const BINARY_EXPONENTS: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ['Ki', 10],
  ['Mi', 20],
  ['Gi', 30],
  ['Ti', 40],
  ['Pi', 50],
  ['Ei', 60],
]);

/**
 * Reads a quantity as the API server does: what is smaller than a nano is rounded away from zero, binary
 * quantities end at 2^63-1.
 *
 * @returns undefined for a text that is not a quantity
 */
export function parseQuantity(text: string): QuantityValue | undefined {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?([A-Za-z]{0,2}|[eE][+-]?\d+)$/.exec(text);
  if (parts === null || text === '') return undefined;
  const [, sign, whole = '', fraction = '', suffix = ''] = parts;
  const digits = withoutLeadingZeros(whole) + fraction;
  const written = whole !== '' || fraction !== '';
  const binary = BINARY_EXPONENTS.get(suffix);
  const value =
    binary === undefined
      ? decimal(digits, fraction.length, suffix, written)
      : binaryMultiple(digits, fraction.length, binary, written);
  return value !== undefined && sign === '-' ? { nano: -value.nano, big: value.big } : value;
}

/** Rounds away from zero to whole milli units, as the server does with every resource that it stores. */
export function roundUpToMilli({ nano, big }: QuantityValue): QuantityValue {
  return nano % MILLI === 0n ? { nano, big } : { nano: divideAwayFromZero(nano, MILLI) * MILLI, big };
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

function decimal(
  digits: string,
  places: number,
  suffix: string,
  written: boolean,
): QuantityValue | undefined {
  const exponent = DECIMAL_EXPONENTS.get(suffix) ?? writtenExponent(suffix);
  if (exponent === undefined) return undefined;
  const scale = exponent - places;
  const big = digits.length > 18 || scale < -9;
  if (big && !written) return undefined;
  return { nano: timesPowerOfTen(BigInt(digits), scale + 9), big };
}

function binaryMultiple(
  digits: string,
  places: number,
  exponent: number,
  written: boolean,
): QuantityValue | undefined {
  const big = places > 0 || digits.length + Math.floor((exponent * 3) / 10) > 14;
  if (big && !written) return undefined;
  const nano = timesPowerOfTen(BigInt(digits) << BigInt(exponent), 9 - places);
  return { nano: nano > LARGEST_BINARY ? LARGEST_BINARY : nano, big };
}

/** `e3`, `E-2`. The server keeps the exponent in 32 bits and lets it wrap. */
function writtenExponent(suffix: string): number | undefined {
  if (!/^[eE][+-]?\d+$/.test(suffix)) return undefined;
  const exponent = BigInt(suffix.slice(suffix[1] === '+' ? 2 : 1));
  return BigInt.asIntN(64, exponent) === exponent ? Number(BigInt.asIntN(32, exponent)) : undefined;
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

function withoutLeadingZeros(digits: string): string {
  let start = 0;
  while (start < digits.length - 1 && digits.charCodeAt(start) === 48) start++;
  return digits === '' ? '0' : digits.slice(start);
}
