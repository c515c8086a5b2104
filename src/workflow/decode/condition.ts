import type { FollowedNode, Place } from '../../base/yaml/yaml.ts';
import { type Decoding, decodePart, isNull, placeOf, reportWrongType } from './decoding.ts';
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
export function decodeWhen(node: FollowedNode, decoding: Decoding): Condition[] {
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
  const values = new Map([...fields].map(([name, { value }]) => [name, placeOf(value)]));
  return [{ ...decodeKeys(CONDITION, fields, decoding), values, place: placeOf(node) }];
}

function decodeStatus(node: FollowedNode, decoding: Decoding): Filter {
  if (decoding.features.statusGlobs) return decodeFilter(node, decoding);
  return { include: decodeStringOrList(node, decoding), exclude: [] };
}
