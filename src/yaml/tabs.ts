import type { Place, ScalarNode, YamlNode } from './node.ts';

/**
 * Offset of the first tab before the content of a line where go-yaml, other than YAML 1.2, wants blanks: outside of
 * flow collections and scalars, be the line empty otherwise or a comment.
 *
 * @param end where the document ends
 */
export function findIndentingTab(root: YamlNode, text: string, end: number): number | undefined {
  if (!INDENTING_TAB.test(text)) return undefined;
  const spans = spansOf(root, text);
  for (const match of text.matchAll(new RegExp(INDENTING_TAB, 'gm'))) {
    const tab = match.index + match[0].length - 1;
    if (tab >= end) return undefined;
    if (!isTaken(tab, match.index, spans, text)) return tab;
  }
  return undefined;
}

const INDENTING_TAB = /^ *\t/m;

/** A flow collection or scalar, in which tabs are content or white space. */
interface Span extends Place {
  /** For plain scalars, which go on until something else comes: the column that their lines must reach. */
  readonly indent: number | undefined;
}

function isTaken(tab: number, line: number, spans: readonly Span[], text: string): boolean {
  const before = spans.findLast(({ start }) => start <= tab);
  if (before === undefined) return false;
  if (tab < before.end) return true;
  const { indent, end } = before;
  return indent !== undefined && text.slice(end, tab).trim() === '' && tab - line >= indent;
}

/** The spans in the order of the text. */
function spansOf(root: YamlNode, text: string): Span[] {
  const spans: Span[] = [];
  const waiting: { node: YamlNode; indent: number }[] = [{ node: root, indent: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, indent } = next;
    const isFlow = node.kind !== 'scalar' && OPENING.includes(text.charAt(node.start));
    if (node.kind === 'scalar' || node.kind === 'alias' || isFlow) spans.push(spanOf(node, indent));
    else
      waiting.push(...childrenOf(node).map((child) => ({ node: child, indent: columnOf(node, text) + 1 })));
  }
  return spans.filter(({ start, end }) => end > start).sort((left, right) => left.start - right.start);
}

const OPENING = ['{', '['];

function spanOf(node: YamlNode, indent: number): Span {
  return { start: node.start, end: node.end, indent: isPlain(node) ? indent : undefined };
}

function isPlain(node: YamlNode): node is ScalarNode {
  return node.kind === 'scalar' && node.plain;
}

function childrenOf(node: YamlNode): readonly YamlNode[] {
  if (node.kind === 'list') return node.items;
  return node.kind === 'map' ? node.entries.flatMap(({ key, value }) => [key, value]) : [];
}

function columnOf({ start }: Place, text: string): number {
  return start - (text.lastIndexOf('\n', start - 1) + 1);
}
