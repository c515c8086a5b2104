import { parseBoolText } from '../../base/text/go-literals.ts';
import type { FollowedNode, YamlNode } from '../../base/yaml/yaml.ts';
import { type Decoding, followAlias, reportWrongType, startDecoding } from './decoding.ts';
import {
  type Decoded,
  decodeKeys,
  decodeStringOrList,
  fieldsOf,
  type KeyDecoder,
  STRING,
  STRING_OR_LIST,
} from './entries.ts';
import { decodeBoolean, decodeString } from './scalars.ts';

const GLOBS = { include: STRING_OR_LIST, exclude: STRING_OR_LIST };
const ON_EMPTY: KeyDecoder<boolean> = [decodeOnEmpty, true];
const PATH = { ...GLOBS, ignore_message: STRING, on_empty: ON_EMPTY };

/** Globs to include (one must match) and to exclude (none may match). */
export type Filter = Decoded<typeof GLOBS>;

/** A glob, a list of globs, or `include` and `exclude` with either. Other keys are not looked at. */
export function decodeFilter(node: FollowedNode, decoding: Decoding): Filter {
  if (node.kind !== 'map') return { include: decodeStringOrList(node, decoding), exclude: [] };
  return decodeKeys(GLOBS, fieldsOf(node, decoding), decoding);
}

/** The changed files that a condition asks for, and the string in a commit message with which any files match. */
export type PathFilter = Decoded<typeof PATH>;

export function decodePathFilter(node: FollowedNode, decoding: Decoding): PathFilter {
  if (node.kind === 'map') return decodeKeys(PATH, fieldsOf(node, decoding), decoding);
  return { include: decodeStringOrList(node, decoding), exclude: [], ignore_message: '', on_empty: true };
}

/** The result if no files are known. Before 3.12 it is a word of Go, quoted or not. */
function decodeOnEmpty(node: FollowedNode, decoding: Decoding): boolean {
  if (decoding.features.onEmptyBooleanWords) return decodeBoolean(node, decoding);
  const value = parseBoolText(decodeString(node, decoding));
  if (value === undefined) reportWrongType(decoding, node, 'boolean');
  return value ?? false;
}

/** Globs for the values of matrix axes. */
export interface MatrixFilter {
  readonly include: ReadonlyMap<string, string>;
  readonly exclude: ReadonlyMap<string, string>;
}

/** A flat map, which includes, with maps `include` and `exclude` in it. Other values than strings are silently left out. */
export function decodeMatrixFilter(node: FollowedNode, decoding: Decoding): MatrixFilter {
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
