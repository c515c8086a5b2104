import { isQuick, parseQuantity } from '../base/quantity/parse-quantity.ts';
import { isDnsName, labelValueProblems } from '../base/text/kubernetes-names.ts';

/** Decimal places of a quantity's shift that the API types calculate within seconds: up, and down. */
const LARGEST_SHIFT = 100_000;
const SMALLEST_SHIFT = -10_000_000;

/**
 * Whether the agent hangs on a quantity: without the quick arithmetic, it writes out each power of ten of the exponent.
 * Of an exponent it keeps 32 bits, so that a positive one can become negative.
 */
export function hangsAgent(text: string): boolean {
  const quantity = parseQuantity(text);
  if (quantity === undefined || isQuick(quantity) || /^0*$/.test(quantity.digits)) return false;
  const shift = quantity.exponent - quantity.fractionLength;
  return shift > LARGEST_SHIFT || shift < SMALLEST_SHIFT;
}

/** About how much a quantity is, precise enough to compare; undefined for what is none. */
export function amountOf(text: string): number | undefined {
  const quantity = parseQuantity(text);
  if (quantity === undefined) return undefined;
  const { negative, digits, fractionLength, exponent, binaryExponent } = quantity;
  const magnitude = Number(`${digits}e${exponent - fractionLength}`) * 2 ** binaryExponent;
  return negative ? -magnitude : magnitude;
}

/** Whether the API server takes a text as the value of a label. */
export function isLabelText(text: string): boolean {
  return labelValueProblems(text) === 0;
}

/** Whether the API server takes a text as the key of a label. */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  return (slash < 0 || isDnsName(key.slice(0, slash))) && name !== '' && isLabelText(name);
}
