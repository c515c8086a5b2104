import type { YamlNode } from '../../base/yaml/yaml.ts';
import { type Decoding, follow } from './decoding.ts';
import { fieldsOf, readField } from './entries.ts';
import { decodeStringOrList } from './lists.ts';

/** Globs of which one has to match, and globs of which none may. */
export interface Filter {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export const NO_FILTER: Filter = { include: [], exclude: [] };

/** A glob, a list of globs, or `include` and `exclude` with either. Other keys are not looked at. */
export function decodeFilter(node: YamlNode, decoding: Decoding): Filter {
  const followed = follow(node, decoding);
  if (followed.kind !== 'map') return { include: decodeStringOrList(followed, decoding), exclude: [] };
  const fields = fieldsOf(followed, decoding);
  return {
    include: readField(fields.get('include'), decodeStringOrList, [], decoding),
    exclude: readField(fields.get('exclude'), decodeStringOrList, [], decoding),
  };
}
