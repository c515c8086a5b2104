/**
 * What follows a plain key in a flow collection whose colon has no blank after it. YAML 1.2 takes `{a:[b]}` and
 * `{a:, b: c}` for maps with the key `a`. go-yaml wants a blank after the colon of a plain key, or else the colon
 * belongs to the text; go-yaml 4 asks for it only where a collection follows.
 */
export interface GluedColon {
  /** Offset after the colon. */
  readonly end: number;
  /** Whether a collection starts right after it, which go-yaml cannot make sense of. */
  readonly beforeCollection: boolean;
}

/** @param keyEnd offset after the plain key */
export function findGluedColon(text: string, keyEnd: number, goYaml4: boolean): GluedColon | undefined {
  let index = keyEnd;
  while (text[index] === ' ' || text[index] === '\t') index++;
  const next = text[index + 1] ?? '';
  if (text[index] !== ':' || !FLOW_INDICATORS.includes(next)) return undefined;
  const beforeCollection = next === '[' || next === '{';
  return goYaml4 && !beforeCollection ? undefined : { end: index + 1, beforeCollection };
}

const FLOW_INDICATORS = ['[', '{', ']', '}', ','];

/** Whether an empty key was asked for with `?`; a bare colon is none to go-yaml. */
export function isExplicitKey(text: string, keyStart: number): boolean {
  let index = keyStart - 1;
  while (index >= 0 && /\s/.test(text.charAt(index))) index--;
  return text[index] === '?';
}

/** Whether the colon of a key stands on a later line than the key starts; go-yaml wants both on one line. */
export function isSplitKey(text: string, keyStart: number, keyEnd: number): boolean {
  let index = keyEnd;
  while (index < text.length && /\s/.test(text.charAt(index))) index++;
  return text[index] === ':' && text.slice(keyStart, index).includes('\n') && !isExplicitKey(text, keyStart);
}
