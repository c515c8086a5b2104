import { formatJsonNumber } from '../../base/text/go-literals.ts';
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
  decodeString,
  followAlias,
  placeAlone,
  reportWrongType,
  scalarValue,
  startDecoding,
} from './decoding.ts';
import { decodeFields, type Field, fieldsOf } from './entries.ts';

/** A value whose type the workflow file decides, with its place and, in a map, the place of its key. */
export type UntypedValue = Place & { readonly key?: Place | undefined } & (
    | ScalarValue
    | { readonly kind: 'list'; readonly items: readonly UntypedValue[] }
    | UntypedMap
  );

interface UntypedMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, UntypedValue>;
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
  for (const [name, { key, value }] of fields)
    result.set(
      name,
      decodePart((node) => decodeUntyped(node, decoding, key), value, name, decoding),
    );
  return result;
}

function decodeUntyped(node: FollowedNode, decoding: Decoding, key?: Place): UntypedValue {
  const place = { ...placeAlone(node), key };
  switch (node.kind) {
    case 'scalar': {
      const value = scalarValue(node, decoding);
      if (value === undefined) reportWrongType(decoding, node, FITTING_ITS_TAG);
      return { ...(value ?? { kind: 'string', value: node.text }), ...place };
    }
    case 'list': {
      const decodeItem = (item: FollowedNode) => decodeUntyped(item, decoding);
      const items = node.items.map((item, index) => decodePart(decodeItem, item, index, decoding));
      return { kind: 'list', items, ...place };
    }
    case 'map':
      return { ...decodeMap(node, decoding), ...place };
  }
}

function decodeMap(map: MapNode, decoding: Decoding): UntypedMap {
  const isString = (key: FollowedNode) => scalarValue(key, decoding)?.kind === 'string';
  const stringKeys = map.entries.every(({ key }) => isMergeKey(key) || isString(followAlias(key, decoding)));
  return { kind: 'map', entries: decodeEntries(fieldsOf(map, decoding, untypedName), decoding), stringKeys };
}

/** A key as JSON has it: numbers lose their spelling, so `1.50` becomes `1.5`. */
function untypedName(key: FollowedNode, decoding: Decoding): string {
  if (key.kind !== 'scalar') return decodeString(key, decoding);
  const value = scalarValue(key, decoding) ?? { kind: 'string', value: key.text };
  if (value.kind === 'null') return 'null';
  return value.kind === 'float' ? formatJsonNumber(value.value) : String(value.value);
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
