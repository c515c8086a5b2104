import { lower, upper } from '../../base/encoding/case-mapping.ts';
import { decodeUtf8, encodedLength, encodeUtf8 } from '../../base/encoding/utf8.ts';
import { removePrefix, removeSuffix } from './remove-prefix.ts';

/** How the arguments of an expression are read, and its value. */
export interface SubstituteOperator {
  readonly arity: number;
  /** The separator of two arguments; any number of them is treated as one. */
  readonly delimiter?: ':' | '/';
  /** Returns undefined for a substring with a negative length, which crashes the server. */
  readonly apply: (value: string, args: readonly string[]) => string | undefined;
}

export const NONE: SubstituteOperator = { arity: 0, apply: (value) => value };

export const LENGTH: SubstituteOperator = { arity: 0, apply: (value) => String(encodedLength(value)) };

/** Not `join`, which would copy the text once for each level of nesting. */
export const DEFAULT: SubstituteOperator = {
  arity: Number.POSITIVE_INFINITY,
  apply: (value, args) => (value === '' ? args.reduce((whole, part) => whole + part, '') : value),
};

const OPERATORS: Readonly<Record<string, SubstituteOperator>> = {
  ':-': DEFAULT,
  ':=': DEFAULT,
  ':?': DEFAULT,
  ':+': DEFAULT,
  '=': DEFAULT,
  '^': { arity: 0, apply: (value) => firstCharacter(value, upper) },
  '^^': { arity: 0, apply: upper },
  ',': { arity: 0, apply: (value) => firstCharacter(value, lower) },
  ',,': { arity: 0, apply: lower },
  // The server reads these two but knows no meaning for them.
  '^,': { arity: 0, apply: (value) => value },
  ',^': { arity: 0, apply: (value) => value },
  ':': { arity: 2, delimiter: ':', apply: (value, [start = '', length]) => substring(value, start, length) },
  '#': { arity: 1, apply: (value, [glob = '']) => removePrefix(value, glob, false) },
  '##': { arity: 1, apply: (value, [glob = '']) => removePrefix(value, glob, true) },
  '%': { arity: 1, apply: (value, [glob = '']) => removeSuffix(value, glob, false) },
  '%%': { arity: 1, apply: (value, [glob = '']) => removeSuffix(value, glob, true) },
  '/': replacing((value, old, replacement = '') => value.replace(old, () => replacement)),
  '//': replacing((value, old, replacement = '') => replaceAll(value, old, replacement)),
  '/#': replacing((value, old, replacement) =>
    replacement !== undefined && value.startsWith(old) ? replacement + value.slice(old.length) : value,
  ),
  '/%': replacing((value, old, replacement) =>
    replacement !== undefined && value.endsWith(old)
      ? value.slice(0, value.length - old.length) + replacement
      : value,
  ),
};

export function operatorOf(text: string): SubstituteOperator {
  return OPERATORS[text] ?? NONE;
}

function replacing(
  replace: (value: string, old: string, replacement?: string) => string,
): SubstituteOperator {
  return {
    arity: 2,
    delimiter: '/',
    apply: (value, [old = '', replacement]) => replace(value, old, replacement),
  };
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
