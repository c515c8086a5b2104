/** What go-yaml knows after a backslash in a double-quoted scalar; a line break may follow too. */
const KNOWN_ESCAPES = /* @__PURE__ */ new Set('0abt\tnvfre "\'\\N_LPxuU\n\r');

const HALF_SURROGATE = /^(?:u|U0000)[dD][89a-fA-F]/;

/**
 * Offset of the first escape in a double-quoted scalar that go-yaml does not know. YAML 1.2 has `\/`, go-yaml
 * has not; nor does it put characters together from two halves, as JSON does.
 *
 * @param source the scalar as written, quotes included
 */
export function findUnknownEscape(source: string): number | undefined {
  for (let index = source.indexOf('\\'); index !== -1; index = source.indexOf('\\', index + 2)) {
    if (!KNOWN_ESCAPES.has(source.charAt(index + 1))) return index;
    if (HALF_SURROGATE.test(source.slice(index + 1, index + 8))) return index;
  }
  return undefined;
}

/**
 * A double-quoted scalar without its escaped single quotes, which go-yaml takes and YAML 1.2 does not know;
 * undefined where there are none.
 */
export function withoutEscapedSingleQuotes(source: string): string | undefined {
  if (!source.includes("\\'")) return undefined;
  return source.replaceAll(/\\[\s\S]/g, (sequence) => (sequence === "\\'" ? "'" : sequence));
}
