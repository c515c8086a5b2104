import { append } from '../../base/collections.ts';
import type { Place } from '../../base/yaml/yaml.ts';
import { placeAlone } from '../decode/decoding.ts';
import type { UntypedValue } from '../decode/untyped.ts';
import type { Schema, SchemaType } from './schema.ts';

/** Where an value does not fit its schema. */
export interface SchemaFault {
  /** Keys and indexes down to the value at fault. */
  readonly path: readonly (string | number)[];
  readonly place: Place;
  readonly keyword: SchemaKeyword;
  /** Expected types, allowed values, or the name of the property. */
  readonly expected: readonly string[];
  readonly given: string;
}

/** The keywords that a fault can be of; `else` is that of {@link Schema.unlessDetached}. */
export type SchemaKeyword = Exclude<keyof Schema, 'properties' | 'items' | 'unlessDetached'> | 'else';

interface SchemaOutcome {
  readonly faults: SchemaFault[];
  /**
   * How much of a schema fits, as the server's validator counts it to pick the alternative whose faults it
   * reports: a point for each group of keywords gone through, less two for each fault.
   */
  score: number;
}

type Path = readonly (string | number)[];

/** @param value the file, which must be JSON */
export function validateSchema(value: UntypedValue, schema: Schema): SchemaFault[] {
  return validate(value, schema, []).faults;
}

function validate(value: UntypedValue, schema: Schema, path: Path): SchemaOutcome {
  const outcome: SchemaOutcome = { faults: [], score: 0 };
  const types = schema.type === undefined ? undefined : [schema.type].flat();
  if (types !== undefined && !hasType(value, types)) {
    addFault(outcome, value, path, 'type', types);
    return outcome;
  }
  validateAlternatives(value, schema, path, outcome);
  if (value.kind === 'list') validateItems(value, schema, path, outcome);
  if (value.kind === 'map') validateProperties(value, schema, path, outcome);
  validateScalar(value, schema, path, outcome);
  outcome.score++;
  return outcome;
}

/** Whether a value is of a type; whole numbers are numbers too. */
function hasType(value: UntypedValue, types: readonly SchemaType[]): boolean {
  const type = typeOf(value);
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

function typeOf(value: UntypedValue): SchemaType {
  switch (value.kind) {
    case 'list':
      return 'array';
    case 'map':
      return 'object';
    case 'timestamp':
      return 'string';
    case 'int':
    case 'uint':
      return 'integer';
    case 'float':
      return Number.isInteger(value.value) ? 'integer' : 'number';
    default:
      return value.kind;
  }
}

function validateAlternatives(value: UntypedValue, schema: Schema, path: Path, outcome: SchemaOutcome): void {
  if (schema.anyOf !== undefined) {
    const tried = schema.anyOf.map((branch) => validate(value, branch, path));
    if (!tried.some(fits)) {
      addFault(outcome, value, path, 'anyOf', []);
      merge(outcome, best(tried));
    }
  }
  if (schema.oneOf !== undefined) {
    const tried = schema.oneOf.map((branch) => validate(value, branch, path));
    const fitting = tried.filter(fits).length;
    if (fitting !== 1) addFault(outcome, value, path, 'oneOf', []);
    if (fitting === 0) merge(outcome, best(tried));
  }
  if (schema.allOf !== undefined) {
    const tried = schema.allOf.map((part) => validate(value, part, path));
    for (const part of tried) merge(outcome, part);
    if (!tried.every(fits)) addFault(outcome, value, path, 'allOf', []);
  }
  if (schema.unlessDetached !== undefined && isAttached(value)) {
    const otherwise = validate(value, schema.unlessDetached, path);
    if (!fits(otherwise)) {
      addFault(outcome, value, path, 'else', []);
      merge(outcome, otherwise);
    }
  }
  outcome.score++;
}

function isAttached(value: UntypedValue): boolean {
  const detach = value.kind === 'map' ? value.entries.get('detach') : undefined;
  return detach !== undefined && !(detach.kind === 'boolean' && detach.value);
}

function validateItems(
  value: UntypedValue & { kind: 'list' },
  schema: Schema,
  path: Path,
  outcome: SchemaOutcome,
): void {
  const { items } = schema;
  if (items !== undefined) {
    for (const [index, item] of value.items.entries())
      merge(outcome, validate(item, items, [...path, index]));
  }
  outcome.score++;
}

function validateProperties(
  value: UntypedValue & { kind: 'map' },
  schema: Schema,
  path: Path,
  outcome: SchemaOutcome,
): void {
  const { entries } = value;
  if (schema.minProperties !== undefined && entries.size < schema.minProperties) {
    addFault(outcome, value, path, 'minProperties', [String(schema.minProperties)]);
  }
  for (const name of schema.required ?? []) {
    if (entries.has(name)) outcome.score++;
    else addFault(outcome, value, path, 'required', [name]);
  }
  for (const [name, entry] of entries) {
    const known = knownProperty(schema, name);
    const propertySchema = known ?? schema.additionalProperties;
    if (propertySchema === false)
      addFault(outcome, placeAlone(entry.key ?? value), path, 'additionalProperties', [name]);
    else if (propertySchema !== undefined) merge(outcome, validate(entry, propertySchema, [...path, name]));
  }
  outcome.score++;
}

function knownProperty({ properties }: Schema, name: string): Schema | undefined {
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function validateScalar(value: UntypedValue, schema: Schema, path: Path, outcome: SchemaOutcome): void {
  if (schema.enum !== undefined && !(value.kind === 'string' && schema.enum.includes(value.value))) {
    addFault(outcome, value, path, 'enum', schema.enum);
  }
  outcome.score++;
  if (value.kind === 'int' || value.kind === 'uint' || value.kind === 'float') {
    if (schema.minimum !== undefined && value.value < schema.minimum) {
      addFault(outcome, value, path, 'minimum', [String(schema.minimum)]);
    }
    outcome.score++;
  }
  if (value.kind !== 'string' && value.kind !== 'timestamp') return;
  if (schema.format === 'uri' && !isUri(value.value)) addFault(outcome, value, path, 'format', ['URI']);
  outcome.score++;
}

/** Whether Go reads a string as an absolute URI, as far as its scheme, its host and its escapes go. */
function isUri(text: string): boolean {
  const [, rest] = /^[A-Za-z][A-Za-z0-9+.-]*:(.*)$/s.exec(text) ?? [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Go rejects them.
  if (rest === undefined || /[\x00-\x1f\x7f\\]|%(?![0-9A-Fa-f]{2})/.test(rest)) return false;
  const [, host = ''] = /^\/\/([^/?#]*)/.exec(rest) ?? [];
  return !/[\s"<>^`{|}]/.test(host);
}

function addFault(
  outcome: SchemaOutcome,
  at: UntypedValue | Place,
  path: Path,
  keyword: SchemaKeyword,
  expected: readonly string[],
): void {
  const given = 'kind' in at ? typeOf(at) : '';
  outcome.faults.push({ path, place: placeAlone(at), keyword, expected, given });
  outcome.score -= 2;
}

function fits({ faults }: SchemaOutcome): boolean {
  return faults.length === 0;
}

function best(outcomes: readonly SchemaOutcome[]): SchemaOutcome {
  return outcomes.reduce((left, right) => (right.score > left.score ? right : left));
}

function merge(outcome: SchemaOutcome, other: SchemaOutcome): void {
  append(outcome.faults, other.faults);
  outcome.score += other.score;
}
