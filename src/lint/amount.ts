import { parseQuantity } from '../base/quantity/parse-quantity.ts';

/** About how much a quantity is, precise enough to compare; undefined for what is none. */
export function amountOf(text: string): number | undefined {
  const quantity = parseQuantity(text);
  if (quantity === undefined) return undefined;
  const { negative, digits, fractionLength, exponent, binaryExponent } = quantity;
  const magnitude = Number(`${digits}e${exponent - fractionLength}`) * 2 ** binaryExponent;
  return negative ? -magnitude : magnitude;
}
