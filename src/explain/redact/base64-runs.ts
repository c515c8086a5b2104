import { Reading, type Span } from './reading.ts';

/** Four bytes in base64. */
const SHORTEST_RUN = 6;

/** Letters that may be base64, in either alphabet and with line breaks inside. */
const RUN = /[\w+/-][\w+/\r\n-]*/g;

/** Finds base64 in a reading. */
export function base64Runs({ bytes }: Reading): Span[] {
  return [...bytes.matchAll(RUN)]
    .map(({ 0: run, index }) => ({ start: index, end: index + run.trimEnd().length }))
    .filter(({ start, end }) => end - start >= SHORTEST_RUN);
}

/** Decodes a run without its first characters: other letters may be right before base64. */
export function decodeBase64(reading: Reading, { start, end }: Span, skipped: number): Reading {
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
export function decodeUtf16(reading: Reading): Reading | undefined {
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
export function isText({ bytes }: Reading): boolean {
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
