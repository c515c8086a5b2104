import { lower, upper } from '../../base/encoding/case-mapping.ts';
import { decodeUtf8, encodedLength, encodeUtf8 } from '../../base/encoding/utf8.ts';
import { removePrefix, removeSuffix } from './remove-prefix.ts';

/** The value of one expression, or undefined for a substring with a negative length, which crashes the server. */
export function applyOperator(operator: string, value: string, args: readonly string[]): string | undefined {
  const [first = '', second] = args;
  switch (operator) {
    case 'length':
      return String(encodedLength(value));
    case '^':
      return firstCharacter(value, upper);
    case '^^':
      return upper(value);
    case ',':
      return firstCharacter(value, lower);
    case ',,':
      return lower(value);
    case ':':
      return substring(value, first, second);
    case '#':
    case '##':
      return removePrefix(value, first, operator === '##');
    case '%':
    case '%%':
      return removeSuffix(value, first, operator === '%%');
    case '/':
      return value.replace(first, () => second ?? '');
    case '//':
      return replaceAll(value, first, second ?? '');
    case '/#':
      return second !== undefined && value.startsWith(first) ? second + value.slice(first.length) : value;
    case '/%':
      return second !== undefined && value.endsWith(first)
        ? value.slice(0, value.length - first.length) + second
        : value;
    default:
      // No operator, or `,^` and `^,`, which the server reads but knows no meaning for.
      return value;
  }
}

function firstCharacter(value: string, map: (text: string) => string): string {
  const [first = ''] = value;
  return map(first) + value.slice(first.length);
}

/** An empty pattern is before each character and at the end. */
function replaceAll(value: string, pattern: string, replacement: string): string {
  return pattern === ''
    ? value.replace(/(?:)/gu, () => replacement)
    : value.replaceAll(pattern, () => replacement);
}

function substring(value: string, position: string, length: string | undefined): string | undefined {
  const offset = integer(position);
  if (offset === undefined) return value;
  const bytes = encodeUtf8(value);
  const start = Math.max(offset < 0 ? bytes.length + offset : offset, 0);
  if (length === undefined) return decodeUtf8(bytes.subarray(start));
  const count = integer(length);
  if (count === undefined) return value;
  if (start + count >= bytes.length) return decodeUtf8(bytes.subarray(start));
  return count < 0 ? undefined : decodeUtf8(bytes.subarray(start, start + count));
}

function integer(text: string): number | undefined {
  if (!/^[+-]?[0-9]+$/.test(text)) return undefined;
  const value = BigInt(text.replace('+', ''));
  return BigInt.asIntN(64, value) === value ? Number(value) : undefined;
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\r', '\\r'],
  ['\f', '\\f'],
  ['\v', '\\v'],
  ['\b', '\\b'],
  ['\x07', '\\a'],
]);

const NEEDS_ESCAPE = /["\\]|(?! )[\p{C}\p{Z}]/gu;

/** A value as a Go string literal, the form that values with a newline have in a workflow. */
export function quote(value: string): string {
  return `"${value.replace(NEEDS_ESCAPE, escaped)}"`;
}

function escaped(character: string): string {
  const short = SHORT_ESCAPES.get(character);
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${hexadecimal(code, 2)}`;
  return code < 0x10000 ? `\\u${hexadecimal(code, 4)}` : `\\U${hexadecimal(code, 8)}`;
}

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
