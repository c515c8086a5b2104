import { objectOf } from '../../base/collections.ts';
import { lower } from '../../base/encoding/case-mapping.ts';
import { byBytes } from '../../base/encoding/utf8.ts';
import { formatFloat, formatJsonNumber, goJson } from '../../base/text/go-literals.ts';
import type { Place } from '../../base/yaml/yaml.ts';
import type { DiagnosticArgs } from '../../diagnostics/diagnostic.ts';
import { placeAlone } from '../decode/decoding.ts';
import { isPlugin, type StepEntry } from '../decode/step.ts';
import type { UntypedValue } from '../decode/untyped.ts';
import type { CompileCode, Problem } from '../errors.ts';
import { isPullRequestEvent } from '../metadata/metadata.ts';
import type { Compilation } from './compilation.ts';

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
  return secretFor(reference.value, encoding.entry, placeAlone(reference), encoding.compilation);
}

export function encodeValue(value: UntypedValue, encoding: Encoding): string {
  switch (value.kind) {
    case 'null':
      return '';
    case 'string':
      return value.value;
    case 'float':
      return formatFloat(value.value);
    case 'list':
      return value.items.every(({ kind }) => FLAT_KINDS.has(kind))
        ? value.items.map((item) => encodeValue(item, encoding)).join(',')
        : encodeJson(value, encoding);
    case 'map':
      return (value.stringKeys ? resolveSecret(value, encoding) : undefined) ?? encodeJson(value, encoding);
    default:
      return encodeJson(value, encoding);
  }
}

/** Lists of these are joined; with anything else in it, dates and large numbers included, a list is JSON. */
const FLAT_KINDS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'null',
  'string',
  'boolean',
  'int',
  'float',
]);

/** Encodes a value as JSON with sorted keys, secrets put in their places. */
function encodeJson(value: UntypedValue, encoding: Encoding): string {
  const { features, problems } = encoding.compilation;
  switch (value.kind) {
    case 'null':
      if (!features.nullInEncodedSettings)
        problems.push({ code: 'value-null-crash', args: { key: encoding.key }, place: placeAlone(value) });
      return 'null';
    case 'string':
    case 'timestamp':
      return goJson(value.value);
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
  if (secret !== undefined) return goJson(secret);
  // Up to go-yaml 3 a quoted merge key loses its quotes on the way through YAML text and becomes a merge.
  if (!encoding.compilation.features.goYaml4 && map.entries.has('<<'))
    refuse(map, 'yaml-map-merge', { value: '' }, encoding);
  const keys = [...map.entries.keys()].sort(byBytes);
  const members = keys.map((key) => {
    const value = map.entries.get(key);
    return value === undefined ? '' : `${goJson(key)}:${encodeJson(value, encoding)}`;
  });
  return `{${members.join(',')}}`;
}

function refuse(
  at: UntypedValue,
  code: CompileCode,
  args: DiagnosticArgs,
  { key, compilation }: Encoding,
): string {
  compilation.problems.push({ code, args: { key, ...args }, place: placeAlone(at) });
  return '';
}

/** The value of a secret for a step. If the step may not have it, that is a problem, and the value is empty. */
function secretFor(
  name: string,
  entry: StepEntry,
  place: Place,
  { input, features, lookups, problems }: Compilation,
): string {
  const secret = lookups.secrets.get(lower(name));
  const refuse = (code: Problem['code'], args: Problem['args']): string => {
    problems.push({ code, args, place });
    return '';
  };
  if (secret === undefined && input.unknown_secrets === 'placeholder') return `<secret ${name}>`;
  if (secret === undefined) return refuse('secret-unknown', { secret: lower(name) });
  const images = secret.images ?? [];
  if (images.length > 0 && !isPlugin(entry)) return refuse('secret-plugins-only', { secret: secret.name });
  if (images.length > 0 && !secret.isForImage(entry.image)) {
    return refuse('secret-image', { secret: secret.name, image: entry.image });
  }
  const event = input.metadata?.curr?.event ?? '';
  const events = secret.events ?? [];
  const counted = isPullRequestEvent(event, features) ? 'pull_request' : event;
  if (events.length > 0 && !events.includes(counted)) {
    return refuse('secret-event', { secret: secret.name, event });
  }
  return secret.value ?? '';
}

/**
 * Backend options as the agent gets them: numbers as numbers, dates as strings, null kept, and no secrets put in.
 * A value that JSON cannot express crashes the server.
 */
export function compileBackendOptions(
  entry: StepEntry,
  { problems }: Compilation,
): Readonly<Record<string, unknown>> | undefined {
  if (entry.backend_options.size === 0) return undefined;
  const fail = (value: UntypedValue): void => {
    const args = { name: entry.name };
    problems.push({ code: 'backend-options-not-encodable', args, place: placeAlone(value) });
  };
  return plainMap(entry.backend_options, fail);
}

type Fail = (value: UntypedValue) => void;

function plainMap(entries: ReadonlyMap<string, UntypedValue>, fail: Fail): Record<string, unknown> {
  return objectOf([...entries].map(([key, value]) => [key, plain(value, fail)] as const));
}

function plain(value: UntypedValue, fail: Fail): unknown {
  switch (value.kind) {
    case 'null':
      return null;
    case 'string':
    case 'timestamp':
    case 'boolean':
      return value.value;
    case 'int':
    case 'uint':
      return Number(value.value);
    case 'float':
      if (!Number.isFinite(value.value)) fail(value);
      return value.value;
    case 'list':
      return value.items.map((item) => plain(item, fail));
    case 'map':
      if (!value.stringKeys) fail(value);
      return plainMap(value.entries, fail);
  }
}
