/** Appends one reference token to a JSON Pointer (RFC 6901). The empty string points at the whole. */
export function pointerTo(parent: string, token: string | number): string {
  return `${parent}/${typeof token === 'number' ? token : escaped(token)}`;
}

function escaped(token: string): string {
  if (!token.includes('~') && !token.includes('/')) return token;
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The reference tokens of a JSON Pointer. */
export function tokensOf(pointer: string): string[] {
  const tokens = pointer.split('/').slice(1);
  return pointer.includes('~') ? tokens.map(unescaped) : tokens;
}

function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The pointer to the object or list with the part; empty for the whole. */
export function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

/** What is found first on the way from a part to the whole, both included. */
export function findAround<Found>(
  pointer: string,
  find: (at: string) => Found | undefined,
): Found | undefined {
  for (let at = pointer; ; at = parentOf(at)) {
    const found = find(at);
    if (found !== undefined || at === '') return found;
  }
}

/** A pointer as a reader writes the place: `tolerations[0].operator`, `labels[example.com/team]`. */
export function pathText(pointer: string): string {
  return tokensOf(pointer).reduce(
    (text, token) =>
      /^\d+$|[^\w-]/.test(token) ? `${text}[${token}]` : text === '' ? token : `${text}.${token}`,
    '',
  );
}

/** The value at a JSON Pointer; undefined if there is none. */
export function valueAt(value: unknown, pointer: string): unknown {
  let current = value;
  for (const token of tokensOf(pointer)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, token)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[token];
  }
  return current;
}

/** Whether a pointer is another one, or points below it. */
export function isWithin(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`);
}

/** Whether one of two pointers is the other, or points below it. */
export function isOnBranchOf(left: string, right: string): boolean {
  return isWithin(left, right) || isWithin(right, left);
}
