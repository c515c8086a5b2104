import { fold } from '../../base/encoding/case-mapping.ts';
import { isJsonObject, setOwn } from '../../base/json/json.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { parseBoolText, parseIntegerText } from '../../base/text/go-literals.ts';
import type { AgentFeatureName, AgentFeatures } from '../release/agent-features.ts';

/** A value that could not be decoded to the type that its place wants. */
export interface DecodeProblem {
  /** JSON Pointer into the decoded value; empty for the whole. */
  readonly path: string;
  /** The expectation. */
  readonly expected: string;
  /** The value found there. */
  readonly value: unknown;
}

/** What decoders report to. */
interface WeakDecoding {
  readonly problems: DecodeProblem[];
  /** Notes the reads, if a caller asks for notes. */
  readonly reading?: ReadObserver | undefined;
}

/** Receives the values that decoders read. The paths are relative to the current part. */
export interface ReadObserver {
  /**
   * Begins a part.
   *
   * @param key as it is written; undefined for a value that represents a list of one
   * @param name under which the result has it
   */
  enter(key: string | number | undefined, name: string | number, value: unknown): void;
  leave(): void;
  /** Ends an object; the decoder reads only these names. */
  names(input: unknown, names: readonly string[]): void;
  /** The current part is not read, because the release lacks the feature. */
  newer(feature: AgentFeatureName): void;
  /** An entry of a map of strings is read; it replaces an earlier one of its key. */
  entry(parent: string, key: string): void;
  /** A part of a list is not read, because an earlier one does not decode. */
  cut(path: string): void;
  /** The current part is dropped, because something in it does not decode. */
  drop(): void;
}

/**
 * Turns untyped JSON into a typed value with the agent's weak rules. Null and undefined give the zero value. A value
 * that does not fit is added to the problems, with its path in the input, and leaves the zero value, or the part that
 * decodes.
 */
export type Decoder<T> = (input: unknown, decoding: WeakDecoding) => T;

export const weakText: Decoder<string> = (input, decoding) => {
  if (typeof input === 'string') return input;
  if (typeof input === 'number') return decimalText(input);
  if (typeof input === 'boolean') return input ? '1' : '0';
  if (input !== null && input !== undefined) decoding.problems.push(problem('', 'a string', input));
  return '';
};

/** Integers of 64 bits; fractions are cut, without -0; larger ones wrap as on the agent's processor. */
export const weakInteger: Decoder<number> = integerOf(64, (value) =>
  Math.abs(value) < 2 ** 63 ? Math.trunc(value) + 0 : -(2 ** 63),
);

export const weakInteger32: Decoder<number> = integerOf(32, (value) =>
  Math.abs(value) < 2 ** 63 ? Number(BigInt.asIntN(32, BigInt(Math.trunc(value)))) : 0,
);

export const weakBool: Decoder<boolean> = (input, decoding) => {
  if (typeof input === 'boolean') return input;
  if (typeof input === 'number') return input !== 0;
  const parsed = typeof input === 'string' ? (input === '' ? false : parseBoolText(input)) : undefined;
  if (parsed === undefined && input !== null && input !== undefined)
    decoding.problems.push(problem('', 'true or false', input));
  return parsed ?? false;
};

/** Absent for null and for whatever does not decode without a problem, however deep below it lies. */
export function pointer<T>(decoder: Decoder<T>): Decoder<T | undefined> {
  return (input, decoding) => {
    if (input === null || input === undefined) return undefined;
    const { problems, reading } = decoding;
    const before = problems.length;
    const value = decoder(input, decoding);
    if (problems.length === before) return value;
    reading?.drop();
    return undefined;
  };
}

/** A single value represents a list of one; an element that does not decode stays as its zero value. */
export function weakList<T>(element: Decoder<T>): Decoder<readonly T[]> {
  return (input, decoding) => {
    if (input === null || input === undefined) return [];
    if (!Array.isArray(input)) {
      const isEmptyObject = isJsonObject(input) && Object.keys(input).length === 0;
      if (isEmptyObject) return [];
      decoding.reading?.enter(undefined, 0, input);
      const only = element(input, decoding);
      decoding.reading?.leave();
      return [only];
    }
    return input.map((item, index) => decodeChild(element, item, index, index, decoding));
  };
}

/** A map of strings; a list is decoded element after element into the same map, up to the first that fails. */
export const weakTextMap: Decoder<Readonly<Record<string, string>> | undefined> = (input, decoding) => {
  if (input === null || input === undefined) return undefined;
  const target: Record<string, string> = {};
  decodeInto(target, input, decoding);
  return target;
};

/** Lists may be nested to any depth, so the way through them is kept in a list instead of in calls. */
function decodeInto(target: Record<string, string>, input: unknown, decoding: WeakDecoding): void {
  const { problems, reading } = decoding;
  const before = problems.length;
  const waiting: [value: unknown, path: string][] = [[input, '']];
  while (waiting.length > 0 && problems.length === before) {
    const [value, path] = waiting.pop() as [unknown, string];
    if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index--) {
        if (value[index] !== null) waiting.push([value[index], `${path}/${index}`]);
      }
    } else if (isJsonObject(value)) {
      decodeEntries(target, value, path, decoding);
    } else {
      problems.push(problem(path, 'an object', value));
    }
  }
  if (reading !== undefined) for (const [, path] of waiting) reading.cut(path);
}

