import { byBytes } from '../../base/encoding/utf8.ts';
import type { MapEntry, MapNode, YamlNode } from '../../base/yaml/yaml.ts';
import type { Features } from '../../translate/release/features.ts';
import {
  type DecodedPlaces,
  type Decoding,
  decodePart,
  followAlias,
  notePart,
  report,
  startDecoding,
} from '../decode/decoding.ts';
import { decodeFields, decodeStringList, decodeStringMap } from '../decode/entries.ts';
import type { Problem } from '../errors.ts';
import { derivedText, type SourceText } from '../positions/source-text.ts';

/** Values of the axes of one run of a workflow. */
export type Axis = ReadonlyMap<string, string>;

export type MatrixResult =
  | { readonly ok: true; readonly axes: readonly Axis[]; readonly isListed: boolean }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const LARGEST_COMBINATIONS = 27;
const LARGEST_AXES = 12;

/**
 * The runs that a workflow's `matrix` asks for, as read from the file before substitution; one without axes
 * without a matrix. A non-empty `include` lists them. Otherwise all combinations of the axes are made,
 * the last name varying fastest. The server keeps the first 27, with 12 names each.
 */
export function expandMatrix(root: YamlNode, features: Features, places?: DecodedPlaces): MatrixResult {
  const included = includedAxes(root, features, places);
  if (included !== undefined && included.length > 0) return { ok: true, axes: included, isListed: true };
  const decoding = startDecoding(features, places);
  const lists = axisLists(root, decoding);
  if (decoding.problems.length > 0) return { ok: false, problems: decoding.problems };
  return { ok: true, axes: combinations(lists, places), isListed: false };
}

function includedAxes(
  root: YamlNode,
  features: Features,
  places: DecodedPlaces | undefined,
): Axis[] | undefined {
  const decoding = startDecoding(features, places);
  const matrix = decodeFields(root, decoding).get('matrix');
  const include = matrix === undefined ? undefined : decodeFields(matrix.value, decoding).get('include');
  if (include === undefined) return undefined;
  const list = followAlias(include.value, decoding);
  if (list.kind !== 'list') return undefined;
  const axes = list.items.map((item) => decodeStringMap(item, decoding));
  return decoding.problems.length === 0 ? axes : undefined;
}

function axisLists(root: YamlNode, decoding: Decoding): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  const matrix = decodeFields(root, decoding).get('matrix');
  if (matrix === undefined) return lists;
  for (const [name, { key, value }] of decodePart(decodeFields, matrix.value, 'matrix', decoding)) {
    const list = decodePart(decodeStringList, value, `matrix.${name}`, decoding);
    lists.set(name, list);
    for (const [item, place] of decoding.places?.get(list) ?? [])
      decoding.places?.get(list)?.set(item, { ...place, key });
  }
  reportCrash(lists, matrix.value, decoding);
  return lists;
}

/** Through 3.16 the server divides by the length of each axis, and crashes if that is zero. */
function reportCrash(lists: ReadonlyMap<string, string[]>, matrix: YamlNode, decoding: Decoding): void {
  if (decoding.features.emptyMatrixAxesSkipped) return;
  const lengths = [...lists.values()].map((list) => list.length);
  if (lengths.some((length) => length > 0) && lengths.includes(0)) {
    report(decoding, 'matrix-empty-axis-crash', {}, matrix);
  }
}

function combinations(
  lists: ReadonlyMap<string, readonly string[]>,
  places: DecodedPlaces | undefined,
): Axis[] {
  const names = [...lists.keys()].filter((name) => lists.get(name)?.length !== 0).sort(byBytes);
  if (names.length === 0) return [new Map()];
  const total = names.reduce((product, name) => product * (lists.get(name)?.length ?? 1), 1);
  const axes: Axis[] = [];
  for (let index = 0; index < Math.min(total, LARGEST_COMBINATIONS); index++) {
    axes.push(combination(names, lists, index, places));
  }
  return axes;
}

/** The combination at an index, read as a number whose last digit is the last name. */
function combination(
  names: readonly string[],
  lists: ReadonlyMap<string, readonly string[]>,
  index: number,
  places: DecodedPlaces | undefined,
): Axis {
  const chosen: { readonly list: readonly string[]; readonly item: number }[] = [];
  let rest = index;
  for (const name of [...names].reverse()) {
    const list = lists.get(name) ?? [];
    chosen.push({ list, item: rest % list.length });
    rest = Math.floor(rest / list.length);
  }
  chosen.reverse();
  const axis = new Map<string, string>();
  for (const [position, name] of names.slice(0, LARGEST_AXES).entries()) {
    const { list = [], item = 0 } = chosen[position] ?? {};
    axis.set(name, list[item] ?? '');
    const place = places?.get(list)?.get(String(item));
    if (places !== undefined && place !== undefined) notePart(places, axis, name, place);
  }
  return axis;
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
