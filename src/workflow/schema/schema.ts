/** The part of JSON Schema that the schema of workflow files uses. */
export interface Schema {
  readonly type?: SchemaType | readonly SchemaType[];
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly minProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  /** Schema of other properties; `false` if there may be none. */
  readonly additionalProperties?: Schema | false;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  /** The schema of an instance with `detach` other than true: the `else` of a condition. */
  readonly unlessDetached?: Schema;
  readonly format?: 'uri';
}

export type SchemaType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

export function alternatives(...oneOf: readonly Schema[]): Schema {
  return { oneOf };
}

export function listSchema(items: Schema): Schema {
  return { type: 'array', items };
}

export function mapSchema(additionalProperties: Schema): Schema {
  return { type: 'object', additionalProperties };
}

/** An object with these properties, among others. */
export function openMap(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties };
}

/** An object with these properties only. */
export function closedMap(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema {
  return { type: 'object', properties, required, additionalProperties: false };
}

export const STRING_SCHEMA: Schema = { type: 'string' };
export const BOOLEAN_SCHEMA: Schema = { type: 'boolean' };
export const NUMBER_SCHEMA: Schema = { type: 'number' };
export const SCALAR_SCHEMA: Schema = { type: ['boolean', 'string', 'number'] };
export const STRINGS_SCHEMA: Schema = { type: 'array', items: { type: 'string' } };
export const ANYTHING: Schema = {};
