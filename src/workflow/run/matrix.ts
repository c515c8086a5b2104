import { byBytes } from '../../base/encoding/utf8.ts';
import { followed, type MapEntry, type MapNode, type Place, type YamlNode } from '../../base/yaml/yaml.ts';
import type { Features } from '../../translate/release/features.ts';
import {
  type Decoding,
  decodePart,
  decodeString,
  followAlias,
  report,
  startDecoding,
} from '../decode/decoding.ts';
import { decodeFields, decodeStringList, itemsIn } from '../decode/entries.ts';
import type { Problem } from '../errors.ts';
import { derivedText, type SourceText } from '../positions/source-text.ts';

/** Values of the axes of one run of a workflow. */
export type Axis = ReadonlyMap<string, string>;

/** A run that a matrix asks for. */
export interface MatrixRun {
  readonly axis: Axis;
  /** JSON Pointer to where the file has the values of the axis. */
  readonly pointer: string;
  readonly values: ReadonlyMap<string, AxisValue>;
}

interface AxisValue {
  readonly text: string;
  readonly key: Place;
  readonly value: Place;
}

function matrixRun(pointer: string, entries: Iterable<readonly [string, AxisValue]>): MatrixRun {
  const values = new Map(entries);
  return { axis: new Map([...values].map(([name, { text }]) => [name, text])), pointer, values };
}

export type MatrixResult =
  | { readonly ok: true; readonly runs: readonly MatrixRun[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const LARGEST_COMBINATIONS = 27;
const LARGEST_AXES = 12;

/**
 * The runs that a workflow's `matrix` asks for, as read from the file before substitution; one without axes
 * without a matrix. A non-empty `include` lists them. Otherwise all combinations of the axes are made,
 * the last name varying fastest. The server keeps the first 27, with 12 names each.
 */
export function expandMatrix(root: YamlNode, features: Features): MatrixResult {
  const included = includedRuns(root, features);
  if (included.length > 0) return { ok: true, runs: included };
  const decoding = startDecoding(features);
  const lists = axisLists(root, decoding);
  if (decoding.problems.length > 0) return { ok: false, problems: decoding.problems };
  return { ok: true, runs: combinations(lists) };
}

function includedRuns(root: YamlNode, features: Features): MatrixRun[] {
  const decoding = startDecoding(features);
  const matrix = decodeFields(root, decoding).get('matrix');
  const include = matrix === undefined ? undefined : decodeFields(matrix.value, decoding).get('include');
  const list = include === undefined ? undefined : followAlias(include.value, decoding);
  if (list?.kind !== 'list') return [];
  const runs = list.items.map((item, index) => {
    const entries = [...decodeFields(item, decoding)].map(([name, { key, value }]) => {
      const text = decodePart(decodeString, value, name, decoding);
      return [name, { text, key, value: followed(value) ?? value }] as const;
    });
    return matrixRun(`/matrix/include/${index}`, entries);
  });
  return decoding.problems.length === 0 ? runs : [];
}

function axisLists(root: YamlNode, decoding: Decoding): Map<string, AxisValue[]> {
  const lists = new Map<string, AxisValue[]>();
  const matrix = decodeFields(root, decoding).get('matrix');
  if (matrix === undefined) return lists;
  for (const [name, { key, value }] of decodePart(decodeFields, matrix.value, 'matrix', decoding)) {
    const texts = decodePart(decodeStringList, value, `matrix.${name}`, decoding);
    const items = itemsIn(value, decoding.features);
    lists.set(
      name,
      texts.map((text, index) => ({ text, key, value: items[index] ?? value })),
    );
  }
  reportCrash(lists, matrix.value, decoding);
  return lists;
}

/** Through 3.16 the server divides by the length of each axis, and crashes if that is zero. */
function reportCrash(
  lists: ReadonlyMap<string, readonly AxisValue[]>,
  matrix: YamlNode,
  decoding: Decoding,
): void {
  if (decoding.features.emptyMatrixAxesSkipped) return;
  const lengths = [...lists.values()].map((list) => list.length);
  if (lengths.some((length) => length > 0) && lengths.includes(0)) {
    report(decoding, 'matrix-empty-axis-crash', {}, matrix);
  }
}

function combinations(lists: ReadonlyMap<string, readonly AxisValue[]>): MatrixRun[] {
  const names = [...lists.keys()].filter((name) => lists.get(name)?.length !== 0).sort(byBytes);
  const total = names.reduce((product, name) => product * (lists.get(name)?.length ?? 1), 1);
  return Array.from({ length: Math.min(total, LARGEST_COMBINATIONS) }, (_, index) =>
    matrixRun('/matrix', combination(names, lists, index).slice(0, LARGEST_AXES)),
  );
}

/** The combination at an index, read as a number whose last digit is the last name. */
function combination(
  names: readonly string[],
  lists: ReadonlyMap<string, readonly AxisValue[]>,
  index: number,
): (readonly [string, AxisValue])[] {
  const chosen: (readonly [string, AxisValue])[] = [];
  let rest = index;
  for (const name of names.toReversed()) {
    const list = lists.get(name) ?? [];
    const value = list[rest % list.length];
    if (value !== undefined) chosen.push([name, value]);
    rest = Math.floor(rest / list.length);
  }
  return chosen.reverse();
}

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
