/** Length of a string in bytes of UTF-8. A lone surrogate is treated as the replacement character, three bytes. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    // The first half of a pair is one byte of the four, the second half three.
    else if (!isHighSurrogate(unit) || !isLowSurrogate(text.charCodeAt(index + 1))) bytes += 2;
  }
  return bytes;
}

/** Whether a string has more than `limit` bytes of UTF-8. Short texts are answered without a look at them. */
export function exceedsBytes(text: string, limit: number): boolean {
  return text.length * 3 > limit && byteLength(text) > limit;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Compares by UTF-8 bytes, which is by code points and not, as JavaScript does, by UTF-16 units. */
export function byBytes(left: string, right: string): number {
  const [leftPoints, rightPoints] = [[...left], [...right]];
  for (let index = 0; index < Math.min(leftPoints.length, rightPoints.length); index++) {
    const difference = (leftPoints[index]?.codePointAt(0) ?? 0) - (rightPoints[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return leftPoints.length - rightPoints.length;
}

/**
 * Operators of substitution cut values between bytes, even inside a character. Within an expression such a lone
 * byte travels as one unpaired low surrogate (U+DC00 + byte), so texts stay JavaScript strings.
 */
const LONE_BYTE = 0xdc00;

export function encodedLength(text: string): number {
  return encodeUtf8(text).length;
}

export function encodeUtf8(text: string): Uint8Array {
  if (text.isWellFormed()) return new TextEncoder().encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code > LONE_BYTE && code <= LONE_BYTE + 0xff) bytes.push(code - LONE_BYTE);
    else for (const byte of new TextEncoder().encode(character)) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

/** The inverse of {@link encodeUtf8}; each byte that is not a part of a character becomes a lone byte. */
export function decodeUtf8(bytes: Uint8Array): string {
  return decodeWhole(bytes) ?? decodeBroken(bytes);
}

/** The number of bytes of the character at an index, or 1 if the bytes form no character. */
export function characterWidth(bytes: Uint8Array, index: number, end: number): number {
  const width = widthFromLead(bytes[index] ?? 0);
  if (width === 1 || index + width > end) return 1;
  return decodeWhole(bytes.subarray(index, index + width)) === undefined ? 1 : width;
}

/** The character at an index, U+FFFD if the bytes form none. */
export function characterAt(bytes: Uint8Array, index: number, end: number): number {
  const byte = bytes[index] ?? 0;
  if (byte < 0x80) return byte;
  const character = bytes.subarray(index, index + characterWidth(bytes, index, end));
  return decodeWhole(character)?.codePointAt(0) ?? 0xfffd;
}

export function hasLoneBytes(text: string): boolean {
  return !text.isWellFormed();
}

/** The text with U+FFFD for each lone byte. */
export function replaceLoneBytes(text: string): string {
  return text.toWellFormed();
}

/** The characters in reverse order; lone bytes become U+FFFD. */
export function reverseCharacters(text: string): string {
  return [...replaceLoneBytes(text)].reverse().join('');
}

function decodeBroken(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let index = 0; index < bytes.length; ) {
    const byte = bytes[index] ?? 0;
    const width = characterWidth(bytes, index, bytes.length);
    if (byte < 0x80) pieces.push(String.fromCharCode(byte));
    else if (width === 1) pieces.push(String.fromCharCode(LONE_BYTE + byte));
    else pieces.push(decodeWhole(bytes.subarray(index, index + width)) ?? '');
    index += width;
  }
  return pieces.join('');
}

function widthFromLead(byte: number): number {
  if (byte >= 0xf0) return 4;
  if (byte >= 0xe0) return 3;
  return byte >= 0xc0 ? 2 : 1;
}

/** Undefined if the bytes are not valid UTF-8. */
function decodeWhole(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
