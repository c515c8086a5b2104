import { NOTHING } from '../../base/json/json.ts';
import { nearest } from '../../base/text/nearest.ts';
import type { YamlNode } from '../../base/yaml/yaml.ts';
import type { Features } from '../../translate/release/features.ts';
import { schemaRoot } from '../../translate/schema/schema-problems.ts';
import { STEP_KEYS } from '../decode/step.ts';
import { decodeJson } from '../decode/untyped.ts';
import { type CompileCode, compileError } from '../errors.ts';
import type { SourceText } from '../positions/source-text.ts';
import type { Schema } from '../schema/schema.ts';
import { type SchemaFault, type SchemaKeyword, validateSchema } from '../schema/validate.ts';
import { workflowSchema } from '../schema/workflow-schema.ts';
import type { CompileError } from '../types.ts';

const CODES: Readonly<Record<SchemaKeyword, CompileCode>> = {
  type: 'schema-type',
  enum: 'schema-enum',
  minimum: 'schema-minimum',
  minProperties: 'schema-min-properties',
  required: 'schema-required',
  additionalProperties: 'schema-additional-properties',
  anyOf: 'schema-alternatives',
  oneOf: 'schema-alternatives',
  allOf: 'schema-alternatives',
  else: 'schema-alternatives',
  format: 'schema-format',
};

/** The warnings of the server's schema, with the values expected at each place. */
export function lintSchema(root: YamlNode, source: SourceText, features: Features): CompileError[] {
  const schema = workflowSchema(features);
  return schemaFaults(root, features).map((fault) => {
    const schemas = schemasAt(schema, fault.path);
    const expected = expectedAt(fault, schemas);
    const isUnknown = fault.keyword === 'additionalProperties';
    const args = {
      expected,
      given: fault.given,
      ...(isUnknown || fault.keyword === 'required' ? { key: expected[0] ?? '' } : {}),
      ...(fault.keyword === 'minimum' ? { minimum: expected[0] ?? '' } : {}),
      ...(isUnknown ? meantKey(fault, schemas) : {}),
    };
    const code = isUnknown && isRead(fault, schemas) ? 'schema-lacks-key' : CODES[fault.keyword];
    return compileError('linter', faultField(fault), { code, args, place: fault.place }, source);
  });
}

/** Whether the server reads a key that its schema does not know. Services have no dependencies. */
function isRead(
  { path: [area, entry, ...below], expected: [key = ''] }: SchemaFault,
  schemas: readonly Schema[],
): boolean {
  if (entry === undefined || below.length > 0) return false;
  if (schemas.some(({ properties = NOTHING }) => Object.hasOwn(properties, key))) return false;
  if (area === 'services' && (key === 'depends_on' || key === 'detach')) return false;
  const isEntry = area === 'steps' || area === 'services' || (area === 'clone' && typeof entry === 'number');
  return isEntry && Object.hasOwn(STEP_KEYS, key);
}

/** Keys of other CI systems, with those of steps here. */
const STEP_KEY_OF: Readonly<Record<string, string>> = {
  env: 'environment',
  script: 'commands',
  run: 'commands',
  needs: 'depends_on',
};

/** The known key that an unknown one is most likely meant to be, or the place of one that agents know elsewhere. */
function meantKey(
  { path: { length }, expected: [key = ''] }: SchemaFault,
  schemas: readonly Schema[],
): { readonly nearest?: string; readonly belongsAt?: string } {
  const known = new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})));
  const candidates = [...known].filter((name) => name !== '$schema' && name !== key);
  const translated = Object.hasOwn(STEP_KEY_OF, key) ? STEP_KEY_OF[key] : undefined;
  if (translated !== undefined && candidates.includes(translated)) return { nearest: translated };
  const found = nearest(key, candidates);
  if (found !== undefined) return { nearest: found };
  const isOption = length === 2 && known.has('backend_options');
  if (!isOption || !Object.hasOwn(schemaRoot('backend-options').keys ?? {}, key)) return {};
  return { belongsAt: `backend_options.kubernetes.${key}` };
}

/** The server reports one alternative only; its author may choose any. */
function expectedAt({ keyword, expected }: SchemaFault, schemas: readonly Schema[]): readonly string[] {
  if (keyword === 'type') return [...new Set(schemas.flatMap(({ type }) => type ?? []))];
  if (keyword === 'enum') return [...new Set(schemas.flatMap((schema) => schema.enum ?? []))];
  return expected;
}

/** Faults of a file against the schema, as the server reports them; none if the file is not JSON. */
export function schemaFaults(root: YamlNode, features: Features): SchemaFault[] {
  const value = decodeJson(root, features);
  if (value === undefined) return [];
  const faults = validateSchema(value, workflowSchema(features));
  return features.umbrellaSchemaWarnings ? faults : withoutUmbrellas(faults);
}

export function faultField({ path }: SchemaFault): string {
  return path.length === 0 ? '(root)' : path.join('.');
}

/** Drops the fault that no alternative fits if one at its place or below says why. */
function withoutUmbrellas(faults: readonly SchemaFault[]): SchemaFault[] {
  const explained = new Set<string>();
  for (const { path } of faults.filter((fault) => !isUmbrella(fault))) {
    for (let length = 1; length <= path.length; length++) explained.add(path.slice(0, length).join('.'));
  }
  return faults.filter((fault) => !isUmbrella(fault) || !explained.has(faultField(fault)));
}

function isUmbrella({ keyword }: SchemaFault): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

/** Every schema that any alternative has for the value at a path. */
function schemasAt(schema: Schema, path: readonly (string | number)[]): Schema[] {
  let current = alternativesOf(schema);
  for (const token of path)
    current = current.flatMap((parent) => children(parent, token)).flatMap(alternativesOf);
  return current;
}

function children({ properties, additionalProperties, items }: Schema, token: string | number): Schema[] {
  if (typeof token === 'number') return items === undefined ? [] : [items];
  if (properties !== undefined && Object.hasOwn(properties, token)) return [properties[token] ?? NOTHING];
  return additionalProperties ? [additionalProperties] : [];
}

function alternativesOf(schema: Schema): Schema[] {
  return [
    schema,
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap(alternativesOf),
  ];
}
