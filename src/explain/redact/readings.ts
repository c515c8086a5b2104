import { utf8Bytes } from '../../base/encoding/base64.ts';
import { base64Runs, decodeBase64, decodeUtf16, isText } from './base64-runs.ts';
import { CUT, Reading } from './reading.ts';

/** How many encodings are undone in turn. Base64 of JSON in JSON has three. */
const DEEPEST = 4;

/**
 * Reads a string in every way in which a secret in it may be written: as it is, with the escapes of JSON or YAML, in the
 * quotes of a shell, percent-encoded, in base64 of UTF-8 or UTF-16, and in one of these inside of another.
 */
export function readingsOf(text: string): Iterable<Reading> {
  return readingsIn(plainReading(text), 0);
}

function* readingsIn(reading: Reading, depth: number): Generator<Reading> {
  yield reading;
  if (depth === DEEPEST) return;
  for (const kind of ESCAPES) {
    const undone = withoutEscapes(reading, kind);
    if (undone !== undefined) yield* readingsIn(undone, depth + 1);
  }
  for (const run of base64Runs(reading)) {
    const isCut = reading.bytes.startsWith(CUT, run.end);
    for (let skipped = 0; skipped < 4; skipped++) {
      const bytes = decodeBase64(reading, run, skipped);
      const decoded = decodeUtf16(bytes) ?? bytes;
      if (isCut) decoded.add(CUT, 0, 0);
      // Noise may look like anything, so nothing that is encoded is looked for in it.
      yield* readingsIn(decoded, isText(decoded) ? depth + 1 : DEEPEST);
    }
  }
}

/** A half of a character, before which a string was cut. */
const HALF = /[\ud800-\udbff](?=…)/g;

function plainReading(text: string): Reading {
  const bytes = utf8Bytes(text.replace(HALF, ''));
  const reading = new Reading(bytes.length);
  for (let start = 0; start < text.length; ) {
    const code = text.codePointAt(start) as number;
    const end = start + (code > 0xffff ? 2 : 1);
    if (code >= 0xd800 && code <= 0xdbff && text[end] === '…') reading.extend(end);
    else reading.place(code < 0x80 ? 1 : code < 0x800 ? 2 : code > 0xffff ? 4 : 3, start, end);
    start = end;
  }
  reading.bytes = bytes;
  return reading;
}

/** A way to write a character as several. */
interface Escape {
  /** Matches one in bytes, each as a character. A string that is cut goes on with the bytes of `…`. */
  readonly pattern: RegExp;
  /** The character, or the byte of one, that a match represents; undefined if the text is cut inside it. */
  readonly decode: (
    match: RegExpMatchArray,
  ) => { readonly code: number } | { readonly byte: string } | undefined;
}

const NAMED: Readonly<Record<string, number>> = { 0: 0, a: 7, b: 8, e: 27, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** Escapes of JSON, of YAML, and of the double quotes of a shell. */
const BACKSLASH: Escape = {
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
  pattern: /'["'\\]{0,3}(?=\xe2\x80\xa6)|'(?:"'"|\\')?'/g,
  decode: ([match]) => (match.length > 1 && match.endsWith("'") ? { code: 0x27 } : undefined),
};

const PERCENT: Escape = {
  pattern: /%(?:([\da-fA-F]{2})|[\da-fA-F]?(?=\xe2\x80\xa6))/g,
  decode: ([, digits]) =>
    digits === undefined ? undefined : { byte: String.fromCharCode(Number.parseInt(digits, 16)) },
};

const ESCAPES: readonly Escape[] = [BACKSLASH, QUOTE, PERCENT];

/** Undoes escapes of one kind. Returns undefined if there are none. */
function withoutEscapes(reading: Reading, { pattern, decode }: Escape): Reading | undefined {
  const undone = new Reading(reading.bytes.length);
  let index = 0;
  for (const match of reading.bytes.matchAll(pattern)) {
    undone.copy(reading, index, match.index);
    index = match.index + match[0].length;
    const [start, end] = [reading.startOf(match.index), reading.endOf(index - 1)];
    const decoded = decode(match);
    if (decoded === undefined) undone.extend(end);
    else if ('byte' in decoded) undone.add(decoded.byte, start, end);
    else undone.addCharacter(decoded.code, start, end);
  }
  if (index === 0) return undefined;
  undone.copy(reading, index, reading.bytes.length);
  return undone;
}
