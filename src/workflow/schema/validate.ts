import type { Place } from '../../base/yaml/yaml.ts';
import { append } from '../collections.ts';
import { hasType, type Instance } from './instance.ts';
import type { Schema, SchemaType } from './schema.ts';

/** Where an instance does not fit its schema. */
export interface SchemaFault {
  /** Keys and indexes down to the value at fault. */
  readonly path: readonly (string | number)[];
  readonly place: Place;
  readonly keyword: SchemaKeyword;
  /** Expected types, allowed values, or the name of the property. */
  readonly expected: readonly string[];
  readonly given: string;
}

export type SchemaKeyword =
  | 'type'
  | 'enum'
  | 'minimum'
  | 'minProperties'
  | 'required'
  | 'additionalProperties'
  | 'anyOf'
  | 'oneOf'
  | 'allOf'
  | 'else'
  | 'format';

interface Outcome {
  readonly faults: SchemaFault[];
  /**
   * How much of a schema fits, as the server's validator counts it to pick the alternative whose faults it
   * reports: a point for each group of keywords gone through, less two for each fault.
   */
  score: number;
}

type Path = readonly (string | number)[];

export function validateSchema(instance: Instance, schema: Schema): SchemaFault[] {
  return validate(instance, schema, []).faults;
}

function validate(instance: Instance, schema: Schema, path: Path): Outcome {
  const outcome: Outcome = { faults: [], score: 0 };
  const types = typesOf(schema);
  if (types !== undefined && !hasType(instance, types)) {
    addFault(outcome, instance, path, 'type', types);
    return outcome;
  }
  validateAlternatives(instance, schema, path, outcome);
  if (instance.type === 'array') validateItems(instance, schema, path, outcome);
  if (instance.type === 'object') validateProperties(instance, schema, path, outcome);
  validateValue(instance, schema, path, outcome);
  outcome.score++;
  return outcome;
}

function typesOf({ type }: Schema): readonly SchemaType[] | undefined {
  return typeof type === 'string' ? [type] : type;
}

function validateAlternatives(instance: Instance, schema: Schema, path: Path, outcome: Outcome): void {
  if (schema.anyOf !== undefined) {
    const tried = schema.anyOf.map((branch) => validate(instance, branch, path));
    if (!tried.some(fits)) {
      addFault(outcome, instance, path, 'anyOf', []);
      merge(outcome, best(tried));
    }
  }
  if (schema.oneOf !== undefined) {
    const tried = schema.oneOf.map((branch) => validate(instance, branch, path));
    const fitting = tried.filter(fits).length;
    if (fitting !== 1) addFault(outcome, instance, path, 'oneOf', []);
    if (fitting === 0) merge(outcome, best(tried));
  }
  if (schema.allOf !== undefined) {
    const tried = schema.allOf.map((part) => validate(instance, part, path));
    for (const part of tried) merge(outcome, part);
    if (!tried.every(fits)) addFault(outcome, instance, path, 'allOf', []);
  }
  if (schema.unlessDetached !== undefined && isAttached(instance)) {
    const otherwise = validate(instance, schema.unlessDetached, path);
    if (!fits(otherwise)) {
      addFault(outcome, instance, path, 'else', []);
      merge(outcome, otherwise);
    }
  }
  outcome.score++;
}

function isAttached(instance: Instance): boolean {
  if (instance.type !== 'object') return false;
  const detach = instance.properties.get('detach');
  return detach !== undefined && !(detach.type === 'boolean' && detach.value);
}

function validateItems(
  instance: Instance & { type: 'array' },
  schema: Schema,
  path: Path,
  outcome: Outcome,
): void {
  const { items } = schema;
  if (items !== undefined) {
    instance.items.forEach((item, index) => {
      merge(outcome, validate(item, items, [...path, index]));
    });
  }
  outcome.score++;
}

function validateProperties(
  instance: Instance & { type: 'object' },
  schema: Schema,
  path: Path,
  outcome: Outcome,
): void {
  const { properties, keys } = instance;
  if (schema.minProperties !== undefined && properties.size < schema.minProperties) {
    addFault(outcome, instance, path, 'minProperties', [String(schema.minProperties)]);
  }
  for (const name of schema.required ?? []) {
    if (properties.has(name)) outcome.score++;
    else addFault(outcome, instance, path, 'required', [name]);
  }
  for (const [name, value] of properties) {
    const known = knownProperty(schema, name);
    const propertySchema = known ?? schema.additionalProperties;
    if (propertySchema === false)
      addFault(outcome, keys.get(name) ?? instance, path, 'additionalProperties', [name]);
    else if (propertySchema !== undefined) merge(outcome, validate(value, propertySchema, [...path, name]));
  }
  outcome.score++;
}

function knownProperty({ properties }: Schema, name: string): Schema | undefined {
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function validateValue(instance: Instance, schema: Schema, path: Path, outcome: Outcome): void {
  if (schema.enum !== undefined && !(instance.type === 'string' && schema.enum.includes(instance.value))) {
    addFault(outcome, instance, path, 'enum', schema.enum);
  }
  outcome.score++;
  if (instance.type === 'integer' || instance.type === 'number') {
    if (schema.minimum !== undefined && instance.value < schema.minimum) {
      addFault(outcome, instance, path, 'minimum', [String(schema.minimum)]);
    }
    outcome.score++;
  }
  if (instance.type !== 'string') return;
  if (schema.format === 'uri' && !isUri(instance.value)) addFault(outcome, instance, path, 'format', ['URI']);
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
  outcome: Outcome,
  at: Place & { readonly type?: string },
  path: Path,
  keyword: SchemaKeyword,
  expected: readonly string[],
): void {
  outcome.faults.push({
    path,
    place: { start: at.start, end: at.end },
    keyword,
    expected,
    given: at.type ?? '',
  });
  outcome.score -= 2;
}

function fits({ faults }: Outcome): boolean {
  return faults.length === 0;
}

/** The outcome with the highest score, the first of several. */
function best(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce((left, right) => (right.score > left.score ? right : left));
}

function merge(outcome: Outcome, other: Outcome): void {
  append(outcome.faults, other.faults);
  outcome.score += other.score;
}
