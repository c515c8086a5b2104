import { isCollection, isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { oneLine } from '../../base/text/printable.ts';
import { documentText, yamlDocument } from '../../translate/manifest/to-yaml.ts';

/** Sets comments apart from `#` in values. It is in private use, so values and comments have it escaped. */
const MARK = '\ue001';

/** Comments begin in one column, but values longer than this push theirs out. */
const WIDEST = 60;

/**
 * Writes a value as YAML with a comment beside each leaf, on one line. The comments begin in one column.
 *
 * @param commentOf the comment for a leaf by its JSON Pointer
 */
export function annotatedYaml(
  value: unknown,
  commentOf: (pointer: string) => string | undefined,
  paint: (comment: string) => string,
): string {
  const document = yamlDocument(value);
  annotate(document.contents, '', commentOf);
  const lines = documentText(document).split('\n').map(splitComment);
  const lengths = lines.map(({ text }) => text.length).filter((length) => length <= WIDEST);
  const width = lengths.reduce((widest, length) => Math.max(widest, length), 0);
  return lines
    .map(({ text, comment }) =>
      comment === undefined ? text : `${text.padEnd(width)}  ${paint(`# ${comment}`)}`,
    )
    .join('\n');
}

function annotate(node: unknown, pointer: string, commentOf: (pointer: string) => string | undefined): void {
  if (isMap(node) && node.items.length > 0) {
    for (const pair of node.items) {
      const key = isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : '';
      annotate(pair.value, pointerTo(pointer, key), commentOf);
    }
  } else if (isSeq(node) && node.items.length > 0) {
    for (const [index, item] of node.items.entries()) annotate(item, pointerTo(pointer, index), commentOf);
  } else if (isScalar(node) || isCollection(node)) {
    const comment = commentOf(pointer);
    if (comment !== undefined) (node as Node).comment = `${MARK}${oneLine(comment)}`;
  }
}

function splitComment(line: string): { text: string; comment?: string } {
  const start = line.lastIndexOf(`#${MARK}`);
  if (start < 0) return { text: line };
  return { text: line.slice(0, start).trimEnd(), comment: line.slice(start + 1 + MARK.length) };
}
