/** A JSON string as Go writes it: `<`, `>`, `&` and the two line separators escaped, other text kept. */
export function jsonString(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
