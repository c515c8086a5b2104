import { binaryString } from '../../base/encoding/base64.ts';
import { base64Runs, decodeBase64, decodeUtf16, isText } from './base64-runs.ts';
import { CUT, isCutAt, TextReading } from './reading.ts';

/** How many encodings are undone in turn. Base64 of JSON in JSON has three. */
const DEEPEST = 4;

/** Receives a reading, which changes as soon as it is received. */
type Visit = (reading: TextReading) => void;

/**
 * Makes a function that reads a string in every way in which a secret in it may be written: as it is, with the escapes of
 * JSON or YAML, in the quotes of a shell, percent-encoded, in base64 of UTF-8 or UTF-16, and in one of these inside of
 * another.
 */
export function makeReader(): (text: string, visit: Visit) => void {
  const levels = Array.from({ length: DEEPEST + 1 }, () => ({
    own: new TextReading(),
    utf16: new TextReading(),
  }));

  function visitWithin(reading: TextReading, level: number, visit: Visit): void {
    visit(reading);
    const inner = levels[level];
    if (inner === undefined) return;
    const { own, utf16 } = inner;
    for (const kind of ESCAPES) {
      if (undoEscapes(reading, kind, own)) visitWithin(own, level + 1, visit);
    }
    for (const run of base64Runs(reading)) {
      const isCut = isCutAt(reading, run.end);
      for (let skipped = 0; skipped < 4; skipped++) {
        decodeBase64(reading, run, skipped, own);
        const decoded = decodeUtf16(own, utf16) ? utf16 : own;
        if (isCut) decoded.character(CUT, 0, 0);
        // Noise may look like anything, so nothing that is encoded is looked for in it.
        if (isText(decoded)) visitWithin(decoded, level + 1, visit);
        else visit(decoded);
      }
    }
  }

  return (text, visit) => {
    const plain = levels[0]?.own as TextReading;
    readPlain(text, plain);
    visitWithin(plain, 1, visit);
  };
}

function readPlain(text: string, into: TextReading): void {
  into.clear(text.length * 3);
  for (let index = 0; index < text.length; ) {
    const code = text.codePointAt(index) as number;
    const end = index + (code > 0xffff ? 2 : 1);
    // A string may be cut between the two halves of a character.
    if (code >= 0xd800 && code <= 0xdbff && text[end] === '…') into.extend(end);
    else into.character(code, index, end);
    index = end;
  }
}

/** A way to write a character as several. */
interface Escape {
  /** The byte that every such escape begins with. */
  readonly lead: number;
  /** Matches one in bytes, each as a character. A string that is cut goes on with the bytes of `…`. */
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

const ESCAPES: readonly Escape[] = [BACKSLASH, QUOTE, PERCENT];

/** Undoes escapes of one kind. Returns false if there are none. */
function undoEscapes(reading: TextReading, { lead, pattern, decode }: Escape, into: TextReading): boolean {
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
