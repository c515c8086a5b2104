import type { ScalarNode } from './node.ts';

/**
 * Whether go-yaml takes the first character of a plain scalar in a flow collection for an indicator: `:` and, for
 * go-yaml 3, `?` of a value need no blank after them there, as they do in YAML 1.2.
 */
export function beginsWithIndicator({ plain, text }: ScalarNode, isKey: boolean, goYaml4: boolean): boolean {
  return plain && (text.startsWith(':') || (text.startsWith('?') && !isKey && !goYaml4));
}

/** Whether a tag without a value stands right before what ends its entry; go-yaml wants a blank between. */
export function isTagGluedToEnd({ plain, tag, start, end }: ScalarNode, source: string): boolean {
  if (!plain || tag === undefined || start !== end) return false;
  return ENDS.includes(source.charAt(start)) && !BLANKS.includes(source.charAt(start - 1));
}

const ENDS = ['}', ']', ','];
const BLANKS = [' ', '\t', '\n', '\r'];
