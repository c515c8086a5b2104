import { isAscii } from './case-mapping.ts';

const encoder = /* @__PURE__ */ new TextEncoder();

/** Standard base64 of the text in UTF-8. */
export function base64(text: string): string {
  return btoa(isAscii(text) ? text : binaryString(encoder.encode(text)));
}

/** The text of which base64 is given, blanks ignored; undefined for what is not base64. */
export function base64ToText(encoded: string): string | undefined {
  try {
    const binary = atob(encoded.replace(/\s/g, ''));
    return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** One character for each byte; in parts, as a call takes only so many arguments. */
function binaryString(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += 0x2000) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 0x2000)));
  }
  return parts.join('');
}
