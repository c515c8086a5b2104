/** Appends one reference token to a JSON Pointer (RFC 6901). The empty text points at the whole. */
export function pointerTo(parent: string, token: string | number): string {
  return `${parent}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The reference tokens of a JSON Pointer. */
export function tokensOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A place in a JSON value, from the inside out. Cheaper to build than its pointer, which is seldom wanted. */
export interface Place {
  readonly parent: Place | undefined;
  readonly token: string | number;
}

/** The JSON Pointer to a place; undefined is the whole. */
export function pointerOf(place: Place | undefined): string {
  const tokens: Place['token'][] = [];
  for (let at = place; at !== undefined; at = at.parent) tokens.push(at.token);
  return tokens.reduceRight<string>(pointerTo, '');
}
