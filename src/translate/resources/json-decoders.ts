import { fold } from '../../base/encoding/case-mapping.ts';
import { DEEPEST, tooDeep } from '../../base/json/bounded.ts';
import { isJsonObject } from '../../base/json/json.ts';
import { pathText, pointerTo } from '../../base/json/json-pointer.ts';
import { typeName } from '../../base/text/excerpt.ts';
import type { StepBackendOptions } from '../model/backend-options.ts';
import type { AgentFeatureName, AgentFeatures } from '../release/agent-features.ts';
import { TranslationError } from './translation-error.ts';

/**
 * Decodes a value like agents decode JSON, and throws a TranslationError `wrong-type` for a value of another type. Callers
 * do not call it for null, which agents read as not set.
 *
 * @param parent JSON Pointer to the object or list with the value
 * @param token its key or index there
 */
export type JsonDecoder<Value> = (
  value: unknown,
  parent: string,
  token: string | number,
  features: AgentFeatures,
) => Value;

/** A decoder of values that need no change. */
export function accepting<Value>(
  expected: string,
  isAccepted: (value: unknown) => value is Value,
): JsonDecoder<Value> {
  return (value, parent, token) => (isAccepted(value) ? value : refuseType(expected, value, parent, token));
}

export const text = /* @__PURE__ */ accepting('a string', (value) => typeof value === 'string');

export const flag = /* @__PURE__ */ accepting('true or false', (value) => typeof value === 'boolean');

export const integer = /* @__PURE__ */ accepting(
  'a whole number of 64 bits',
  (value): value is number =>
    Number.isInteger(value) && Number(value) >= -(2 ** 63) && Number(value) < 2 ** 63,
);

/** Numbers of ports have 16 bits. */
export const portNumber = /* @__PURE__ */ accepting(
  'a whole number from 0 to 65535',
  (value): value is number => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65535,
);

/** The items of a list, without a look at them. */
export const items = /* @__PURE__ */ accepting('a list', (value): value is readonly unknown[] =>
  Array.isArray(value),
);

/** A null in the list is an empty string. */
export const texts: JsonDecoder<readonly string[]> = (value, parent, token) => {
  if (!Array.isArray(value)) refuseType('a list of strings', value, parent, token);
  let filled: string[] | undefined;
  for (let index = 0; index < value.length; index++) {
    const item: unknown = value[index];
    if (typeof item === 'string') continue;
    if (item !== null) refuseType('a string', item, pointerTo(parent, token), index);
    filled ??= [...value];
    filled[index] = '';
  }
  return filled ?? value;
};

/** A null in the map is an empty string. */
export const textMap: JsonDecoder<Readonly<Record<string, string>>> = (value, parent, token) => {
  if (!isJsonObject(value)) refuseType('an object with string values', value, parent, token);
  let hasNull = false;
  for (const key in value) {
    const item = value[key];
    if (typeof item === 'string' || !Object.hasOwn(value, key)) continue;
    if (item !== null) refuseType('a string', item, pointerTo(parent, token), key);
    hasNull = true;
  }
  const filled = hasNull
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, item ?? '']))
    : value;
  return filled as Readonly<Record<string, string>>;
};

/** Options have separate rules; here they are only bounded. */
export const stepOptions: JsonDecoder<StepBackendOptions> = (value, parent, token) => {
  if (!isJsonObject(value)) refuseType('an object', value, parent, token);
  const deepPart = tooDeep(value);
  if (deepPart === undefined)
    return Object.hasOwn(value, 'kubernetes') ? value : { ...value, kubernetes: undefined };
  const path = pointerTo(parent, token) + deepPart;
  throw new TranslationError(
    'wrong-type',
    path,
    `\`${pathText(path)}\` is nested more than ${DEEPEST} levels deep.`,
  );
};

/** A list of objects; a null in it is an empty object. */
export function list<Item>(item: JsonDecoder<Item>): JsonDecoder<readonly Item[]> {
  return (value, parent, token, features) => {
    if (!Array.isArray(value)) refuseType('a list', value, parent, token);
    const path = pointerTo(parent, token);
    return value.map((written, index) => item(written ?? {}, path, index, features));
  };
}

/** A field that releases without the feature do not know: there it is not set if its type is wrong. */
export function since<Value>(
  feature: AgentFeatureName,
  decoder: JsonDecoder<Value>,
): JsonDecoder<Value | undefined> {
  return (value, parent, token, features) => {
    try {
      return decoder(value, parent, token, features);
    } catch (error) {
      if (!features[feature] && error instanceof TranslationError) return undefined;
      throw error;
    }
  };
}

export type FieldDecoders<Type> = { readonly [Key in keyof Type]-?: JsonDecoder<Type[Key]> };

/** An object; the decoded one has every field itself, so none is read from a prototype. */
export function object<Type extends object>(
  fields: FieldDecoders<Type>,
  expected = 'an object',
): JsonDecoder<Type> {
  const decode = fieldsDecoder(fields);
  return (value, parent, token, features) => {
    requireObject(value, expected, parent, token);
    return decode(value, pointerTo(parent, token), features);
  };
}

/**
 * Decodes the fields of an object with a place. Agents read keys in any case. Of several spellings of a key the last one
 * takes effect, except that null changes nothing.
 */
export function fieldsDecoder<Type extends object>(
  fields: FieldDecoders<Type>,
): (value: object, path: string, features: AgentFeatures) => Type {
  const decoders = new Map<string, JsonDecoder<unknown>>(Object.entries(fields));
  const unset = Object.fromEntries(Object.keys(fields).map((name) => [name, undefined]));
  return (value, path, features) => {
    const decoded: Record<string, unknown> = { ...unset };
    for (const key of Object.keys(value)) {
      const part = (value as Record<string, unknown>)[key];
      if (part === null || part === undefined) continue;
      const exact = decoders.get(key);
      const name = exact === undefined ? fold(key) : key;
      const decoder = exact ?? decoders.get(name);
      if (decoder !== undefined) decoded[name] = decoder(part, path, name, features);
    }
    return decoded as Type;
  };
}

export function requireObject(
  value: unknown,
  expected: string,
  parent: string,
  token?: string | number,
): asserts value is object {
  if (!isJsonObject(value)) refuseType(expected, value, parent, token);
}

/** Throws, with the type of the value and the expected one. */
export function refuseType(expected: string, value: unknown, parent: string, token?: string | number): never {
  const path = token === undefined ? parent : pointerTo(parent, token);
  // The value may be secret, or a part of it.
  const is = value === undefined ? 'is missing' : `is ${typeName(value)}`;
  const message = `${path === '' ? 'The value' : `\`${pathText(path)}\``} ${is}, but must be ${expected}.`;
  throw new TranslationError('wrong-type', path, message);
}
