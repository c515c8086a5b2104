import { isJsonObject } from '../base/json/json.ts';
import { type Report, tell } from './report.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

const NO_ITEMS: readonly unknown[] = [];
const NO_FIELDS: JsonObject = {};

/*
 * Fields of an object as the server decodes them: missing and null are the zero value, and a value of another JSON
 * type is refused and read as the zero value.
 */

export function readText(report: Report, object: JsonObject, key: string): string {
  const value = object[key];
  if (typeof value === 'string') return value;
  if (value !== undefined && value !== null) tellType(report, 'a string', value, key);
  return '';
}

/** A text of which the server knows whether it is there, even when it is empty. */
export function readOptionalText(report: Report, object: JsonObject, key: string): string | undefined {
  const value = object[key];
  return value === undefined || value === null ? undefined : readText(report, object, key);
}

export function readFlag(report: Report, object: JsonObject, key: string): boolean | undefined {
  const value = object[key];
  if (typeof value === 'boolean') return value;
  if (value !== undefined && value !== null) tellType(report, 'a boolean', value, key);
  return undefined;
}

/** A whole number of 32 or 64 bits. */
export function readInteger(
  report: Report,
  object: JsonObject,
  key: string,
  bits: 32 | 64,
): number | undefined {
  const value = object[key];
  if (value === undefined || value === null) return undefined;
  const limit = 2 ** (bits - 1);
  // 2^63 is let through: JSON.parse makes it of 2^63 - 1, the greatest number of 64 bits.
  const greatest = bits === 32 ? limit - 1 : limit;
  if (typeof value === 'number' && Number.isInteger(value) && value >= -limit && value <= greatest)
    return value;
  tellType(report, `a whole number of ${bits} bits`, value, key);
  return undefined;
}

export function readList(report: Report, object: JsonObject, key: string): readonly unknown[] {
  const value = object[key];
  if (Array.isArray(value)) return value;
  if (value !== undefined && value !== null) tellType(report, 'a list', value, key);
  return NO_ITEMS;
}

export function readObject(report: Report, object: JsonObject, key: string): JsonObject | undefined {
  const value = object[key];
  if (value === undefined || value === null) return undefined;
  if (isJsonObject(value)) return value;
  tellType(report, 'an object', value, key);
  return undefined;
}

/** One item of a list of objects; `null` is an empty object to the server. */
export function readItem(report: Report, items: readonly unknown[], index: number): JsonObject {
  const value = items[index];
  if (isJsonObject(value)) return value;
  if (value !== undefined && value !== null) tellType(report, 'an object', value, index);
  return NO_FIELDS;
}

/** One item of a list of texts; `null` is an empty text to the server. */
function readTextItem(report: Report, items: readonly unknown[], index: number): string {
  const value = items[index];
  if (typeof value === 'string') return value;
  if (value !== undefined && value !== null) tellType(report, 'a string', value, index);
  return '';
}

export function readTexts(report: Report, object: JsonObject, key: string): readonly string[] {
  const items = readList(report, object, key);
  if (items.every((item) => typeof item === 'string')) return items as readonly string[];
  report.trail.push(key);
  const texts = items.map((_, index) => readTextItem(report, items, index));
  report.trail.pop();
  return texts;
}

/** Says of each field of an object that is not among those checked here that nothing is known of it. */
export function noteUnchecked(report: Report, object: JsonObject, checked: ReadonlySet<string>): void {
  for (const key in object) {
    if (!checked.has(key) && object[key] !== undefined) {
      tell(report, 'field-not-checked', { field: key }, [key]);
    }
  }
}

/** Says that a value is of another JSON type than is due. */
export function tellType(
  report: Report,
  expected: string,
  value: unknown,
  token: string | number,
  field?: string,
): void {
  const found = Array.isArray(value)
    ? 'a list'
    : typeof value === 'object'
      ? 'an object'
      : `a ${typeof value}`;
  tell(report, 'json-type-wrong', { expected, found }, [token], field);
}