function decodeEntries(
  target: Record<string, string>,
  entries: Readonly<Record<string, unknown>>,
  path: string,
  decoding: WeakDecoding,
): void {
  const { problems, reading } = decoding;
  for (const key of Object.keys(entries)) {
    const count = problems.length;
    const value = weakText(entries[key], decoding);
    if (problems.length === count) {
      setOwn(target, key, value);
      reading?.entry(path, key);
    } else moveBelow(pointerTo(path, key), problems, count);
  }
}

/**
 * An object with a decoder for each field. Keys match exactly first, then in any case; other keys are ignored. The decoded
 * one has every field.
 */
export function struct<T extends object>(
  fields: {
    readonly [Name in keyof T]: Decoder<T[Name]>;
  },
): Decoder<T> {
  const unset = Object.fromEntries(Object.keys(fields).map((name) => [name, undefined]));
  return structFrom(unset, fields) as Decoder<T>;
}

/** The same without the fields that are decoded to undefined. */
export function wireStruct(fields: Readonly<Record<string, Decoder<unknown>>>): Decoder<DecodedFields> {
  return structFrom({}, fields);
}

type DecodedFields = Record<string, unknown>;

function structFrom(
  unset: DecodedFields,
  fields: Readonly<Record<string, Decoder<unknown>>>,
): Decoder<DecodedFields> {
  const names = Object.keys(fields);
  const decoders = Object.values(fields);
  return (input, decoding) => {
    const isMap = isJsonObject(input);
    if (!isMap && input !== null && input !== undefined)
      decoding.problems.push(problem('', 'an object', input));
    const written = isMap ? input : {};
    const value = { ...unset };
    let others: readonly string[] | undefined;
    for (let index = 0; index < names.length; index++) {
      const name = names[index] as string;
      let key: string | undefined = name;
      if (!Object.hasOwn(written, name)) {
        others ??= Object.keys(written).filter((other) => !Object.hasOwn(fields, other));
        key = spellingOf(name, others);
      }
      const decoder = decoders[index] as Decoder<unknown>;
      const decoded =
        key === undefined
          ? decoder(undefined, decoding)
          : decodeChild(decoder, written[key], key, name, decoding);
      if (decoded !== undefined) value[name] = decoded;
    }
    decoding.reading?.names(input, names);
    return value;
  };
}

/** Decodes nothing if the release lacks the feature that brought the key, so its value cannot be wrong. */
export function knownIf<T>(
  features: AgentFeatures,
  feature: AgentFeatureName,
  decoder: Decoder<T>,
): Decoder<T | undefined> {
  if (features[feature]) return decoder;
  return (input, { reading }) => {
    if (input !== undefined) reading?.newer(feature);
    return undefined;
  };
}

/** The first of the keys that differs from a name only in case. The agent reads a random one. */
function spellingOf(name: string, keys: readonly string[]): string | undefined {
  return keys.find((key) => key.length === name.length && fold(key) === fold(name));
}

function integerOf(bits: 32 | 64, convert: (value: number) => number): Decoder<number> {
  return (input, decoding) => {
    if (typeof input === 'number') return convert(input);
    if (typeof input === 'boolean') return input ? 1 : 0;
    if (typeof input === 'string') {
      const parsed = input === '' ? 0n : parseIntegerText(input, bits);
      if (parsed !== undefined) return Number(parsed);
    }
    if (input !== null && input !== undefined)
      decoding.problems.push(problem('', `an integer of ${bits} bits`, input));
    return 0;
  };
}

/** Shortest decimal text of a number, never with an exponent. */
function decimalText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value));
  if (match === null) return String(value);
  const [, sign = '', first = '', rest = '', exponent = '0'] = match;
  const digits = first + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return sign + digits.padEnd(point, '0');
}

/** Decodes a part of an input. Its problems get their place in the input, if there are any. */
function decodeChild<T>(
  decoder: Decoder<T>,
  part: unknown,
  key: string | number,
  name: string | number,
  decoding: WeakDecoding,
): T {
  const { problems, reading } = decoding;
  const before = problems.length;
  if (part !== undefined) reading?.enter(key, name, part);
  const value = decoder(part, decoding);
  if (part !== undefined) reading?.leave();
  if (problems.length > before) moveBelow(pointerTo('', key), problems, before);
  return value;
}

/** Puts a path before those of the problems from an index on. */
function moveBelow(path: string, problems: DecodeProblem[], from: number): void {
  for (const [offset, moved] of problems.slice(from).entries()) {
    problems[from + offset] = { ...moved, path: path + moved.path };
  }
}

function problem(path: string, expected: string, value: unknown): DecodeProblem {
  return { path, expected, value };
}
