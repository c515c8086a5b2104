/**
 * Unicode simple case mapping of Go, whose tables are of Unicode 15.0: one code point to one code point, without
 * regard to context. JavaScript's own mapping is the full one, which may lengthen a string (`İ`, `ß`) and looks at
 * neighbors (final sigma), and its tables are newer.
 */
export function lower(text: string): string {
  return isAscii(text) ? text.toLowerCase() : mapCodePoints(text, lowerCodePoint);
}

/** The upper-case counterpart of {@link lower}: `ß` stays `ß`. */
export function upper(text: string): string {
  return isAscii(text) ? text.toUpperCase() : mapCodePoints(text, upperCodePoint);
}

/** The folded form of a string: two texts that differ only in case have the same one. `İ` and `ı` are not forms of `i`. */
export function fold(text: string): string {
  return isAscii(text) ? text.toLowerCase() : mapCodePoints(text, foldCodePoint);
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Whether every character is one byte in UTF-8. */
export function isAscii(text: string): boolean {
  return !BEYOND_ASCII.test(text);
}

/** The code points whose case mappings came with Unicode 16 and 17. They have none in Go. */
const MAPPED_LATER =
  /[\u019b\u0264\u1c89\u1c8a\ua7cb-\ua7cf\ua7d2-\ua7d5\ua7da-\ua7dc\u{10d50}-\u{10d65}\u{10d70}-\u{10d85}\u{16ea0}-\u{16eb8}\u{16ebb}-\u{16ed3}]/u;

function mapCodePoints(text: string, map: (character: string) => string): string {
  let mapped = '';
  for (const character of text) mapped += MAPPED_LATER.test(character) ? character : map(character);
  return mapped;
}

function foldCodePoint(character: string): string {
  return character === 'İ' || character === 'ı' ? character : lowerCodePoint(upperCodePoint(character));
}

function lowerCodePoint(character: string): string {
  return character === 'İ' ? 'i' : character.toLowerCase();
}

function upperCodePoint(character: string): string {
  const upperCased = character.toUpperCase();
  return upperCased.length === character.length ? upperCased : withIotaSubscript(character);
}

/** Greek letters with an iota subscript expand under full mapping, but have a single upper-case (title) letter. */
function withIotaSubscript(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x1f80 && code <= 0x1faf && (code & 8) === 0) return String.fromCodePoint(code + 8);
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCodePoint(code + 9);
  return character;
}
