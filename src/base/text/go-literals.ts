import type { JsonValue } from '../json/json.ts';

const TRUE_TEXTS: readonly string[] = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE_TEXTS: readonly string[] = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** Reads a bool as Go's standard library spells it; undefined for any other string, `yes` and the empty one included. */
export function parseBoolText(text: string): boolean | undefined {
  if (TRUE_TEXTS.includes(text)) return true;
  return FALSE_TEXTS.includes(text) ? false : undefined;
}

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
 * @returns undefined for any other string, and for a number that does not fit into so many bits
 */
export function parseIntegerText(text: string, bits: 32 | 64 | 128): bigint | undefined {
  const match = LITERAL.exec(text);
  if (match === null) return undefined;
  const [, sign, prefix = '', body = ''] = match;
  const digits = separatorsRemoved(prefix, body)?.replace(/^0+(?=.)/, '');
  const base = prefix === '0' ? '0o' : prefix.toLowerCase();
  // No more digits than the largest of 128 bits has in base two.
  if (digits === undefined || digits.length > 128 || !DIGITS_BY_BASE[base]?.test(digits)) return undefined;
  const magnitude = BigInt(base + digits);
  const value = sign === '-' ? -magnitude : magnitude;
  return value === BigInt.asIntN(bits, value) ? value : undefined;
}

/** The digits without `_`, or undefined if one is in a wrong place. A lone `0` is a number without prefix. */
function separatorsRemoved(prefix: string, body: string): string | undefined {
  if (prefix === '0' && body === '') return '0';
  const isMisplaced = body.endsWith('_') || body.includes('__') || (prefix === '' && body.startsWith('_'));
  return isMisplaced ? undefined : body.replaceAll('_', '');
}

/** A floating-point number as Go writes it in JSON: as JavaScript does, but with the sign of zero. */
export function formatJsonNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/**
 * A floating-point number as Go prints it by default: the shortest digits, with an exponent when the decimal
 * exponent is below -4 or above 5 (`1e+06`).
 */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return formatJsonNumber(value);
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power <= 5) return String(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** JSON as Go writes it: `<`, `>`, `&` and the two line separators escaped, other characters kept. */
export function goJson(value: JsonValue): string {
  return JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A string without the repetitions of a character at its end. A pattern such as `0+$` needs quadratic time. */
export function withoutTrailing(text: string, character: string): string {
  let end = text.length;
  while (text[end - 1] === character) end--;
  return text.slice(0, end);
}

const WHITE_SPACE = /\p{White_Space}/u;

/** Removes Unicode white space at both ends. JavaScript's own `trim` differs in U+0085 and U+FEFF. */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (WHITE_SPACE.test(text.charAt(start))) start++;
  while (WHITE_SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** A time as `2006-01-02T15:04:05`, from fields of one or two digits. Undefined if the calendar does not have it. */
export function calendarTime(
  year = '0000',
  month = '01',
  day = '01',
  hour = '00',
  minute = '00',
  second = '00',
): string | undefined {
  const date = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  const clock = [hour, minute, second].map((field) => field.padStart(2, '0')).join(':');
  const parsed = new Date(`${date}T${clock}Z`);
  return parsed.getUTCDate() === Number(day) && Number(hour) < 24 ? `${date}T${clock}` : undefined;
}
