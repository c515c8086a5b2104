import { resolveReference, VALIDATED } from './schema-files.mjs';

/**
 * Writes what the checks need to know of the schemas beside the validators: keys, the releases that know them
 * first, and what is expected in a place. Equal nodes are written once.
 */
export function writeSchemaNodes(schemas) {
  const names = new Map();
  const lines = [];
  const write = (file, schema) => {
    const fields = nodeFields(schemas, file, schema, write);
    if (fields.length === 0) return '0';
    const text = `{${fields.join(',')}}`;
    if (!names.has(text)) {
      names.set(text, `node${names.size}`);
      lines.push(`const ${names.get(text)}=${text};`);
    }
    return names.get(text);
  };
  const roots = VALIDATED.map(({ validator, file }) => `${validator}:${write(file, schemas.get(file))}`);
  return `${lines.join('\n')}\nexport const nodes={${roots.join(',')}};\n`;
}

function nodeFields(schemas, file, schema, write) {
  if (typeof schema !== 'object') return [];
  if (schema.$ref !== undefined) {
    const target = resolveReference(schemas, file, schema.$ref);
    return nodeFields(schemas, target.file, target.schema, write);
  }
  const fields = [];
  const add = (name, value) => fields.push(`${name}:${value}`);
  if (schema.properties !== undefined) {
    const properties = Object.entries(schema.properties);
    const keys = properties.map(([key, property]) => `${JSON.stringify(key)}:${write(file, property)}`);
    add('keys', `{${keys.join(',')}}`);
    const since = properties.filter(([, property]) => (property['x-since'] ?? '3.0') !== '3.0');
    if (since.length > 0) {
      add(
        'since',
        JSON.stringify(Object.fromEntries(since.map(([key, { 'x-since': release }]) => [key, release]))),
      );
    }
  }
  for (const keyword of ['items', 'additionalProperties']) {
    if (typeof schema[keyword] !== 'object') continue;
    const node = write(file, schema[keyword]);
    if (node !== '0') add(keyword === 'items' ? 'items' : 'values', node);
  }
  const names = expectation(schemas, file, schema.propertyNames);
  if (names !== undefined) add('names', JSON.stringify(names));
  if (schema['x-expects'] !== undefined) add('expects', JSON.stringify(schema['x-expects']));
  return fields;
}

function expectation(schemas, file, schema) {
  if (schema?.$ref === undefined) return schema?.['x-expects'];
  return resolveReference(schemas, file, schema.$ref).schema['x-expects'];
}
