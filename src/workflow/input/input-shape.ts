import { isJsonObject } from '../../base/json/json.ts';
import { pathText, pointerTo } from '../../base/json/json-pointer.ts';
import { typeName } from '../../base/text/excerpt.ts';
import { nearest } from '../../base/text/nearest.ts';

/** The type of a value in the input of the server. Of `ignored` values nothing is read. */
export type InputShape = keyof typeof SCALARS | 'textMap' | 'ignored' | readonly [InputFields] | InputFields;

/** The known keys of an object. A list of one represents a list of such objects, and `key!` for a required key. */
export interface InputFields {
  readonly [key: string]: InputShape;
}

/** The problem of a value. The value is not shown, because it can be secret. */
export interface TypeProblem {
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

export interface InputReport {
  readonly wrong: TypeProblem[];
  /** Keys that are not known: the pointer to each, and the keys that are known there. */
  readonly unknown: { readonly path: string; readonly key: string; readonly known: readonly string[] }[];
}

/**
 * Copies a value by its shape. The copy has only known keys that are the value's own, and no prototype from which
 * others could be read. A null is not a value, as for the server.
 *
 * @param report gets the problems and the unknown keys
 */
export function decodedBy(shape: InputShape, value: unknown, path: string, report: InputReport): unknown {
  if (shape === 'ignored' || value === null || value === undefined) return undefined;
  if (shape === 'textMap') return decodedTexts(value, path, report);
  if (typeof shape === 'string') {
    const { expected, accepts } = SCALARS[shape];
    return accepts(value) ? value : refuse(value, expected, path, report);
  }
  if (isListShape(shape)) {
    if (!Array.isArray(value)) return refuse(value, 'a list', path, report);
    return value.map((item, index) => decodedFields(shape[0], item, pointerTo(path, index), report));
  }
  return decodedFields(shape, value, path, report);
}

function isListShape(shape: readonly [InputFields] | InputFields): shape is readonly [InputFields] {
  return Array.isArray(shape);
}

function decodedFields(fields: InputFields, value: unknown, path: string, report: InputReport): unknown {
  const names = Object.keys(fields).map((field) => field.replace('!', ''));
  if (!isJsonObject(value)) return refuse(value, `an object with ${names.join(', ')}`, path, report);
  const decoded: Record<string, unknown> = Object.create(null);
  for (const [field, shape] of Object.entries(fields)) {
    const key = field.replace('!', '');
    const at = pointerTo(path, key);
    const made = Object.hasOwn(value, key) ? decodedBy(shape, value[key], at, report) : undefined;
    if (made !== undefined) decoded[key] = made;
    else if (key !== field && (value[key] ?? undefined) === undefined) refuse(undefined, 'given', at, report);
  }
  for (const key of Object.keys(value))
    if (!names.includes(key)) report.unknown.push({ path: pointerTo(path, key), key, known: names });
  return decoded;
}

function decodedTexts(value: unknown, path: string, report: InputReport): unknown {
  if (!isJsonObject(value)) return refuse(value, 'an object with string values', path, report);
  const decoded: Record<string, unknown> = Object.create(null);
  for (const [key, item] of Object.entries(value)) {
    const text = decodedBy('text', item, pointerTo(path, key), report);
    if (text !== undefined) decoded[key] = text;
  }
  return decoded;
}

function refuse(value: unknown, expected: string, path: string, { wrong }: InputReport): undefined {
  wrong.push({ path, found: foundType(value), expected });
}

/** The name of an option, and its fault, to follow the name; undefined if it has none. */
export type OptionFault = readonly [option: string, fault: string | undefined];

/** The faults of options by their types and keys. The options themselves are named `options`. */
export function optionFaults({ wrong, unknown }: InputReport): OptionFault[] {
  return [
    ...wrong.map(({ path, found, expected }): OptionFault => {
      if (found === 'missing') return [pathText(path), 'is missing.'];
      if (path === '') return ['options', `is ${found}; expected an object.`];
      return [pathText(path), `is ${found}; expected ${expected}.`];
    }),
    ...unknown.map(({ path, key, known }): OptionFault => {
      const meant = nearest(key, known);
      return [pathText(path), `does not exist${meant === undefined ? '.' : `; did you mean \`${meant}\`?`}`];
    }),
  ];
}

/** A fault as a sentence. */
export function optionFaultText(option: string, fault: string): string {
  return option === 'options' ? `\`options\` ${fault}` : `The option \`${option}\` ${fault}`;
}

/**
 * Returns the options that a function without findings was called with.
 *
 * @throws {TypeError} with their first fault
 */
export function requireOptions<Options extends object>(
  fields: InputFields,
  options: Options,
  faultsOf: (options: Options) => readonly OptionFault[],
): Options {
  const report: InputReport = { wrong: [], unknown: [] };
  decodedBy(fields, options, '', report);
  const given = options ?? {};
  const faults = optionFaults(report);
  for (const [option, fault] of faults.length > 0 ? faults : faultsOf(given))
    if (fault !== undefined) throw new TypeError(optionFaultText(option, fault));
  return given;
}

/**
 * Returns a list of objects with these keys.
 *
 * @param example what to pass
 * @throws {TypeError} for anything else
 */
export function requireList<Item>(
  name: string,
  list: readonly Item[],
  keys: readonly string[],
  example: string,
): readonly Item[] {
  const refuse = (path: string, found: string): never => {
    throw new TypeError(`\`${path}\` is ${found}; pass ${example}.`);
  };
  if (!(Array.isArray(list) as boolean)) refuse(name, foundType(list));
  for (const [index, item] of list.entries()) {
    if (!isJsonObject(item)) refuse(`${name}[${index}]`, foundType(item));
    for (const key of keys)
      if (!Object.hasOwn(item as object, key)) refuse(`${name}[${index}].${key}`, 'missing');
  }
  return list;
}

/** Returns the fault of a value that must be one of several. */
export function choiceFault(value: string | undefined, known: readonly string[]): string | undefined {
  return value === undefined || known.includes(value) ? undefined : `must be one of ${known.join(', ')}.`;
}

/** The type of a value that is not the expected one. */
export function foundType(value: unknown): string {
  return value === undefined ? 'missing' : typeName(value);
}

const SCALARS = {
  text: { expected: 'a string', accepts: (value: unknown) => typeof value === 'string' },
  number: { expected: 'a number', accepts: (value: unknown) => typeof value === 'number' },
  bool: { expected: 'true or false', accepts: (value: unknown) => typeof value === 'boolean' },
  object: { expected: 'an object', accepts: isJsonObject },
  texts: {
    expected: 'a list of strings',
    accepts: (value: unknown) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  },
};
