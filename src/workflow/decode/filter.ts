import type { YamlNode } from '../../base/yaml/yaml.ts';
import { type Decoding, followAlias, reportWrongType, startDecoding } from './decoding.ts';
import { decodeStringOrList, fieldsOf, readField } from './entries.ts';
import { decodeBoolean, decodeString } from './scalars.ts';

/** Globs to include (one must match) and to exclude (none may match). */
export interface Filter {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export const NO_FILTER: Filter = { include: [], exclude: [] };

/** A glob, a list of globs, or `include` and `exclude` with either. Other keys are not looked at. */
export function decodeFilter(node: YamlNode, decoding: Decoding): Filter {
  const followed = followAlias(node, decoding);
  if (followed.kind !== 'map') return { include: decodeStringOrList(followed, decoding), exclude: [] };
  const fields = fieldsOf(followed, decoding);
  return {
    include: readField(fields.get('include'), decodeStringOrList, [], decoding),
    exclude: readField(fields.get('exclude'), decodeStringOrList, [], decoding),
  };
}

/** Which changed files a condition asks for. */
export interface PathFilter extends Filter {
  /** Text in the commit message that makes the condition match for any changes; empty for none. */
  readonly ignoreMessage: string;
  /** The result if no files are known. */
  readonly onEmpty: boolean;
}

export function decodePathFilter(node: YamlNode, decoding: Decoding): PathFilter {
  const followed = followAlias(node, decoding);
  if (followed.kind !== 'map') {
    return { include: decodeStringOrList(followed, decoding), exclude: [], ignoreMessage: '', onEmpty: true };
  }
  const fields = fieldsOf(followed, decoding);
  const decodeOnEmpty = decoding.features.onEmptyBooleanWords ? decodeBoolean : decodeBooleanText;
  return {
    include: readField(fields.get('include'), decodeStringOrList, [], decoding),
    exclude: readField(fields.get('exclude'), decodeStringOrList, [], decoding),
    ignoreMessage: readField(fields.get('ignore_message'), decodeString, '', decoding),
    onEmpty: readField(fields.get('on_empty'), decodeOnEmpty, true, decoding),
  };
}

const TRUE_TEXTS = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE_TEXTS = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** A truth value in the words of Go, quoted or not. */
function decodeBooleanText(node: YamlNode, decoding: Decoding): boolean {
  const followed = followAlias(node, decoding);
  const text = decodeString(followed, decoding);
  if (TRUE_TEXTS.includes(text)) return true;
  if (!FALSE_TEXTS.includes(text)) reportWrongType(decoding, followed, 'boolean');
  return false;
}

/** Globs for the values of matrix axes. */
export interface MatrixFilter {
  readonly include: ReadonlyMap<string, string>;
  readonly exclude: ReadonlyMap<string, string>;
}

/** A flat map, which includes, with maps `include` and `exclude` in it. Other values than strings are silently left out. */
export function decodeMatrixFilter(node: YamlNode, decoding: Decoding): MatrixFilter {
  const quiet = startDecoding(decoding.features);
  const flat = textsOf(node, quiet);
  return {
    include: new Map([...textsOf(nested(node, 'include', quiet), quiet), ...flat]),
    exclude: textsOf(nested(node, 'exclude', quiet), quiet),
  };
}

function nested(node: YamlNode, name: string, quiet: Decoding): YamlNode | undefined {
  const followed = followAlias(node, quiet);
  return followed.kind === 'map' ? fieldsOf(followed, quiet).get(name)?.value : undefined;
}

function textsOf(node: YamlNode | undefined, quiet: Decoding): Map<string, string> {
  const texts = new Map<string, string>();
  const followed = node === undefined ? undefined : followAlias(node, quiet);
  if (followed?.kind !== 'map') return texts;
  for (const [name, { value }] of fieldsOf(followed, quiet)) {
    const problems = quiet.problems.length;
    const text = decodeString(value, quiet);
    if (quiet.problems.length === problems) texts.set(name, text);
  }
  return texts;
}
