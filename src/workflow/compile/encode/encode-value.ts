import { jsonString } from '../../../base/text/json-text.ts';
import { formatFloat } from '../../../base/text/number-text.ts';
import type { UntypedValue } from '../../decode/untyped.ts';
import { encodeJson } from './encode-json.ts';
import { type Encoding, resolveSecret } from './encoding.ts';

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
