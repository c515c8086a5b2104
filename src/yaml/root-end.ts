import { type Document, isCollection, type ParsedNode, type YAMLError } from 'yaml';

/**
 * The offset from which on go-yaml no longer looks at a document: behind a flow collection that is closed, or where
 * a line begins further left than the block collection that it would belong to.
 */
export function endOfRoot({ contents, errors }: Document.Parsed<ParsedNode>, text: string): number {
  if (!isCollection(contents)) return Number.POSITIVE_INFINITY;
  const [start, end] = contents.range;
  if (contents.flow) return isClosed(end, errors, text) ? end : Number.POSITIVE_INFINITY;
  const next = errors.find(({ pos, message }) => pos[0] >= end && message.endsWith('at node end'))?.pos[0];
  const isFurtherLeft = next !== undefined && columnOf(next, text) < columnOf(start, text);
  return isFurtherLeft ? next : Number.POSITIVE_INFINITY;
}

function isClosed(end: number, errors: readonly YAMLError[], text: string): boolean {
  const isOpen = errors.some(({ pos, message }) => pos[0] === end && /must end with a [\]}]$/.test(message));
  return !isOpen && (text[end - 1] === '}' || text[end - 1] === ']');
}

function columnOf(offset: number, text: string): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
