import { DEEPEST } from '../../base/json/bounded.ts';
import { isJsonObject } from '../../base/json/json.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { typeName } from '../../base/text/excerpt.ts';
import { TranslationError } from './translation-error.ts';

/*
 * Fields as agents decode them: undefined, null and inherited properties are not set, and a value of another
 * type is rejected with a TranslationError `wrong-type`. The value is given beside its owner, because reading it by the
 * name of the field here would be slower.
 */

export function readText(value: unknown, owner: object, field: string, parent: string): string | undefined {
  if (value === undefined || value === null || !Object.hasOwn(owner, field)) return undefined;
  return typeof value === 'string' ? value : refuseType('a string', value, parent, field);
}

export function readFlag(value: unknown, owner: object, field: string, parent: string): boolean | undefined {
  if (value === undefined || value === null || !Object.hasOwn(owner, field)) return undefined;
  return typeof value === 'boolean' ? value : refuseType('true or false', value, parent, field);
}

export function readInteger(
  value: unknown,
  owner: object,
  field: string,
  parent: string,
): number | undefined {
  if (value === undefined || value === null || !Object.hasOwn(owner, field)) return undefined;
  const isInt64 = Number.isInteger(value) && Number(value) >= -(2 ** 63) && Number(value) < 2 ** 63;
  return isInt64 ? (value as number) : refuseType('a whole number of 64 bits', value, parent, field);
}

/** Numbers of ports have 16 bits. */
export function readPortNumber(
  value: unknown,
  owner: object,
  field: string,
  parent: string,
): number | undefined {
  if (value === undefined || value === null || !Object.hasOwn(owner, field)) return undefined;
  if (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65535) return value as number;
  return refuseType('a whole number from 0 to 65535', value, parent, field);
}

/** A null in the list is an empty string. */
export function readTexts(
  value: unknown,
  owner: object,
  field: string,
  parent: string,
): readonly string[] | undefined {
  if (value === undefined || value === null || !Object.hasOwn(owner, field)) return undefined;
  if (!Array.isArray(value)) refuseType('a list of strings', value, parent, field);
  let filled: string[] | undefined;
  for (let index = 0; index < value.length; index++) {
    const item: unknown = value[index];
    if (typeof item === 'string') continue;
    if (item !== null) refuseType('a string', item, pointerTo(parent, field), index);
    filled ??= [...value];
    filled[index] = '';
  }
  return filled ?? value;
}

/** A null in the map is an empty string. */
export function readTextMap(
  value: unknown,
  owner: object,
  field: string,
  parent: string,
): Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null || !Object.hasOwn(owner, field)) return undefined;
  if (!isJsonObject(value)) refuseType('an object with string values', value, parent, field);
  let hasNull = false;
  for (const key in value) {
    const item = value[key];
    if (typeof item === 'string' || !Object.hasOwn(value, key)) continue;
    if (item !== null) refuseType('a string', item, pointerTo(parent, field), key);
    hasNull = true;
  }
  const texts = hasNull
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, item ?? '']))
    : value;
  return texts as Readonly<Record<string, string>>;
}

export function readObject<Item extends object>(
  value: Item | null | undefined,
  owner: object,
  field: string,
  parent: string,
  decode: (item: Item, path: string) => Item,
): Item | undefined {
  if (value === undefined || value === null || !Object.hasOwn(owner, field)) return undefined;
  requireObject(value, 'an object', parent, field);
  return decode(value, pointerTo(parent, field));
}

/** The objects of a list, each with its place. */
export function* readItems<Item extends object>(
  value: readonly Item[] | null | undefined,
  owner: object,
  field: string,
  parent: string,
): Generator<{ readonly item: Item; readonly path: string }> {
  if (value === undefined || value === null || !Object.hasOwn(owner, field)) return;
  if (!Array.isArray(value)) refuseType('a list', value, parent, field);
  const path = pointerTo(parent, field);
  for (let index = 0; index < value.length; index++) {
    const item = value[index] as Item;
    requireObject(item, 'an object', path, index);
    yield { item, path: pointerTo(path, index) };
  }
}

/** A decoded list of objects; a null in it is an empty object. */
export function readObjects<Item extends object>(
  value: readonly Item[] | null | undefined,
  owner: object,
  field: string,
  parent: string,
  decode: (item: Item, path: string) => Item,
): readonly Item[] | undefined {
  if (value === undefined || value === null || !Object.hasOwn(owner, field)) return undefined;
  if (!Array.isArray(value)) refuseType('a list', value, parent, field);
  const path = pointerTo(parent, field);
  return value.map((written: Item | null, index) => {
    const item = written ?? ({} as Item);
    requireObject(item, 'an object', path, index);
    return decode(item, pointerTo(path, index));
  });
}

/** Rejects everything but an object. */
export function requireObject(
  value: unknown,
  expected: string,
  parent: string,
  token?: string | number,
): void {
  if (!isJsonObject(value)) refuseType(expected, value, parent, token);
}

/** Throws, with the value that is there and the type that it must have. */
export function refuseType(expected: string, value: unknown, parent: string, token?: string | number): never {
  const path = token === undefined ? parent : pointerTo(parent, token);
  // The value may be secret, or a part of it.
  const is = value === undefined ? 'is missing' : `is ${typeName(value)}`;
  const message = `${path === '' ? 'The value' : path} ${is}, but must be ${expected}.`;
  throw new TranslationError('wrong-type', path, message);
}

/** Throws if a part of a field is nested too deep. */
export function refuseDeep(deepPart: string | undefined, parent: string, field: string): void {
  if (deepPart === undefined) return;
  const path = pointerTo(parent, field) + deepPart;
  throw new TranslationError('wrong-type', path, `${path} is nested more than ${DEEPEST} levels deep.`);
}
