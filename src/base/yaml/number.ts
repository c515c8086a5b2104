export type YamlNumber =
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'uint'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number };

const PREFIXED = /^([+-]?)0([xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+|[0-7]+)$/;
const DECIMAL = /^[+-]?\d+$/;
const FLOAT = /^[+-]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][+-]?\d+)?$/;
/** Where the point comes first, underscores stand between digits only. */
const POINT_FLOAT = /^\.\d+(?:_\d+)*(?:[eE][+-]?\d+(?:_\d+)*)?$/;

const LONGEST = 400;
const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);
const MAX_UINT64 = 2n ** 64n - 1n;

/**
 * Reads a number as go-yaml does: underscores anywhere after the first digit, `0x`, `0o`, `0b` and the octal
 * `0755` of YAML 1.1, integers of 64 bits, and decimal ones beyond these as floating point.
 *
 * @param negativeZero whether `-0` is the floating-point zero (go-yaml 4) or the integer 0
 */
export function parseNumber(text: string, negativeZero: boolean): YamlNumber | undefined {
  if (!/^(?:[\d.]|[+-][\d._])/.test(text)) return undefined;
  const plain = text.replaceAll('_', '');
  if (plain.startsWith('.')) return POINT_FLOAT.test(text) ? finite(Number(plain)) : undefined;
  if (text === '-0' && negativeZero) return { kind: 'float', value: -0 };
  // Reading thousands of digits exactly takes long and ends in a text or infinity anyway.
  if (plain.length > LONGEST)
    return /^[+-]?0/.test(plain) || !FLOAT.test(plain) ? undefined : finite(Number(plain));
  const prefixed = PREFIXED.exec(plain);
  if (prefixed !== null) {
    const [, sign = '', literal = ''] = prefixed;
    return integer(sign, digitsOf(literal), /^\d/.test(literal) ? Number(plain) : undefined);
  }
  // All digits with a leading zero, but not octal ones: go-yaml falls back to floating point.
  if (/^[+-]?0\d+$/.test(plain)) return finite(Number(plain));
  if (DECIMAL.test(plain)) {
    const sign = /^[+-]/.exec(plain)?.[0] ?? '';
    return integer(sign, BigInt(plain.slice(sign.length)), Number(plain));
  }
  return FLOAT.test(plain) ? finite(Number(plain)) : undefined;
}

function digitsOf(text: string): bigint {
  return /^[xXoObB]/.test(text) ? BigInt(`0${text.toLowerCase()}`) : BigInt(`0o${text}`);
}

/** @param float what replaces an integer of more than 64 bits */
function integer(sign: string, magnitude: bigint, float: number | undefined): YamlNumber | undefined {
  const value = sign === '-' ? -magnitude : magnitude;
  if (value >= MIN_INT64 && value <= MAX_INT64) return { kind: 'int', value };
  if (sign === '' && value <= MAX_UINT64) return { kind: 'uint', value };
  return float === undefined ? undefined : finite(float);
}

function finite(value: number): YamlNumber | undefined {
  return Number.isFinite(value) ? { kind: 'float', value } : undefined;
}
