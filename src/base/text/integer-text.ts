const LITERAL = /^([+-]?)(0[xX]|0[bB]|0[oO]|0)?([0-9a-fA-F_]*)$/;

const DIGITS_BY_BASE: Readonly<Record<string, RegExp>> = {
  '0b': /^[01]+$/,
  '0o': /^[0-7]+$/,
  '0x': /^[0-9a-fA-F]+$/,
  '': /^[0-9]+$/,
};

/**
 * Reads an integer as Go spells its literals: a sign, a prefix `0x`, `0o`, `0b`, a leading `0` for octal, and `_`
 * between digits or after the prefix.
 *
 * @returns undefined for any other text, and for a number that does not fit into so many bits
 */
export function parseIntegerText(text: string, bits: 32 | 64 | 128): bigint | undefined {
  const match = LITERAL.exec(text);
  if (match === null) return undefined;
  const [, sign, prefix = '', body = ''] = match;
  const digits = separatorsRemoved(prefix, body)?.replace(/^0+(?=.)/, '');
  const base = prefix === '0' ? '0o' : prefix.toLowerCase();
  // No more digits than the largest of 128 bits has to base two.
  if (digits === undefined || digits.length > 128 || !DIGITS_BY_BASE[base]?.test(digits)) return undefined;
  const magnitude = BigInt(base + digits);
  const value = sign === '-' ? -magnitude : magnitude;
  return value === BigInt.asIntN(bits, value) ? value : undefined;
}

/** The digits without `_`, or undefined where one stands in a wrong place. A lone `0` is a number without prefix. */
function separatorsRemoved(prefix: string, body: string): string | undefined {
  if (prefix === '0' && body === '') return '0';
  const isMisplaced = body.endsWith('_') || body.includes('__') || (prefix === '' && body.startsWith('_'));
  return isMisplaced ? undefined : body.replaceAll('_', '');
}
