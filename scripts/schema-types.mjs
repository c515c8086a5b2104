import { resolveReference, SCHEMAS } from './schema-files.mjs';

const SIMPLE_TYPES = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
};

/** Writes the TypeScript type of the documents that each schema accepts. */
export function writeSchemaTypes(schemas) {
  const types = SCHEMAS.map(
    ({ file, type }) => `export type ${type} = ${typeOf(schemas, file, schemas.get(file))};\n`,
  );
  return `// Made from schemas/*.json by scripts/generate-validators.mjs.\n${types.join('')}`;
}

function typeOf(schemas, file, schema) {
  if (schema.$ref !== undefined) {
    const target = resolveReference(schemas, file, schema.$ref);
    return typeOf(schemas, target.file, target.schema);
  }
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const alternatives = [schema.type].flat().map((type) => {
    if (type === 'array') return `readonly (${typeOf(schemas, file, schema.items)})[]`;
    if (type === 'object') return objectType(schemas, file, schema);
    if (!(type in SIMPLE_TYPES)) throw new Error(`${file}: no type for ${type}`);
    return SIMPLE_TYPES[type];
  });
  return alternatives.join(' | ');
}

function objectType(schemas, file, schema) {
  if (schema.properties === undefined) {
    const values = schema.additionalProperties;
    return `Readonly<Record<string, ${values === true ? 'unknown' : typeOf(schemas, file, values)}>>`;
  }
  const members = Object.entries(schema.properties).map(([key, property]) => {
    const optional = schema.required?.includes(key) ? '' : '?';
    return `readonly ${JSON.stringify(key)}${optional}: ${typeOf(schemas, file, property)}`;
  });
  return `{ ${members.join('; ')} }`;
}
