import { binaryString } from '../../base/encoding/base64.ts';
import type { TextReading } from './reading.ts';

/** A way to write a character as several. */
export interface Escape {
  /** The byte that every such escape begins with. */
  readonly lead: number;
  /** Matches one in bytes, each as a character. A text that is cut goes on with the bytes of `…`. */
  readonly pattern: RegExp;
  /** The character, or the byte of one, that a match represents; undefined if the text is cut inside it. */
  readonly decode: (
    match: RegExpMatchArray,
  ) => { readonly code: number } | { readonly byte: number } | undefined;
}

const NAMED: Readonly<Record<string, number>> = { 0: 0, a: 7, b: 8, e: 27, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** Escapes of JSON, of YAML, and of the double quotes of a shell. */
const BACKSLASH: Escape = {
  lead: 0x5c,
  pattern:
    /\\(?:u[dD][89abAB][\da-fA-F]{2}(?:\\(?:u[\da-fA-F]{0,3})?)?|[xuU]?[\da-fA-F]{0,7})(?=\xe2\x80\xa6)|\\(?:u([dD][89abAB][\da-fA-F]{2})\\u([dD][c-fC-F][\da-fA-F]{2})|(?:U([\da-fA-F]{8})|u([\da-fA-F]{4})|x([\da-fA-F]{2}))|([abefnrtv0])|([!-/:-@[-`{-~]))/g,
  decode([, high, low, wide, code, byte, named, symbol]) {
    if (high !== undefined && low !== undefined)
      return {
        code: 0x10000 + (Number.parseInt(high, 16) - 0xd800) * 0x400 + (Number.parseInt(low, 16) - 0xdc00),
      };
    const digits = wide ?? code ?? byte;
    if (digits !== undefined) return { code: Number.parseInt(digits, 16) };
    if (named !== undefined) return { code: NAMED[named] ?? 0 };
    return symbol === undefined ? undefined : { code: symbol.charCodeAt(0) };
  },
};

/** A quote inside of quotes: in the form of a shell, or doubled as in PowerShell and YAML. */
const QUOTE: Escape = {
  lead: 0x27,
  pattern: /'["'\\]{0,3}(?=\xe2\x80\xa6)|'(?:"'"|\\')?'/g,
  decode: ([match]) => (match.length > 1 && match.endsWith("'") ? { code: 0x27 } : undefined),
};

const PERCENT: Escape = {
  lead: 0x25,
  pattern: /%(?:([\da-fA-F]{2})|[\da-fA-F]?(?=\xe2\x80\xa6))/g,
  decode: ([, digits]) => (digits === undefined ? undefined : { byte: Number.parseInt(digits, 16) }),
};

export const ESCAPES: readonly Escape[] = [BACKSLASH, QUOTE, PERCENT];

/** Undoes escapes of one kind. Returns false if there are none. */
export function undoEscapes(
  reading: TextReading,
  { lead, pattern, decode }: Escape,
  into: TextReading,
): boolean {
  const { length } = reading;
  if (!includes(reading, lead)) return false;
  const bytes = reading.bytes.subarray(0, length);
  let index = 0;
  for (const match of binaryString(bytes).matchAll(pattern)) {
    if (index === 0) into.clear(length);
    into.copy(reading, index, match.index);
    const after = match.index + match[0].length;
    const decoded = decode(match);
    if (decoded === undefined) into.extend(reading.endOf(after - 1));
    else if ('byte' in decoded)
      into.byte(decoded.byte, reading.startOf(match.index), reading.endOf(after - 1));
    else into.character(decoded.code, reading.startOf(match.index), reading.endOf(after - 1));
    index = after;
  }
  if (index === 0) return false;
  into.copy(reading, index, length);
  return true;
}

function includes({ bytes, length }: TextReading, wanted: number): boolean {
  for (let index = 0; index < length; index++) if (bytes[index] === wanted) return true;
  return false;
}
