/** What go-yaml knows after a backslash in a double-quoted scalar; a line break may follow too. */
const KNOWN_ESCAPES = /* @__PURE__ */ new Set('0abt\tnvfre "\'\\N_LPxuU\n\r');

/**
 * Offset of the first escape in a double-quoted scalar that go-yaml does not know. YAML 1.2 has `\/`, go-yaml
 * has not.
 *
 * @param source the scalar as written, quotes included
 */
export function findUnknownEscape(source: string): number | undefined {
  for (let index = source.indexOf('\\'); index !== -1; index = source.indexOf('\\', index + 2)) {
    if (!KNOWN_ESCAPES.has(source.charAt(index + 1))) return index;
  }
  return undefined;
}
