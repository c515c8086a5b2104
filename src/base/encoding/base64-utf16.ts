/** Base64 of the text in UTF-16, little-endian, without a byte order mark. */
export function base64Utf16(text: string): string {
  let bytes = '';
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes += String.fromCharCode(unit & 0xff, unit >> 8);
  }
  return btoa(bytes);
}

/** The inverse of {@link base64Utf16}; undefined for what is not base64. */
export function base64Utf16ToText(encoded: string): string | undefined {
  try {
    const bytes = atob(encoded);
    return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(
      Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)),
    );
  } catch {
    return undefined;
  }
}
