import { byBytes } from '../../base/encoding/utf8.ts';
import { formatFloat, formatJsonNumber, jsonString } from '../../base/text/go-literals.ts';
import type { DiagnosticArgs } from '../../diagnostics/diagnostic.ts';
import { placeOf } from '../decode/decoding.ts';
import type { StepEntry } from '../decode/step.ts';
import type { UntypedValue } from '../decode/untyped.ts';
import type { WorkflowCode } from '../errors.ts';
import type { Compilation } from './compilation.ts';
import { secretFor } from './secrets.ts';

/** A setting or an environment value of a step, to be encoded. */
export interface Encoding {
  /** Key of the value, for messages. */
  readonly key: string;
  readonly entry: StepEntry;
  readonly compilation: Compilation;
  usedSecret: boolean;
}

/** The value of the secret that a map with `from_secret` represents; undefined for another map. */
function resolveSecret(map: UntypedValue & { kind: 'map' }, encoding: Encoding): string | undefined {
  const reference = map.entries.get('from_secret');
  if (reference === undefined) return undefined;
  if (reference.kind !== 'string') return refuse(reference, 'secret-name-type', {}, encoding);
  encoding.usedSecret = true;
  return secretFor(reference.value, encoding.entry, placeOf(reference), encoding.compilation);
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
      return encoding.compilation.features.goYaml4 ? String(value.value) : encodeJson(value, encoding);
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
  const { features, crashes } = encoding.compilation;
  switch (value.kind) {
    case 'null':
      if (!features.nullInEncodedSettings)
        crashes.push({ code: 'value-null-crash', args: { key: encoding.key }, place: placeOf(value) });
      return 'null';
    case 'string':
    case 'timestamp':
      return jsonString(value.value);
    case 'boolean':
    case 'int':
      return String(value.value);
    case 'uint':
      // Before go-yaml 4 the way through YAML text ends in a parser for signed integers.
      if (!features.goYaml4) refuse(value, 'value-not-encodable', { value: String(value.value) }, encoding);
      return String(value.value);
    case 'float':
      if (!Number.isFinite(value.value))
        refuse(value, 'value-not-encodable', { value: String(value.value) }, encoding);
      return formatJsonNumber(value.value);
    case 'list':
      return `[${value.items.map((item) => encodeJson(item, encoding)).join(',')}]`;
    case 'map':
      return encodeJsonMap(value, encoding);
  }
}

function encodeJsonMap(map: UntypedValue & { kind: 'map' }, encoding: Encoding): string {
  if (!map.stringKeys) return refuse(map, 'value-keys-not-strings', { value: '' }, encoding);
  const secret = resolveSecret(map, encoding);
  if (secret !== undefined) return jsonString(secret);
  // Up to go-yaml 3 a quoted merge key loses its quotes on the way through YAML text and becomes a merge.
  if (!encoding.compilation.features.goYaml4 && map.entries.has('<<'))
    refuse(map, 'yaml-map-merge', { value: '' }, encoding);
  const keys = [...map.entries.keys()].sort(byBytes);
  const members = keys.map((key) => {
    const value = map.entries.get(key);
    return value === undefined ? '' : `${jsonString(key)}:${encodeJson(value, encoding)}`;
  });
  return `{${members.join(',')}}`;
}

/** Reports a value. Returns the string in its place. */
function refuse(
  at: UntypedValue,
  code: WorkflowCode,
  args: DiagnosticArgs,
  { key, compilation }: Encoding,
): string {
  compilation.problems.push({ code, args: { key, ...args }, place: placeOf(at) });
  return '';
}
