import { compareText, isArray, isMap, isNumber, NIL, type Value } from './values.ts';

/** A value as text, as Go prints it. */
export function printValue(value: Value): string {
  if (value === NIL) return '<nil>';
  if (typeof value === 'number') return printFloat(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (isArray(value)) return `[${value.map(printValue).join(' ')}]`;
  if (isMap(value)) {
    const entries = [...value].sort(([left], [right]) => compareText(left, right));
    return `map[${entries.map(([key, item]) => `${key}:${printValue(item)}`).join(' ')}]`;
  }
  throw { callProblem: 'times and durations cannot be printed', unsupported: true };
}

/** The integer of a number or of decimal digits. */
export function integerOf(value: Value): bigint {
  if (typeof value === 'bigint') return value;
  const isDecimal = typeof value === 'string' && /^[+-]?[0-9]+$/.test(value);
  if (isNumber(value) && Number.isFinite(value)) return BigInt.asIntN(64, BigInt(Math.trunc(Number(value))));
  const integer = isDecimal ? BigInt(value.replace('+', '')) : undefined;
  if (integer !== undefined && BigInt.asIntN(64, integer) === integer) return integer;
  throw { callProblem: `\`${String(value)}\` is no integer` };
}

function printFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value < 0 ? '-Inf' : '+Inf';
  if (Object.is(value, -0)) return '-0';
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e21)) return String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits}e${exponent.slice(0, 1)}${exponent.slice(1).padStart(2, '0')}`;
}
