/** Appends one reference token to a JSON Pointer (RFC 6901). The empty text points at the whole. */
export function pointerTo(parent: string, token: string | number): string {
  return `${parent}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
