import type { Features } from '../../release/features.ts';
import type { UntypedValue } from '../decode/untyped.ts';
import { jsonString } from '../json-text.ts';
import { formatFloat } from '../number-text.ts';
import type { Problem } from '../problem.ts';
import type { Place } from '../yaml/node.ts';
import { encodeJson } from './encode-json.ts';
import type { SecretResult } from './secrets.ts';

/** What encoding a value needs, and what it leaves behind. */
export interface Encoding {
  /** Key of the value, for messages. */
  readonly key: string;
  readonly features: Features;
  readonly secret: (name: string, place: Place) => SecretResult;
  readonly problems: Problem[];
  readonly crashes: Problem[];
  usedSecret: boolean;
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

/** The value of the secret that a map with `from_secret` stands for; undefined for another map. */
export function resolveSecret(map: UntypedValue & { kind: 'map' }, encoding: Encoding): string | undefined {
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
