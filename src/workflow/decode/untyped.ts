import {
  type FollowedNode,
  isMergeKey,
  type MapNode,
  type Place,
  type ScalarValue,
  type YamlNode,
} from '../../base/yaml/yaml.ts';
import type { Features } from '../../translate/release/features.ts';
import {
  type Decoding,
  decodePart,
  followAlias,
  notePart,
  placeAlone,
  reportWrongType,
  scalarValue,
  startDecoding,
} from './decoding.ts';
import { decodeFields, type Field, untypedFieldsOf } from './entries.ts';

/** A value whose type the workflow file decides. */
export type UntypedValue = Place &
  (ScalarValue | { readonly kind: 'list'; readonly items: readonly UntypedValue[] } | UntypedMap);

interface UntypedMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, UntypedValue>;
  /** The entries as they are in the file. */
  readonly fields: ReadonlyMap<string, Field>;
  /** Whether every key is a string proper; another kind of map cannot be encoded. */
  readonly stringKeys: boolean;
}

/** A map with text keys and untyped values; null as an empty one. */
export function decodeUntypedMap(node: FollowedNode, decoding: Decoding): Map<string, UntypedValue> {
  return decodeEntries(decodeFields(node, decoding), decoding);
}

function decodeEntries(
  fields: Iterable<readonly [string, Field]>,
  decoding: Decoding,
): Map<string, UntypedValue> {
  const result = new Map<string, UntypedValue>();
  for (const [name, { key, value }] of fields) {
    const decoded = decodePart(decodeUntyped, value, name, decoding);
    result.set(name, decoded);
    if (decoding.places !== undefined)
      notePart(decoding.places, result, name, { key, value: decoded, parts: partsOf(decoded) });
  }
  return result;
}

/** The list or map in a value, by which its places are noted. */
function partsOf(value: UntypedValue): object | undefined {
  if (value.kind === 'map') return value.entries;
  return value.kind === 'list' ? value.items : undefined;
}

function decodeUntyped(node: FollowedNode, decoding: Decoding): UntypedValue {
  const place = placeAlone(node);
  switch (node.kind) {
    case 'scalar': {
      const value = scalarValue(node, decoding);
      if (value === undefined) reportWrongType(decoding, node, FITTING_ITS_TAG);
      return { ...(value ?? { kind: 'string', value: node.text }), ...place };
    }
    case 'list': {
      const items = node.items.map((item, index) => decodePart(decodeUntyped, item, index, decoding));
      if (decoding.places !== undefined)
        for (const [index, item] of items.entries())
          notePart(decoding.places, items, index, { value: item, parts: partsOf(item) });
      return { kind: 'list', items, ...place };
    }
    case 'map':
      return { ...decodeMap(node, decoding), ...place };
  }
}

function decodeMap(map: MapNode, decoding: Decoding): UntypedMap {
  const isString = (key: FollowedNode) => scalarValue(key, decoding)?.kind === 'string';
  const stringKeys = map.entries.every(({ key }) => isMergeKey(key) || isString(followAlias(key, decoding)));
  const fields = untypedFieldsOf(map, decoding);
  return { kind: 'map', entries: decodeEntries(fields, decoding), fields, stringKeys };
}

const FITTING_ITS_TAG = 'value that fits its tag';

/**
 * A file as JSON; undefined if JSON cannot express it: duplicate keys, infinity, lists as keys. A value that does not fit
 * its tag is a string.
 */
export function decodeJson(root: YamlNode, features: Features): UntypedValue | undefined {
  const decoding = startDecoding(features);
  const value = decodeUntyped(followAlias(root, decoding), decoding);
  const isExpressed = decoding.problems.every(({ args }) => args.expected === FITTING_ITS_TAG);
  return isExpressed && isJson(value, features) ? value : undefined;
}

/** Before go-yaml 4, integers beyond 63 bits did not become JSON. */
function isJson(value: UntypedValue, features: Features): boolean {
  if (value.kind === 'list') return value.items.every((item) => isJson(item, features));
  if (value.kind === 'map') return [...value.entries.values()].every((entry) => isJson(entry, features));
  return value.kind === 'uint' ? features.goYaml4 : value.kind !== 'float' || Number.isFinite(value.value);
}
