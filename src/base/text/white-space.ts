const WHITE_SPACE = /\p{White_Space}/u;

/** Removes Unicode white space at both ends. JavaScript's own `trim` differs in U+0085 and U+FEFF. */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (WHITE_SPACE.test(text.charAt(start))) start++;
  while (WHITE_SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
