import { formatFloat } from '../../../base/text/number-text.ts';
import { compareText, isArray, isMap, isNumber, NIL, type Value } from '../values.ts';

/** A value as text, as Go prints it. */
export function printValue(value: Value): string {
  if (value === NIL) return '<nil>';
  if (typeof value === 'number') return formatFloat(value);
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
