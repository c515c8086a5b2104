import { formatJsonNumber } from '../../base/text/go-literals.ts';
import {
  type MapNode,
  type Place,
  resolveScalar,
  type ScalarValue,
  type YamlNode,
} from '../../base/yaml/yaml.ts';
import {
  type Decoding,
  type FollowedNode,
  followAlias,
  isNull,
  reportWrongType,
} from '../decode/decoding.ts';
import { untypedFieldsOf } from '../decode/entries.ts';
import type { SchemaType } from './schema.ts';

type ScalarInstance =
  | { readonly type: 'null' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'integer' | 'number'; readonly value: number }
  | { readonly type: 'string'; readonly value: string };

/** A value as the schema sees it: JSON, with the place that it comes from. */
export type Instance = Place &
  (
    | ScalarInstance
    | { readonly type: 'array'; readonly items: readonly Instance[] }
    | {
        readonly type: 'object';
        readonly properties: ReadonlyMap<string, Instance>;
        readonly keys: ReadonlyMap<string, Place>;
      }
  );

/**
 * The file as JSON. Content that JSON cannot express (duplicate keys, infinity, lists as keys) is reported to the
 * decoding, and the server then skips the schema without a word.
 */
export function toInstance(node: YamlNode, decoding: Decoding): Instance {
  const followed = followAlias(node, decoding);
  const place = { start: followed.start, end: followed.end };
  if (followed.kind === 'list') {
    return { type: 'array', items: followed.items.map((item) => toInstance(item, decoding)), ...place };
  }
  return followed.kind === 'map'
    ? mapInstance(followed, decoding)
    : { ...scalarInstance(followed, decoding), ...place };
}

function mapInstance(map: MapNode, decoding: Decoding): Instance {
  const properties = new Map<string, Instance>();
  const keys = new Map<string, Place>();
  for (const { key, value } of untypedFieldsOf(map, decoding).values()) {
    const name = keyText(key, decoding);
    properties.set(name, toInstance(value, decoding));
    keys.set(name, { start: key.start, end: key.end });
  }
  // Decoding passes over null keys, but JSON has a name for them.
  for (const { key, value } of map.entries) {
    const followed = followAlias(key, decoding);
    if (!isNull(followed, decoding)) continue;
    properties.set('null', toInstance(value, decoding));
    keys.set('null', { start: key.start, end: key.end });
  }
  return { type: 'object', properties, keys, start: map.start, end: map.end };
}

/** Keys that are numbers lose their spelling: `1.50` becomes `1.5`. */
function keyText(key: FollowedNode, decoding: Decoding): string {
  if (key.kind !== 'scalar') return '';
  const value = resolveScalar(key, decoding.features.goYaml4);
  if (value?.kind === 'float') return formatJsonNumber(value.value);
  if (value?.kind === 'int' || value?.kind === 'uint' || value?.kind === 'boolean')
    return String(value.value);
  return key.text;
}

function scalarInstance(node: Extract<FollowedNode, { kind: 'scalar' }>, decoding: Decoding): ScalarInstance {
  if (isNull(node, decoding)) return { type: 'null' };
  const value = resolveScalar(node, decoding.features.goYaml4);
  const number = value === undefined ? undefined : numberOf(value);
  // Before go-yaml 4, integers beyond 63 bits did not become JSON.
  const isTooLarge = value?.kind === 'uint' && !decoding.features.goYaml4;
  if (isTooLarge || (number !== undefined && !Number.isFinite(number))) {
    reportWrongType(decoding, node, 'finite number');
  }
  if (number !== undefined) return { type: Number.isInteger(number) ? 'integer' : 'number', value: number };
  if (value?.kind === 'boolean') return { type: 'boolean', value: value.value };
  return { type: 'string', value: value?.kind === 'string' ? value.value : node.text };
}

function numberOf(value: ScalarValue): number | undefined {
  if (value.kind === 'float') return value.value;
  return value.kind === 'int' || value.kind === 'uint' ? Number(value.value) : undefined;
}

/** Whether a value is of a type; whole numbers are numbers too. */
export function hasType(instance: Instance, types: readonly SchemaType[]): boolean {
  return types.includes(instance.type) || (instance.type === 'integer' && types.includes('number'));
}
