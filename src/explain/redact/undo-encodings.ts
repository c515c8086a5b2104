import { utf8Bytes } from '../../base/encoding/base64.ts';
import { CUT, Reading, type Span } from './reading.ts';

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

/** Four bytes in base64. */
const SHORTEST_RUN = 6;

/** Letters that may be base64, in either alphabet and with line breaks inside. */
const RUN = /[\w+/-][\w+/\r\n-]*/g;

function base64Runs({ bytes }: Reading): Span[] {
  return [...bytes.matchAll(RUN)]
    .map(({ 0: run, index }) => ({ start: index, end: index + run.trimEnd().length }))
    .filter(({ start, end }) => end - start >= SHORTEST_RUN);
}

/** Decodes a run without its first characters: other letters may be right before base64. */
function decodeBase64(reading: Reading, { start, end }: Span, skipped: number): Reading {
  const run = reading.bytes.slice(start, end);
  const digits = run
    .replace(/[\r\n]/g, '')
    .slice(skipped)
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  const places = new Uint32Array(digits.length + skipped);
  for (let index = start, count = 0; index < end; index++)
    if (reading.bytes.charCodeAt(index) > 0x0d) places[count++] = index;
  // A last digit alone does not encode a byte.
  const bytes = atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
  const decoded = new Reading(bytes.length);
  for (let index = 0; index < bytes.length; index++) {
    const bit = index * 8;
    const first = places[skipped + Math.floor(bit / 6)] as number;
    const last = places[skipped + Math.floor((bit + 7) / 6)] as number;
    decoded.place(1, reading.startOf(first), reading.endOf(last));
  }
  decoded.bytes = bytes;
  return decoded;
}

/** Reads UTF-16 in little-endian order as UTF-8. Returns undefined for bytes that do not look like it. */
function decodeUtf16(reading: Reading): Reading | undefined {
  const { bytes } = reading;
  const zeros = { even: 0, odd: 0 };
  for (let index = bytes.indexOf('\0'); index >= 0; index = bytes.indexOf('\0', index + 1))
    zeros[index % 2 === 0 ? 'even' : 'odd'] += 1;
  if ((zeros.even + zeros.odd) * 8 < bytes.length) return undefined;
  const unitAt = (index: number) => bytes.charCodeAt(index) | (bytes.charCodeAt(index + 1) << 8);
  const decoded = new Reading(Math.ceil(bytes.length / 2) * 3);
  for (let index = zeros.odd >= zeros.even ? 0 : 1; index + 1 < bytes.length; ) {
    const next = index + 3 < bytes.length ? unitAt(index + 2) : 0;
    const code = String.fromCharCode(unitAt(index), next).codePointAt(0) as number;
    const after = index + (code > 0xffff ? 4 : 2);
    decoded.addCharacter(code, reading.startOf(index), reading.endOf(after - 1));
    index = after;
  }
  return decoded;
}

/** Whether bytes read as text: most of them are well-formed UTF-8 without control characters. */
function isText({ bytes }: Reading): boolean {
  let odd = 0;
  let expected = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes.charCodeAt(index);
    const isContinuation = (byte & 0xc0) === 0x80;
    if (isContinuation !== expected > 0) odd += 1;
    if (isContinuation && expected > 0) expected -= 1;
    else {
      expected = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
      if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) odd += 1;
    }
  }
  return odd * 4 <= bytes.length;
}
