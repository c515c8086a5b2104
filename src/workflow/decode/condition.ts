import { parseBoolText } from '../../base/text/go-literals.ts';
import type { FollowedNode, Place, YamlNode } from '../../base/yaml/yaml.ts';
import {
  type Decoding,
  decodeBoolean,
  decodePart,
  decodeString,
  followAlias,
  isNull,
  placeAlone,
  reportWrongType,
  startDecoding,
} from './decoding.ts';
import {
  type Decoded,
  decodeKeys,
  decodeStringOrList,
  fieldsOf,
  type KeyDecoder,
  STRING_KEY,
  STRING_OR_LIST_KEY,
} from './entries.ts';

const GLOBS = { include: STRING_OR_LIST_KEY, exclude: STRING_OR_LIST_KEY };
const ON_EMPTY: KeyDecoder<boolean> = [decodeOnEmpty, true];
const PATH_KEYS = { ...GLOBS, ignore_message: STRING_KEY, on_empty: ON_EMPTY };

/** Globs to include (one must match) and to exclude (none may match). */
export type Filter = Decoded<typeof GLOBS>;

const NO_FILTER: Filter = { include: [], exclude: [] };
const FILTER: KeyDecoder<Filter> = [decodeFilter, NO_FILTER];
const PATH: KeyDecoder<PathFilter | undefined> = [decodePathFilter, undefined];
const MATRIX: KeyDecoder<MatrixFilter> = [decodeMatrixFilter, { include: new Map(), exclude: new Map() }];
const STATUS: KeyDecoder<Filter> = [decodeStatus, NO_FILTER];
const LOCAL: KeyDecoder<boolean | undefined> = [decodeBoolean, undefined];

/** The keys of a condition that the server reads. */
const CONDITION = {
  repo: FILTER,
  ref: FILTER,
  instance: FILTER,
  platform: FILTER,
  branch: FILTER,
  cron: FILTER,
  event: STRING_OR_LIST_KEY,
  path: PATH,
  matrix: MATRIX,
  status: STATUS,
  evaluate: STRING_KEY,
  local: LOCAL,
};

/** One item of `when`: everything in it must match. */
export interface Condition extends Decoded<typeof CONDITION> {
  /** Places of the values of the keys that are there. */
  readonly values: ReadonlyMap<string, Place>;
  readonly place: Place;
}

/** `when` as a list of conditions; at least one must match. */
export const WHEN: KeyDecoder<readonly Condition[]> = [decodeWhen, []];

export const FILTER_KEYS = ['repo', 'ref', 'instance', 'platform', 'branch', 'cron'] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

/** Null items of a list are dropped. */
function decodeWhen(node: FollowedNode, decoding: Decoding): Condition[] {
  if (node.kind === 'map') return decodeCondition(node, decoding);
  if (node.kind === 'list')
    return node.items.flatMap((item, index) => decodePart(decodeCondition, item, index, decoding));
  reportWrongType(decoding, node, 'map or list of maps');
  return [];
}

function decodeCondition(node: FollowedNode, decoding: Decoding): Condition[] {
  if (node.kind !== 'map') {
    if (!isNull(node, decoding)) reportWrongType(decoding, node, 'map');
    return [];
  }
  const fields = fieldsOf(node, decoding);
  const values = new Map([...fields].map(([name, { value }]) => [name, placeAlone(value)]));
  return [{ ...decodeKeys(CONDITION, fields, decoding), values, place: placeAlone(node) }];
}

function decodeStatus(node: FollowedNode, decoding: Decoding): Filter {
  if (decoding.features.statusGlobs) return decodeFilter(node, decoding);
  return { include: decodeStringOrList(node, decoding), exclude: [] };
}

/** A glob, a list of globs, or `include` and `exclude` with either. Other keys are not looked at. */
function decodeFilter(node: FollowedNode, decoding: Decoding): Filter {
  if (node.kind !== 'map') return { include: decodeStringOrList(node, decoding), exclude: [] };
  return decodeKeys(GLOBS, fieldsOf(node, decoding), decoding);
}

/** The changed files that a condition asks for, and the string in a commit message with which any files match. */
export type PathFilter = Decoded<typeof PATH_KEYS>;

function decodePathFilter(node: FollowedNode, decoding: Decoding): PathFilter {
  if (node.kind === 'map') return decodeKeys(PATH_KEYS, fieldsOf(node, decoding), decoding);
  return { include: decodeStringOrList(node, decoding), exclude: [], ignore_message: '', on_empty: true };
}

/** The result if no files are known. Before 3.12 it is a word of Go, quoted or not. */
function decodeOnEmpty(node: FollowedNode, decoding: Decoding): boolean {
  if (decoding.features.onEmptyBooleanWords) return decodeBoolean(node, decoding);
  const value = parseBoolText(decodeString(node, decoding));
  if (value === undefined) reportWrongType(decoding, node, 'boolean');
  return value ?? false;
}

export interface MatrixFilter {
  readonly include: ReadonlyMap<string, string>;
  readonly exclude: ReadonlyMap<string, string>;
}

/** A flat map, which includes, with maps `include` and `exclude` in it. Other values than strings are silently left out. */
function decodeMatrixFilter(node: FollowedNode, decoding: Decoding): MatrixFilter {
  const quiet = startDecoding(decoding.features);
  const flat = textsOf(node, quiet);
  return {
    include: new Map([...textsOf(nested(node, 'include', quiet), quiet), ...flat]),
    exclude: textsOf(nested(node, 'exclude', quiet), quiet),
  };
}

function nested(node: FollowedNode, name: string, quiet: Decoding): YamlNode | undefined {
  return node.kind === 'map' ? fieldsOf(node, quiet).get(name)?.value : undefined;
}

function textsOf(node: YamlNode | undefined, quiet: Decoding): Map<string, string> {
  const texts = new Map<string, string>();
  const followed = node === undefined ? undefined : followAlias(node, quiet);
  if (followed?.kind !== 'map') return texts;
  for (const [name, { value }] of fieldsOf(followed, quiet)) {
    const problems = quiet.problems.length;
    const text = decodeString(followAlias(value, quiet), quiet);
    if (quiet.problems.length === problems) texts.set(name, text);
  }
  return texts;
}
