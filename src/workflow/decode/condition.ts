import type { Place, YamlNode } from '../../base/yaml/yaml.ts';
import { type Decoding, followAlias, isNull, placeOf, reportWrongType, within } from './decoding.ts';
import {
  type Decoded,
  decodeKeys,
  decodeStringOrList,
  fieldsOf,
  type KeyDecoder,
  STRING,
  STRING_OR_LIST,
} from './entries.ts';
import {
  decodeFilter,
  decodeMatrixFilter,
  decodePathFilter,
  type Filter,
  type MatrixFilter,
  type PathFilter,
} from './filter.ts';
import { decodeBoolean } from './scalars.ts';

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
  event: STRING_OR_LIST,
  path: PATH,
  matrix: MATRIX,
  status: STATUS,
  evaluate: STRING,
  local: LOCAL,
};

/** One item of `when`: everything in it must match. */
export interface Condition extends Decoded<typeof CONDITION> {
  /** Places of the values of the keys that are there. */
  readonly values: ReadonlyMap<string, Place>;
  readonly place: Place;
}

export const FILTER_KEYS = ['repo', 'ref', 'instance', 'platform', 'branch', 'cron'] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

/** `when` as a list of conditions; at least one must match. Null items are dropped. */
export function decodeWhen(node: YamlNode, decoding: Decoding): Condition[] {
  const followed = followAlias(node, decoding);
  if (followed.kind === 'map') return decodeCondition(followed, decoding);
  if (followed.kind === 'list') {
    return followed.items.flatMap((item, index) =>
      within(decoding, index, () => decodeCondition(item, decoding)),
    );
  }
  reportWrongType(decoding, followed, 'map or list of maps');
  return [];
}

function decodeCondition(node: YamlNode, decoding: Decoding): Condition[] {
  const followed = followAlias(node, decoding);
  if (followed.kind !== 'map') {
    if (!isNull(followed, decoding)) reportWrongType(decoding, followed, 'map');
    return [];
  }
  const fields = fieldsOf(followed, decoding);
  const values = new Map([...fields].map(([name, { value }]) => [name, placeOf(value)]));
  return [{ ...decodeKeys(CONDITION, fields, decoding), values, place: placeOf(followed) }];
}

function decodeStatus(node: YamlNode, decoding: Decoding): Filter {
  if (decoding.features.statusGlobs) return decodeFilter(node, decoding);
  return { include: decodeStringOrList(node, decoding), exclude: [] };
}
