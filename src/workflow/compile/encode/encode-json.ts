import { byBytes } from '../../../base/text/by-bytes.ts';
import { jsonString } from '../../../base/text/json-text.ts';
import { formatJsonNumber } from '../../../base/text/number-text.ts';
import type { UntypedValue } from '../../decode/untyped.ts';
import type { WorkflowCode } from '../../messages.ts';
import { type Encoding, resolveSecret } from './encoding.ts';

/** Encodes a value as JSON with sorted keys, secrets put in their places. */
export function encodeJson(value: UntypedValue, encoding: Encoding): string {
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
