import { bytesOf } from '../../base/encoding/base64.ts';
import { byBytes, byteLength, decodeUtf8, encodeUtf8, hasLoneBytes } from '../../base/encoding/utf8.ts';

/**
 * Runs a function of two texts on their bytes, one character each, if one of them has bytes that are not characters.
 * Texts are searched and put together byte by byte, and bytes that meet may become a character.
 */
export function onBytes<Result>(
  text: string,
  part: string,
  run: (text: string, part: string, decode: (text: string) => string) => Result,
): Result {
  return hasLoneBytes(text) || hasLoneBytes(part)
    ? run(spreadBytes(text), spreadBytes(part), gatherBytes)
    : run(text, part, (whole) => whole);
}

/** The number of bytes before the first match of a part, or the last one; -1 if there is none. */
export function byteIndex(text: string, part: string, last: boolean): number {
  const find = (whole: string, searched: string): number =>
    last ? whole.lastIndexOf(searched) : whole.indexOf(searched);
  if (hasLoneBytes(text) || hasLoneBytes(part)) return find(spreadBytes(text), spreadBytes(part));
  const index = find(text, part);
  return index === -1 ? -1 : byteLength(text.slice(0, index));
}

/** A byte by its index, which counts from the end if it is negative. */
export function byteAt(text: string, index: number): bigint | undefined {
  const byte = encodeUtf8(text).at(index);
  return byte === undefined ? undefined : BigInt(byte);
}

export function sliceBytes(text: string, start: number, end: number): string {
  return decodeUtf8(encodeUtf8(text).slice(start, end));
}

export function joinTexts(texts: readonly string[], glue: string): string {
  if (!hasLoneBytes(glue) && !texts.some(hasLoneBytes)) return texts.join(glue);
  return gatherBytes(texts.map(spreadBytes).join(spreadBytes(glue)));
}

export function compareBytes(left: string, right: string): number {
  return onBytes(left, right, byBytes);
}

export function spreadBytes(text: string): string {
  return Array.from(encodeUtf8(text), (byte) => String.fromCharCode(byte)).join('');
}

/** The inverse of {@link spreadBytes}. */
export function gatherBytes(text: string): string {
  return decodeUtf8(bytesOf(text));
}
