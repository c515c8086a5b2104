/** Number of bytes that a base64 text stands for, line breaks ignored; undefined where it cannot be decoded. */
export function base64Length(text: string): number | undefined {
  const plain = /[\r\n]/.test(text) ? text.replace(/[\r\n]/g, '') : text;
  if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) return undefined;
  const padding = plain.endsWith('==') ? 2 : plain.endsWith('=') ? 1 : 0;
  return (plain.length / 4) * 3 - padding;
}

/** The text of base64-encoded UTF-8; undefined where it cannot be decoded. */
export function textOfBase64(text: string): string | undefined {
  if (base64Length(text) === undefined) return undefined;
  const bytes = Uint8Array.from(atob(text.replace(/[\r\n]/g, '')), (character) => character.charCodeAt(0));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
