const SHOWN_CHARACTERS = 60;

/** A value in a few words for a message: texts in quotes and shortened, maps and lists by their kind only. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') {
    const characters = Array.from(value.slice(0, 2 * SHOWN_CHARACTERS + 2));
    const isShort = characters.length <= SHOWN_CHARACTERS;
    return isShort
      ? JSON.stringify(value)
      : `${JSON.stringify(characters.slice(0, SHOWN_CHARACTERS).join(''))}...`;
  }
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  return typeof value === 'function' ? 'a function' : String(value);
}
