import { byBytes } from '../../base/encoding/utf8.ts';
import { formatFloat, formatJsonNumber, jsonString } from '../../base/text/go-literals.ts';
import type { Place } from '../../base/yaml/yaml.ts';
import type { Features } from '../../translate/release/features.ts';
import type { UntypedValue } from '../decode/untyped.ts';
import type { Problem, WorkflowCode } from '../errors.ts';
import type { SecretResult } from './secrets.ts';

/** The input and the notes of encoding a value. */
export interface Encoding {
  /** Key of the value, for messages. */
  readonly key: string;
  readonly features: Features;
  readonly secret: (name: string, place: Place) => SecretResult;
  readonly problems: Problem[];
  readonly crashes: Problem[];
  usedSecret: boolean;
}

/** The value of the secret that a map with `from_secret` represents; undefined for another map. */
function resolveSecret(map: UntypedValue & { kind: 'map' }, encoding: Encoding): string | undefined {
  const reference = map.entries.get('from_secret');
  if (reference === undefined) return undefined;
  const place = { start: reference.start, end: reference.end };
  if (reference.kind !== 'string') {
    encoding.problems.push({ code: 'secret-name-type', args: { key: encoding.key }, place });
    return '';
  }
  encoding.usedSecret = true;
  const result = encoding.secret(reference.value, place);
  if (result.ok) return result.value;
  encoding.problems.push(result.problem);
  return '';
}

/** Encodes a setting or an environment value as text. */
export function encodeValue(value: UntypedValue, encoding: Encoding): string {
  switch (value.kind) {
    case 'null':
      return '';
    case 'string':
      return value.value;
    case 'boolean':
    case 'int':
      return String(value.value);
    case 'float':
      return formatFloat(value.value);
    case 'uint':
      return encoding.features.goYaml4 ? String(value.value) : encodeJson(value, encoding);
    case 'timestamp':
      return jsonString(value.value);
    case 'list':
      return isFlat(value.items)
        ? value.items.map((item) => encodeValue(item, encoding)).join(',')
        : encodeJson(value, encoding);
    case 'map':
      return encodeMap(value, encoding);
  }
}

/** Lists of scalars are joined; with anything else in it, dates and large numbers included, a list is JSON. */
function isFlat(items: readonly UntypedValue[]): boolean {
  return items.every(({ kind }) => FLAT_KINDS.has(kind));
}

const FLAT_KINDS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'null',
  'string',
  'boolean',
  'int',
  'float',
]);

function encodeMap(map: UntypedValue & { kind: 'map' }, encoding: Encoding): string {
  const secret = map.stringKeys ? resolveSecret(map, encoding) : undefined;
  return secret ?? encodeJson(map, encoding);
}

/** Encodes a value as JSON with sorted keys, secrets put in their places. */
function encodeJson(value: UntypedValue, encoding: Encoding): string {
  switch (value.kind) {
    case 'null':
      if (!encoding.features.nullInEncodedSettings) crash(value, encoding);
      return 'null';
    case 'string':
    case 'timestamp':
      return jsonString(value.value);
    case 'boolean':
    case 'int':
      return String(value.value);
    case 'uint':
      // Before go-yaml 4 the way through YAML text ends in a parser for signed integers.
      if (!encoding.features.goYaml4) refuse(value, 'value-not-encodable', String(value.value), encoding);
      return String(value.value);
    case 'float':
      if (!Number.isFinite(value.value)) refuse(value, 'value-not-encodable', String(value.value), encoding);
      return formatJsonNumber(value.value);
    case 'list':
      return `[${value.items.map((item) => encodeJson(item, encoding)).join(',')}]`;
    case 'map':
      return encodeJsonMap(value, encoding);
  }
}

function encodeJsonMap(map: UntypedValue & { kind: 'map' }, encoding: Encoding): string {
  if (!map.stringKeys) {
    refuse(map, 'value-keys-not-strings', '', encoding);
    return '';
  }
  const secret = resolveSecret(map, encoding);
  if (secret !== undefined) return jsonString(secret);
  // Up to go-yaml 3 a quoted merge key loses its quotes on the way through YAML text and becomes a merge.
  if (!encoding.features.goYaml4 && map.entries.has('<<')) refuse(map, 'yaml-map-merge', '', encoding);
  const keys = [...map.entries.keys()].sort(byBytes);
  const members = keys.map((key) => {
    const value = map.entries.get(key);
    return value === undefined ? '' : `${jsonString(key)}:${encodeJson(value, encoding)}`;
  });
  return `{${members.join(',')}}`;
}

function refuse(at: UntypedValue, code: WorkflowCode, value: string, encoding: Encoding): void {
  const place = { start: at.start, end: at.end };
  encoding.problems.push({ code, args: { key: encoding.key, value }, place });
}

function crash(at: UntypedValue, encoding: Encoding): void {
  const place = { start: at.start, end: at.end };
  encoding.crashes.push({ code: 'value-null-crash', args: { key: encoding.key }, place });
}
