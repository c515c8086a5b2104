import { strictBase64ToText } from '../encoding/base64.ts';
import { calendarTime, withoutTrailing } from '../text/go-literals.ts';
import type { ScalarNode } from './node.ts';

export type ScalarValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'timestamp'; readonly value: string }
  | YamlNumber;

const WORDS: ReadonlyMap<string, ScalarValue> = /* @__PURE__ */ new Map<string, ScalarValue>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, { kind: 'null' }] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, { kind: 'boolean', value: true }] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, { kind: 'boolean', value: false }] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, { kind: 'float', value: Number.NaN }] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(
    (word) => [word, { kind: 'float', value: Number.POSITIVE_INFINITY }] as const,
  ),
  ...['-.inf', '-.Inf', '-.INF'].map(
    (word) => [word, { kind: 'float', value: Number.NEGATIVE_INFINITY }] as const,
  ),
]);

/** The words for true and false that only YAML 1.1 has. */
export const BOOLEAN_WORDS: ReadonlyMap<string, boolean> = /* @__PURE__ */ new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);

const TAG_PREFIX = 'tag:yaml.org,2002:';

/** Resolves a scalar by go-yaml's rules. Returns undefined if an explicit tag does not fit the text. */
export function resolveScalar(node: ScalarNode, goYaml4: boolean): ScalarValue | undefined {
  const tag = node.tag?.startsWith(TAG_PREFIX) ? node.tag.slice(TAG_PREFIX.length) : undefined;
  if (tag === undefined) {
    // To go-yaml 3, a lone `!` says nothing; to go-yaml 4, that it is a string.
    return node.plain && (node.tag === undefined || (node.tag === '!' && !goYaml4))
      ? resolvePlain(node.text, goYaml4)
      : { kind: 'string', value: node.text };
  }
  return resolveTagged(tag, node.text, goYaml4);
}

function resolvePlain(text: string, goYaml4: boolean): ScalarValue {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const timestamp = parseTimestamp(text);
  if (timestamp !== undefined) return { kind: 'timestamp', value: timestamp };
  return parseNumber(text, goYaml4) ?? { kind: 'string', value: text };
}

function resolveTagged(tag: string, text: string, goYaml4: boolean): ScalarValue | undefined {
  const plain = resolvePlain(text, goYaml4);
  switch (tag) {
    case 'str':
      return { kind: 'string', value: text };
    case 'binary':
      return decodeBase64(text);
    case 'null':
      return plain.kind === 'null' ? plain : undefined;
    case 'bool':
      return plain.kind === 'boolean' ? plain : undefined;
    case 'int':
      return plain.kind === 'int' || plain.kind === 'uint' ? plain : undefined;
    case 'float':
      if (plain.kind === 'int') return { kind: 'float', value: Number(plain.value) };
      return plain.kind === 'float' ? plain : undefined;
    case 'timestamp':
      return plain.kind === 'timestamp' ? plain : undefined;
    default:
      return { kind: 'string', value: text };
  }
}

function decodeBase64(encoded: string): ScalarValue | undefined {
  const value = strictBase64ToText(encoded);
  return value === undefined ? undefined : { kind: 'string', value };
}

type YamlNumber =
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'uint'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number };

const PREFIXED = /^([+-]?)0([xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+|[0-7]+)$/;
const DECIMAL = /^[+-]?\d+$/;
const FLOAT = /^[+-]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][+-]?\d+)?$/;
/** If the point comes first, underscores are between digits only. */
const POINT_FLOAT = /^\.\d+(?:_\d+)*(?:[eE][+-]?\d+(?:_\d+)*)?$/;

const LONGEST = 400;
const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);
const MAX_UINT64 = 2n ** 64n - 1n;

/**
 * Reads a number as go-yaml does: underscores anywhere after the first digit, `0x`, `0o`, `0b` and the octal
 * `0755` of YAML 1.1, integers of 64 bits, and decimal ones beyond these as floating point.
 *
 * @param negativeZero whether `-0` is the floating-point zero (go-yaml 4) or the integer 0
 */
function parseNumber(text: string, negativeZero: boolean): YamlNumber | undefined {
  if (!/^(?:[\d.]|[+-][\d._])/.test(text)) return undefined;
  const plain = text.replaceAll('_', '');
  if (plain.startsWith('.')) return POINT_FLOAT.test(text) ? finite(Number(plain)) : undefined;
  if (text === '-0' && negativeZero) return { kind: 'float', value: -0 };
  // Reading thousands of digits exactly is slow and ends in a string or infinity anyway.
  if (plain.length > LONGEST)
    return /^[+-]?0/.test(plain) || !FLOAT.test(plain) ? undefined : finite(Number(plain));
  const prefixed = PREFIXED.exec(plain);
  if (prefixed !== null) {
    const [, sign = '', literal = ''] = prefixed;
    return integer(sign, digitsOf(literal), /^\d/.test(literal) ? Number(plain) : undefined);
  }
  // All digits with a leading zero, but not octal ones: go-yaml falls back to floating point.
  if (/^[+-]?0\d+$/.test(plain)) return finite(Number(plain));
  if (DECIMAL.test(plain)) {
    const sign = /^[+-]/.exec(plain)?.[0] ?? '';
    return integer(sign, BigInt(plain.slice(sign.length)), Number(plain));
  }
  return FLOAT.test(plain) ? finite(Number(plain)) : undefined;
}

function digitsOf(text: string): bigint {
  return /^[xXoObB]/.test(text) ? BigInt(`0${text.toLowerCase()}`) : BigInt(`0o${text}`);
}

/** @param float replacement for an integer of more than 64 bits */
function integer(sign: string, magnitude: bigint, float: number | undefined): YamlNumber | undefined {
  const value = sign === '-' ? -magnitude : magnitude;
  if (value >= MIN_INT64 && value <= MAX_INT64) return { kind: 'int', value };
  if (sign === '' && value <= MAX_UINT64) return { kind: 'uint', value };
  return float === undefined ? undefined : finite(float);
}

function finite(value: number): YamlNumber | undefined {
  return Number.isFinite(value) ? { kind: 'float', value } : undefined;
}

const TIMESTAMP =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt]| +)(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(\D.*|))?$/;
const ZONE = /^(?:Z|[+-](\d{2}):(\d{2}))$/;

/**
 * Reads a date or an instant in the forms that go-yaml knows: a date, a date and time with `T` and a zone, or a
 * date and time with one space and no zone.
 *
 * @returns RFC 3339 with the fraction and offset kept, or undefined for a string that is not a timestamp
 */
function parseTimestamp(text: string): string | undefined {
  const match = TIMESTAMP.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, mark = 'T', hour, minute, second, digits = '', written = 'Z'] = match;
  const time = calendarTime(year, month, day, hour, minute, second);
  const zone = mark.startsWith(' ') ? (written === '' ? 'Z' : undefined) : zoneOf(written);
  if (time === undefined || zone === undefined) return undefined;
  const fraction = withoutTrailing(digits.slice(0, 9), '0');
  return `${time}${fraction === '' ? '' : `.${fraction}`}${zone}`;
}

function zoneOf(text: string): string | undefined {
  const [zone, hours = '00', minutes = '00'] = ZONE.exec(text) ?? [];
  if (zone === undefined || Number(hours) > 24 || Number(minutes) > 59) return undefined;
  return hours === '00' && minutes === '00' ? 'Z' : zone;
}
