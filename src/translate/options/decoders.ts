import { fold } from '../../base/encoding/case-mapping.ts';
import { isJsonObject, setOwn } from '../../base/json/json.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { parseBoolText } from '../../base/text/bool-text.ts';
import { parseIntegerText } from '../../base/text/integer-text.ts';

/** A value that could not be decoded to the type that its place wants. */
export interface DecodeProblem {
  /** JSON Pointer into the decoded value; empty for the whole. */
  readonly path: string;
  /** What the place takes. */
  readonly expected: string;
  /** The value found there. */
  readonly value: unknown;
}

/**
 * Turns untyped JSON into a typed value with the agent's weak rules. Null and undefined give the zero value. A value
 * that does not fit is added to the problems, with its path in the input, and leaves the zero value, or what could be
 * decoded of it.
 */
export type Decoder<T> = (input: unknown, problems: DecodeProblem[]) => T;

export const text: Decoder<string> = (input, problems) => {
  if (typeof input === 'string') return input;
  if (typeof input === 'number') return decimalText(input);
  if (typeof input === 'boolean') return input ? '1' : '0';
  if (input !== null && input !== undefined) problems.push(problem('', 'text', input));
  return '';
};

/** Integers of 64 bits; fractions are cut, without -0; what is beyond wraps as on the agent's processor. */
export const integer: Decoder<number> = integerOf(64, (value) =>
  Math.abs(value) < 2 ** 63 ? Math.trunc(value) + 0 : -(2 ** 63),
);

export const integer32: Decoder<number> = integerOf(32, (value) =>
  Math.abs(value) < 2 ** 63 ? Number(BigInt.asIntN(32, BigInt(Math.trunc(value)))) : 0,
);

export const bool: Decoder<boolean> = (input, problems) => {
  if (typeof input === 'boolean') return input;
  if (typeof input === 'number') return input !== 0;
  const parsed = typeof input === 'string' ? (input === '' ? false : parseBoolText(input)) : undefined;
  if (parsed === undefined && input !== null && input !== undefined)
    problems.push(problem('', 'true or false', input));
  return parsed ?? false;
};

/** Absent for null and for whatever does not decode without a problem, however deep below it lies. */
export function pointer<T>(decoder: Decoder<T>): Decoder<T | undefined> {
  return (input, problems) => {
    if (input === null || input === undefined) return undefined;
    const before = problems.length;
    const value = decoder(input, problems);
    return problems.length === before ? value : undefined;
  };
}

/** A single value stands for a list of one; an element that does not decode stays as its zero value. */
export function list<T>(element: Decoder<T>): Decoder<readonly T[]> {
  return (input, problems) => {
    if (input === null || input === undefined) return [];
    if (!Array.isArray(input)) {
      const isEmptyObject = isJsonObject(input) && Object.keys(input).length === 0;
      return isEmptyObject ? [] : [element(input, problems)];
    }
    return input.map((item, index) => decodeChild(element, item, index, problems));
  };
}

/** A map of texts; a list is decoded element after element into the same map, up to the first that fails. */
export const textMap: Decoder<Readonly<Record<string, string>> | undefined> = (input, problems) => {
  if (input === null || input === undefined) return undefined;
  const target: Record<string, string> = {};
  decodeInto(target, input, problems);
  return target;
};

/** Lists may be nested to any depth, so the way through them is kept in a list instead of in calls. */
function decodeInto(target: Record<string, string>, input: unknown, problems: DecodeProblem[]): void {
  const before = problems.length;
  const waiting: [value: unknown, path: string][] = [[input, '']];
  for (let next = waiting.pop(); next !== undefined && problems.length === before; next = waiting.pop()) {
    const [value, path] = next;
    if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index--) {
        if (value[index] !== null) waiting.push([value[index], `${path}/${index}`]);
      }
    } else if (isJsonObject(value)) {
      decodeEntries(target, value, path, problems);
    } else {
      problems.push(problem(path, 'a map', value));
    }
  }
}

function decodeEntries(
  target: Record<string, string>,
  entries: Readonly<Record<string, unknown>>,
  path: string,
  problems: DecodeProblem[],
): void {
  for (const key of Object.keys(entries)) {
    const count = problems.length;
    const value = text(entries[key], problems);
    if (problems.length === count) setOwn(target, key, value);
    else moveBelow(pointerTo(path, key), problems, count);
  }
}

/** Decodes the field of a name. */
export type FieldReader = <T>(name: string, decoder: Decoder<T>) => T;

/**
 * An object, made of the fields that are read of it. Keys match exactly first, then in any case; other keys are
 * ignored.
 */
export function struct<T>(build: (field: FieldReader) => T): Decoder<T> {
  return (input, problems) => build(fieldReader(input, problems));
}

function fieldReader(input: unknown, problems: DecodeProblem[]): FieldReader {
  const isMap = isJsonObject(input);
  if (!isMap && input !== null && input !== undefined) problems.push(problem('', 'a map', input));
  const fields = isMap ? input : {};
  let keys: readonly string[] | undefined;
  return (name, decoder) => {
    let key = name;
    let value = fields[name];
    if (value === undefined || !Object.hasOwn(fields, name)) {
      keys ??= Object.keys(fields);
      key = spellingOf(name, keys);
      value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    }
    return decodeChild(decoder, value, key, problems);
  };
}

/** Of several spellings of a name the exact one counts, else the first (the agent takes a random one). */
function spellingOf(name: string, keys: readonly string[]): string {
  if (keys.includes(name)) return name;
  return keys.find((key) => key.length === name.length && fold(key) === fold(name)) ?? name;
}

function integerOf(bits: 32 | 64, convert: (value: number) => number): Decoder<number> {
  return (input, problems) => {
    if (typeof input === 'number') return convert(input);
    if (typeof input === 'boolean') return input ? 1 : 0;
    if (typeof input === 'string') {
      const parsed = input === '' ? 0n : parseIntegerText(input, bits);
      if (parsed !== undefined) return Number(parsed);
    }
    if (input !== null && input !== undefined)
      problems.push(problem('', `an integer of ${bits} bits`, input));
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
  token: string | number,
  problems: DecodeProblem[],
): T {
  const before = problems.length;
  const value = decoder(part, problems);
  if (problems.length > before) moveBelow(pointerTo('', token), problems, before);
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
