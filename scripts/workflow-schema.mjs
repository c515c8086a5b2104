import { DESCRIPTIONS } from './workflow-descriptions.mjs';

/** Any value of a workflow file can come from the matrix or from a variable of the server. */
const SUBSTITUTED = { type: 'string', pattern: '\\$\\{' };

/**
 * Writes the JSON Schema of whole workflow files for editors: the schema of the server, with descriptions, and with the
 * strict schema of `backend_options.kubernetes` inside. It is of draft 7, which most editors know.
 *
 * @param server the schema of `src/workflow/schema` for the release
 * @param backendOptions the content of `schemas/backend-options.schema.json`
 * @param releases all releases, oldest first
 */
export function workflowJsonSchema(server, backendOptions, release, releases) {
  const isKnown = (since) => since === undefined || releases.indexOf(since) <= releases.indexOf(release);
  const definitions = new Map([['substituted', SUBSTITUTED]]);
  const schema = fileSchema(server, '', definitions);
  const { $defs, ...options } = backendOptions;
  definitions.set('kubernetes', optionsSchema(options, isKnown));
  for (const [name, definition] of Object.entries($defs)) {
    definitions.set(name, optionsSchema(definition, isKnown));
  }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `Woodpecker ${release} workflow (Kubernetes)`,
    ...schema,
    definitions: Object.fromEntries(definitions),
  };
}

/** The name of a definition that several places share. */
function sharedName(key, { required, properties }) {
  if (key === 'backend_options') return key;
  if (properties?.evaluate !== undefined) return 'condition';
  if (!required?.includes('image')) return undefined;
  return properties.ports !== undefined ? 'service' : properties.commands !== undefined ? 'step' : 'plugin';
}

function fileSchema(schema, parent, definitions) {
  const name = sharedName('', schema);
  const written = fileSchemaOf(schema, parent, definitions);
  return name === undefined ? written : shared(name, written, definitions);
}

function fileSchemaOf(schema, parent, definitions) {
  const { properties, additionalProperties, items, unlessDetached, anyOf, oneOf, allOf, ...rest } = schema;
  const map = (parts) => parts.map((part) => fileSchema(part, parent, definitions));
  // A value fits only one form, except a string that is substituted.
  const forms = anyOf ?? oneOf;
  return substitutable({
    ...rest,
    ...(properties && { properties: propertySchemas(properties, parent, definitions) }),
    ...(additionalProperties !== undefined && {
      additionalProperties: additionalProperties && fileSchema(additionalProperties, parent, definitions),
    }),
    ...(items && { items: fileSchema(items, parent, definitions) }),
    // If no form fits, editors report the faults of the first: a list is seldom meant.
    ...(forms && {
      anyOf: map(forms)
        .flatMap(formsOf)
        .sort((a, b) => (a.type === 'array') - (b.type === 'array')),
    }),
    ...(allOf && { allOf: map(allOf) }),
    ...(unlessDetached && {
      if: { properties: { detach: { const: true } } },
      else: fileSchema(unlessDetached, parent, definitions),
    }),
  });
}

/** The forms of a form, if it is nothing else. */
function formsOf(schema) {
  return schema.anyOf !== undefined && Object.keys(schema).length === 1 ? schema.anyOf : [schema];
}

function propertySchemas(properties, parent, definitions) {
  const entries = Object.entries(properties).map(([key, property]) => {
    if (parent === 'backend_options' && key === 'kubernetes')
      return [key, { $ref: '#/definitions/kubernetes' }];
    const schema = {
      description: DESCRIPTIONS[`${parent}.${key}`] ?? DESCRIPTIONS[key],
      ...fileSchema(property, key, definitions),
    };
    const name = sharedName(key, property);
    return [key, name === undefined ? schema : shared(name, schema, definitions)];
  });
  return Object.fromEntries(entries);
}

function shared(key, schema, definitions) {
  const text = JSON.stringify(schema);
  const names = [key, `${key}_of_steps`];
  const name = names.find((each) => !definitions.has(each) || JSON.stringify(definitions.get(each)) === text);
  definitions.set(name, schema);
  return { $ref: `#/definitions/${name}` };
}

/** The options that a release knows. Annotations of this project become texts for hovering. */
function optionsSchema(schema, isKnown) {
  if (typeof schema !== 'object') return schema;
  const written = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === '$schema' || keyword === 'title' || keyword.startsWith('x-')) continue;
    if (keyword === '$ref') {
      written.$ref = value.replace('#/$defs/', '#/definitions/');
    } else if (keyword === 'properties') {
      const known = Object.entries(value).filter(([, property]) => isKnown(property['x-since']));
      written.properties = Object.fromEntries(
        known.map(([key, property]) => [key, optionsSchema(property, isKnown)]),
      );
    } else if (keyword === 'items' || keyword === 'additionalProperties' || keyword === 'propertyNames') {
      written[keyword] = optionsSchema(value, isKnown);
    } else {
      written[keyword] = value;
    }
  }
  const { 'x-expects': expects, 'x-gate': gate, 'x-gate-since': since } = schema;
  if (gate !== undefined && isKnown(since))
    written.description += ` It takes effect only if the agent sets ${gate}=true.`;
  if (expects !== undefined) written.errorMessage = `Expected ${expects}.`;
  return withSiblings(substitutable(written));
}

/** In draft 7, a reference hides the keywords beside it. */
function withSiblings({ $ref, ...rest }) {
  if ($ref === undefined) return rest;
  return Object.keys(rest).length === 0 ? { $ref } : { ...rest, allOf: [{ $ref }] };
}

/** Allows `${VARIABLE}` for a value that is not an arbitrary string already. */
function substitutable(schema) {
  const { type, pattern, enum: words, description, errorMessage, ...rest } = schema;
  const isArbitrary = [type].flat().includes('string') && pattern === undefined && words === undefined;
  const isScalar = [type].flat().some((each) => ['string', 'number', 'integer', 'boolean'].includes(each));
  if (pattern !== undefined) return { ...schema, pattern: `${pattern}|${SUBSTITUTED.pattern}` };
  if (isArbitrary || (!isScalar && words === undefined)) return schema;
  const annotations = { description, errorMessage, default: schema.default, examples: schema.examples };
  const given = Object.entries(annotations).filter(([, value]) => value !== undefined);
  const { default: _default, examples: _examples, ...constraints } = rest;
  return {
    ...Object.fromEntries(given),
    anyOf: [
      {
        ...(type && { type }),
        ...(words && { enum: words }),
        ...constraints,
        ...(errorMessage && { errorMessage }),
      },
      { $ref: '#/definitions/substituted' },
    ],
  };
}

/** The text of a schema, with a line for each keyword and definition. */
export function schemaText({ definitions, ...schema }) {
  const lines = (object) =>
    Object.entries(object).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return `{${lines(schema).join(',\n')},\n"definitions":{\n${lines(definitions).join(',\n')}\n}}\n`;
}
