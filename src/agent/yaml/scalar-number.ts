import { parseIntegerText } from '../../text/integer-text.ts';

const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const NOT_FINITE = /* @__PURE__ */ new Map([
  ['.inf', Number.POSITIVE_INFINITY],
  ['.nan', Number.NaN],
]);

/** A number as a YAML scalar spells it: integers exactly, the others as 64-bit floats. */
export type ScalarNumber = { readonly integer: bigint } | { readonly float: number };

/**
 * Reads a plain scalar as the agent's YAML readers read numbers: `_` anywhere, a leading `0` for octal, `0x`, `0o`
 * and `0b`; what does not fit into 64 bits is a float.
 *
 * @returns undefined for a text that is not a number
 */
export function scalarNumber(text: string): ScalarNumber | undefined {
  const special = readNotFinite(text);
  if (special !== undefined) return { float: special };
  if (!/^[-+.\d]/.test(text)) return undefined;
  const plain = text.startsWith('.') ? text : text.replaceAll('_', '');
  const integer = parseIntegerText(plain, 64) ?? parseUnsigned(plain);
  if (integer !== undefined) return { integer };
  const float = FLOAT.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(float) ? { float } : undefined;
}

function readNotFinite(text: string): number | undefined {
  const unsigned = /^[-+]/.test(text) ? text.slice(1) : text;
  const isSpelt = unsigned === unsigned.toLowerCase() || /^\.(?:Inf|INF|NaN|NAN)$/.test(unsigned);
  const value = isSpelt ? NOT_FINITE.get(unsigned.toLowerCase()) : undefined;
  if (value === undefined || (Number.isNaN(value) && unsigned !== text)) return undefined;
  return text.startsWith('-') ? -value : value;
}

function parseUnsigned(text: string): bigint | undefined {
  if (!/^\d/.test(text)) return undefined;
  const value = parseIntegerText(text, 128);
  return value !== undefined && value === BigInt.asUintN(64, value) ? value : undefined;
}
