/**
 * Offset of the first character that go-yaml refuses in a file: control characters, and half surrogates, which
 * stand for bytes that are not UTF-8.
 */
export function findForbiddenCharacter(text: string, goYaml4: boolean): number | undefined {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x20 && code <= 0x7e) continue;
    if (isHighSurrogate(code) && isLowSurrogate(text.charCodeAt(index + 1))) index++;
    else if (!isAllowed(code) && !(goYaml4 && code === DELETE)) return index;
  }
  return undefined;
}

/** The one control character that go-yaml 4 takes. */
const DELETE = 0x7f;

function isAllowed(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  if (code < 0xa0) return code === 0x85;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd);
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
