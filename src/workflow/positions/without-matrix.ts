import type { MapEntry, MapNode, YamlNode } from '../../base/yaml/yaml.ts';
import { derivedText, type SourceText } from './source-text.ts';

/** Syntax that could have a meaning outside of the matrix: variables, escapes of substitution, anchors and aliases. */
const REACHES_OUT = /[$\\&*]/;

/**
 * The file with an empty `matrix`, if that makes no difference to the rest. Each run substitutes and parses the
 * file again, and would read the values of all other runs with it.
 */
export function withoutMatrix(source: SourceText, root: YamlNode): SourceText {
  const cut = matrixValue(source.text, root);
  if (cut === undefined) return source;
  const { start, end } = cut;
  const text = source.text.slice(0, start) + source.text.slice(end);
  return derivedText(source, text, (offset) => (offset < start ? offset : offset + end - start));
}

function matrixValue(
  text: string,
  root: YamlNode,
): { readonly start: number; readonly end: number } | undefined {
  if (root.kind !== 'map') return undefined;
  const index = root.entries.findIndex(({ key }) => key.kind === 'scalar' && key.text === 'matrix');
  const entry = root.entries[index];
  if (entry === undefined || entry.value.kind !== 'map') return undefined;
  const cut = isFlow(text, entry.value)
    ? entry.value
    : blockValue(text, entry.value, root.entries[index + 1]);
  if (cut === undefined || cut.start < entry.key.end || REACHES_OUT.test(text.slice(entry.key.end, cut.end)))
    return undefined;
  return cut;
}

function isFlow(text: string, { start }: MapNode): boolean {
  return text[start] === '{';
}

/** The lines of a block, up to the line of the next key. */
function blockValue(
  text: string,
  value: MapNode,
  next: MapEntry | undefined,
): { readonly start: number; readonly end: number } | undefined {
  const start = lineStart(text, value.start);
  if (next !== undefined) {
    const end = next.key.start;
    return lineStart(text, end) === end ? { start, end } : undefined;
  }
  const length = text.slice(start, value.end).trimEnd().length;
  const lineEnd = text.indexOf('\n', start + length);
  return { start, end: lineEnd === -1 ? text.length : lineEnd };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}
