import {
  type FollowedNode,
  followed,
  isMergeKey,
  type MapNode,
  type ScalarNode,
  type YamlNode,
} from '../../base/yaml/yaml.ts';
import type { Features } from '../../translate/release/features.ts';
import {
  type Decode,
  type Decoding,
  decodeBoolean,
  decodePart,
  decodeStrictString,
  decodeString,
  followAlias,
  isNull,
  report,
  reportWrongType,
} from './decoding.ts';

export interface Field {
  readonly key: FollowedNode;
  readonly name: string;
  readonly value: YamlNode;
}

/** The entries of a map by the text of their keys, merges resolved; a null key is not an entry. */
export function fieldsOf(map: MapNode, decoding: Decoding, readKey: ReadKey = fieldName): Map<string, Field> {
  const fields = new Map<string, Field>();
  addFields(map, fields, readKey, decoding);
  return fields;
}

function fieldName(key: FollowedNode, decoding: Decoding): string | undefined {
  return isNull(key, decoding) ? undefined : decodeString(key, decoding);
}

/** Fields of a value that must be a map; none for null and, after a report, for anything else. */
export function decodeFields(node: YamlNode, decoding: Decoding): Map<string, Field> {
  const followed = followAlias(node, decoding);
  if (followed.kind === 'map') return fieldsOf(followed, decoding);
  if (!isNull(followed, decoding)) reportWrongType(decoding, followed, 'map');
  return new Map();
}

/** How the value of a key is decoded, and its value if the key is missing or null. */
export type KeyDecoder<Value> = readonly [decode: Decode<Value>, absent: Value];

type KeyDecoders = Readonly<Record<string, KeyDecoder<unknown>>>;

export type Decoded<Keys extends KeyDecoders> = {
  readonly [Key in keyof Keys]: Keys[Key] extends KeyDecoder<infer Value> ? Value : never;
};

export function decodeKeys<Keys extends KeyDecoders>(
  keys: Keys,
  fields: ReadonlyMap<string, Field>,
  decoding: Decoding,
): Decoded<Keys> {
  const decoded: Record<string, unknown> = {};
  for (const key of Object.keys(keys)) {
    const [decode, absent] = keys[key] as KeyDecoder<unknown>;
    const value = fields.get(key)?.value;
    decoded[key] = absent;
    if (value === undefined) continue;
    const read: Decode<unknown> = (node) => (isNull(node, decoding) ? absent : decode(node, decoding));
    decoded[key] = decodePart(read, value, key, decoding);
  }
  return decoded as Decoded<Keys>;
}

type ReadKey = (key: FollowedNode, decoding: Decoding) => string | undefined;

function addFields(map: MapNode, fields: Map<string, Field>, readKey: ReadKey, decoding: Decoding): void {
  if (!reportDuplicateKeys(map, decoding)) return;
  let merged: YamlNode | undefined;
  for (const { key, value } of map.entries) {
    if (isMergeKey(key)) {
      merged = value;
      continue;
    }
    const followedKey = followAlias(key, decoding);
    const name = readKey(followedKey, decoding);
    // Keys of the map itself come first, and those of a first merged map before those of a second.
    if (name !== undefined && !fields.has(name)) fields.set(name, { key: followedKey, name, value });
  }
  if (merged !== undefined) addMerged(merged, fields, readKey, decoding);
}

/**
 * Adds the entries of merged maps that the map itself lacks. Merging is shallow; in a list the first map
 * wins.
 */
function addMerged(merged: YamlNode, fields: Map<string, Field>, readKey: ReadKey, decoding: Decoding): void {
  // An alias to a list is not accepted; the list must be here.
  const maps = merged.kind === 'list' ? merged.items : [merged];
  for (const map of maps) {
    const followed = followAlias(map, decoding);
    if (followed.kind === 'map') addFields(followed, fields, readKey, decoding);
    else report(decoding, 'yaml-map-merge', {}, followed);
  }
}

/** Reports keys that appear twice in a map. Returns whether there are none. */
function reportDuplicateKeys(map: MapNode, decoding: Decoding): boolean {
  const seen = new Set<string>();
  let unique = true;
  for (const { key } of map.entries) {
    // go-yaml compares kind and text, so `1` and `"1"` are the same, and so are any two maps as keys.
    const text = key.kind === 'scalar' ? key.text : key.kind === 'alias' ? key.name : '';
    const identity = `${key.kind} ${text}`;
    if (seen.has(identity)) {
      unique = false;
      report(decoding, 'duplicate-key', { name: text }, key);
    }
    seen.add(identity);
  }
  return unique;
}

/** A list of strings: scalars with their text kept; null items vanish. */
export function decodeStringList(list: FollowedNode, decoding: Decoding): string[] {
  if (list.kind !== 'list') {
    if (!isNull(list, decoding)) reportWrongType(decoding, list, 'list of strings');
    return [];
  }
  return list.items.flatMap((item, index) => {
    const followed = followAlias(item, decoding);
    return isNull(followed, decoding) ? [] : [decodePart(decodeString, followed, index, decoding)];
  });
}

/** One scalar, or a list in which every item must be a string. */
export function decodeStringOrList(node: FollowedNode, decoding: Decoding): string[] {
  if (node.kind === 'list') return decodeStrictList(node, decoding);
  if (node.kind === 'scalar') return [decodeString(node, decoding)];
  reportWrongType(decoding, node, 'string or list of strings');
  return [];
}

/** A list of strings proper: numbers, truth values and null are rejected. */
export function decodeStrictList(list: FollowedNode, decoding: Decoding): string[] {
  if (list.kind !== 'list') {
    reportWrongType(decoding, list, 'list of strings');
    return [];
  }
  return list.items.map((item, index) => decodePart(decodeStrictString, item, index, decoding));
}

/** The scalars that became the strings of a list; the value is sound. */
export function itemsIn(value: YamlNode | undefined, features: Features): ScalarNode[] {
  const node = followed(value);
  const items = node?.kind === 'list' ? node.items.map(followed) : [node];
  return items.flatMap((item) => (item?.kind === 'scalar' && !isNull(item, { features }) ? [item] : []));
}

/** A map of strings; null as the empty string. */
export function decodeStringMap(node: YamlNode, decoding: Decoding): Map<string, string> {
  const result = new Map<string, string>();
  for (const [name, { value }] of decodeFields(node, decoding))
    result.set(name, decodePart(decodeString, value, name, decoding));
  return result;
}

export const STRING_KEY: KeyDecoder<string> = [decodeString, ''];
export const BOOLEAN_KEY: KeyDecoder<boolean> = [decodeBoolean, false];
export const STRING_LIST_KEY: KeyDecoder<readonly string[]> = [decodeStringList, []];
export const STRING_OR_LIST_KEY: KeyDecoder<readonly string[]> = [decodeStringOrList, []];
