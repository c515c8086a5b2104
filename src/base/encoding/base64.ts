import { isAscii } from './case-mapping.ts';

const encoder = /* @__PURE__ */ new TextEncoder();
const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { ignoreBOM: true });

/** Standard base64 of the text in UTF-8. */
export function base64(text: string): string {
  return btoa(utf8Bytes(text));
}

/** Decodes base64 to text, spaces ignored and padding optional; undefined for other strings. */
export function base64ToText(encoded: string): string | undefined {
  try {
    return decoder.decode(bytesOf(atob(encoded.replace(/\s/g, ''))));
  } catch {
    return undefined;
  }
}

/** The same as Go reads it: only line breaks are ignored, and padding must be there. */
export function strictBase64ToText(encoded: string): string | undefined {
  return base64Length(encoded) === undefined ? undefined : base64ToText(encoded);
}

/** How many bytes base64 represents, as Go reads it; undefined for other strings. */
export function base64Length(encoded: string): number | undefined {
  const plain = encoded.replace(/[\r\n]/g, '');
  if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) return undefined;
  const padding = plain.endsWith('==') ? 2 : plain.endsWith('=') ? 1 : 0;
  return (plain.length / 4) * 3 - padding;
}

/** The UTF-8 encoding of a string, with a character for each byte. */
export function utf8Bytes(text: string): string {
  if (isAscii(text)) return text;
  const bytes = encoder.encode(text);
  const parts: string[] = [];
  // In parts, because a call accepts only so many arguments.
  for (let start = 0; start < bytes.length; start += 0x2000) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 0x2000)));
  }
  return parts.join('');
}

/** Base64 of the text in UTF-16, little-endian, without a byte order mark. */
export function base64Utf16(text: string): string {
  let bytes = '';
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes += String.fromCharCode(unit & 0xff, unit >> 8);
  }
  return btoa(bytes);
}

/** The inverse of {@link base64Utf16}; undefined for other strings. */
export function base64Utf16ToText(encoded: string): string | undefined {
  try {
    return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytesOf(atob(encoded)));
  } catch {
    return undefined;
  }
}

/** The bytes of a string with a character for each byte, such as {@link utf8Bytes} returns. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
