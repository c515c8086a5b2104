import type { TextReading } from './reading.ts';

/** Letters that may be base64, from a byte of a reading up to another. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** Four bytes in base64. */
const SHORTEST_RUN = 6;

const NO_DIGIT = 0xff;

/** By byte, the six bits that it represents, in either alphabet. */
const DIGITS: Uint8Array = /* @__PURE__ */ digitsOfBase64();

function digitsOfBase64(): Uint8Array {
  const digits = new Uint8Array(0x100).fill(NO_DIGIT);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  for (const [value, character] of [...`${alphabet}+/`, ...`${alphabet}-_`].entries())
    digits[character.charCodeAt(0)] = value % 64;
  return digits;
}

/** Finds base64 in a reading, with line breaks inside. */
export function base64Runs({ bytes, length }: TextReading): Run[] {
  const runs: Run[] = [];
  let start = -1;
  let end = 0;
  for (let index = 0; index <= length; index++) {
    const byte = index < length ? (bytes[index] as number) : 0;
    if (DIGITS[byte] !== NO_DIGIT) {
      if (start < 0) start = index;
      end = index + 1;
    } else if (byte !== 0x0a && byte !== 0x0d) {
      if (start >= 0 && end - start >= SHORTEST_RUN) runs.push({ start, end });
      start = -1;
    }
  }
  return runs;
}

/** Decodes a run without its first characters: other letters may be right before base64. */
export function decodeBase64(
  reading: TextReading,
  { start, end }: Run,
  skipped: number,
  into: TextReading,
): void {
  into.clear(end - start);
  let toSkip = skipped;
  let pending = 0;
  let bits = 0;
  let place = start;
  for (let index = start; index < end; index++) {
    const digit = DIGITS[reading.bytes[index] as number] as number;
    if (digit === NO_DIGIT || toSkip-- > 0) continue;
    pending = ((pending << 6) | digit) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      into.byte((pending >> bits) & 0xff, reading.startOf(place), reading.endOf(index));
    }
    place = index;
  }
}

/** Reads UTF-16 in little-endian order as UTF-8. Returns false for bytes that do not look like it. */
export function decodeUtf16(reading: TextReading, into: TextReading): boolean {
  const { bytes, length } = reading;
  const zeros = { even: 0, odd: 0 };
  for (let index = 0; index < length; index++) {
    if (bytes[index] === 0) zeros[index % 2 === 0 ? 'even' : 'odd'] += 1;
  }
  if ((zeros.even + zeros.odd) * 8 < length) return false;
  const unitAt = (index: number) => (bytes[index] as number) | ((bytes[index + 1] as number) << 8);
  into.clear(length * 2);
  for (let index = zeros.odd >= zeros.even ? 0 : 1; index + 1 < length; ) {
    const next = index + 3 < length ? unitAt(index + 2) : 0;
    const code = String.fromCharCode(unitAt(index), next).codePointAt(0) as number;
    const after = index + (code > 0xffff ? 4 : 2);
    into.character(code, reading.startOf(index), reading.endOf(after - 1));
    index = after;
  }
  return true;
}

/** Whether bytes read as text: most of them are well-formed UTF-8 without control characters. */
export function isText({ bytes, length }: TextReading): boolean {
  let odd = 0;
  let expected = 0;
  for (let index = 0; index < length; index++) {
    const byte = bytes[index] as number;
    const isContinuation = (byte & 0xc0) === 0x80;
    if (isContinuation !== expected > 0) odd += 1;
    if (isContinuation && expected > 0) expected -= 1;
    else {
      expected = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
      if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) odd += 1;
    }
  }
  return odd * 4 <= length;
}
