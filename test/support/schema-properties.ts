import { readFileSync } from 'node:fs';

/** A schema as its file has it, with the annotations of this project. */
export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly pattern?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly 'x-default'?: string;
  readonly 'x-expects'?: string;
  readonly 'x-since'?: string;
  readonly 'x-source'?: string;
  readonly 'x-variable'?: string;
  readonly 'x-gate'?: string;
  readonly 'x-gate-since'?: string;
}

export const SCHEMA_FILES = [
  'backend-options.schema.json',
  'agent-options.schema.json',
  'step.schema.json',
  'compiled-workflow.schema.json',
] as const;

export type SchemaFile = (typeof SCHEMA_FILES)[number];

export function readSchema(file: string): Schema {
  return JSON.parse(readFileSync(new URL(`../../schemas/${file}`, import.meta.url), 'utf8'));
}

/** The schema to which a reference leads, and the file in which it is; the schema itself without a reference. */
export function resolved(file: string, schema: Schema): { file: string; schema: Schema } {
  if (schema.$ref === undefined) return { file, schema };
  const [otherFile, pointer = ''] = schema.$ref.split('#');
  const target = otherFile || file;
  return resolved(target, schemaAt(target, pointer));
}

/** The schema at a JSON Pointer into a file. */
export function schemaAt(file: string, pointer: string): Schema {
  let found: unknown = readSchema(file);
  for (const token of pointer.split('/').slice(1)) found = (found as Record<string, unknown>)[token];
  return found as Schema;
}

export interface SchemaProperty {
  /** JSON Pointer into the file. */
  readonly pointer: string;
  readonly key: string;
  readonly property: Schema;
  readonly required: boolean;
}

/** Every property that a file defines, at any depth, in the file's order. */
export function propertiesOf(file: string): SchemaProperty[] {
  const found: SchemaProperty[] = [];
  const visit = (schema: Schema, pointer: string): void => {
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      const at = `${pointer}/properties/${key}`;
      found.push({ pointer: at, key, property, required: schema.required?.includes(key) ?? false });
      visit(property, at);
    }
    if (schema.items !== undefined) visit(schema.items, `${pointer}/items`);
    for (const [name, definition] of Object.entries(schema.$defs ?? {}))
      visit(definition, `${pointer}/$defs/${name}`);
  };
  visit(readSchema(file), '');
  return found;
}
