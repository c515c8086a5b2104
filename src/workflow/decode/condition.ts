import type { Place, YamlNode } from '../../base/yaml/yaml.ts';
import { type Decoding, followAlias, isNull, reportWrongType, within } from './decoding.ts';
import { decodeStringOrList, fieldsOf, readField } from './entries.ts';
import {
  decodeFilter,
  decodeMatrixFilter,
  decodePathFilter,
  type Filter,
  type MatrixFilter,
  NO_FILTER,
  type PathFilter,
} from './filter.ts';
import { decodeBoolean, decodeString } from './scalars.ts';

/** One item of `when`: everything in it must match. */
export interface Condition {
  readonly event: readonly string[];
  readonly filters: Readonly<Record<FilterKey, Filter>>;
  readonly path: PathFilter | undefined;
  readonly matrix: MatrixFilter;
  readonly status: Filter;
  readonly evaluate: string;
  readonly local: boolean | undefined;
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
  const read = <Value>(
    key: string,
    decode: (value: YamlNode, decoding: Decoding) => Value,
    absent: Value,
  ): Value => readField(fields.get(key), decode, absent, decoding);
  const filters = {} as Record<FilterKey, Filter>;
  for (const key of FILTER_KEYS) filters[key] = read(key, decodeFilter, NO_FILTER);
  return [
    {
      event: read('event', decodeStringOrList, []),
      filters,
      path: read<PathFilter | undefined>('path', decodePathFilter, undefined),
      matrix: read('matrix', decodeMatrixFilter, { include: new Map(), exclude: new Map() }),
      status: read('status', decodeStatus, NO_FILTER),
      evaluate: read('evaluate', decodeString, ''),
      local: read<boolean | undefined>('local', decodeBoolean, undefined),
      values: new Map([...fields].map(([name, { value }]) => [name, { start: value.start, end: value.end }])),
      place: { start: followed.start, end: followed.end },
    },
  ];
}

function decodeStatus(node: YamlNode, decoding: Decoding): Filter {
  if (decoding.features.statusGlobs) return decodeFilter(node, decoding);
  return { include: decodeStringOrList(node, decoding), exclude: [] };
}
