import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { schemaText, workflowJsonSchema } from '../../../scripts/workflow-schema.mjs';
import { featuresOf } from '../../../src/translate/release/features.ts';
import {
  NEWEST_RELEASE,
  RELEASES,
  type Release,
  releaseIndex,
} from '../../../src/translate/release/releases.ts';
import { decodeJson, type UntypedValue } from '../../../src/workflow/decode/untyped.ts';
import { parseDocument } from '../../../src/workflow/positions/raw-file.ts';
import { workflowSchema } from '../../../src/workflow/schema/workflow-schema.ts';
import { propertiesOf, readSchema } from '../../support/schema-properties.ts';
import { frontendRecordings } from '../support/frontend-recordings.ts';

const OPTIONS = 'backend-options.schema.json';

interface Described {
  readonly $ref?: string;
  readonly description?: string;
}

const schemaOf = (release: Release) =>
  workflowJsonSchema(workflowSchema(featuresOf(release)), readSchema(OPTIONS), release, RELEASES);

const ajv = new Ajv({ strict: false, formats: { uri: true } });
const validators = new Map(RELEASES.map((release) => [release, ajv.compile(schemaOf(release))]));
const isValid = (workflow: unknown, release: Release): boolean =>
  validators.get(release)?.(workflow) === true;

/** A file as the server hands it to its schema; undefined if it skips the schema, because the file is not JSON. */
function jsonOf(yaml: string, release: Release): unknown {
  const features = featuresOf(release);
  const parsed = parseDocument(yaml, features);
  const value = parsed.ok ? decodeJson(parsed.root, features) : undefined;
  return value && plain(value);
}

function plain(value: UntypedValue): unknown {
  if (value.kind === 'list') return value.items.map(plain);
  if (value.kind === 'map') {
    return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry)]));
  }
  if (value.kind === 'null') return null;
  return typeof value.value === 'bigint' ? Number(value.value) : value.value;
}

const withOptions = (kubernetes: unknown) => ({
  steps: { a: { image: 'alpine', commands: ['make'], backend_options: { kubernetes } } },
});

it.each([
  ...RELEASES.map((release) => [`workflow-${release}`, release] as const),
  ['workflow', NEWEST_RELEASE] as const,
])('schemas/%s.schema.json is what the schemas of server and options give', (name, release) => {
  const path = `schemas/${name}.schema.json`;
  const text = schemaText(schemaOf(release));
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, text);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

it('every key has a description', () => {
  const { definitions } = schemaOf('next');
  const lacking: string[] = [];
  const visit = (schema: unknown, pointer: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    for (const [key, value] of Object.entries(schema)) {
      // Conditions repeat keys that are described beside them.
      if (!['if', 'then', 'else'].includes(key)) visit(value, `${pointer}/${key}`);
      if (key !== 'properties') continue;
      for (const [name, { $ref = '', description }] of Object.entries(value as Record<string, Described>)) {
        const text = description ?? definitions[$ref.replace('#/definitions/', '')]?.description;
        if (text === undefined) lacking.push(`${pointer}/${name}`);
      }
    }
  };
  visit(schemaOf('next'), '');
  expect(lacking).toEqual([]);
});

describe.each(['3.0', '3.17'] as const)('recorded files at %s', (release) => {
  const cases = frontendRecordings(release, '').filter(({ input: { yaml = '' }, output }) => {
    // The server compares what substitution makes of a file, and its schema knows less of the options.
    const isCompared = !yaml.includes('${') && !yaml.includes('kubernetes');
    return !output.fatal && isCompared && jsonOf(yaml, release) !== undefined;
  });

  it('are valid if and only if the server has no warning', () => {
    const wrong = cases.filter(({ input: { yaml = '' }, output: { errors } }) => {
      // Images of clone steps that are not trusted give a warning of the same kind.
      const warnings = errors.filter(({ type, warning, field }) => {
        return type === 'linter' && warning && !/^clone\.[a-z]+$/.test(field ?? '');
      });
      return isValid(jsonOf(yaml, release), release) !== (warnings.length === 0);
    });
    expect(cases.length).toBeGreaterThan(100);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

describe('backend_options.kubernetes', () => {
  const options = propertiesOf(OPTIONS).filter(({ pointer }) => /^\/properties\/\w+$/.test(pointer));

  it.each(options)('knows $key since its release, with its example and its gate', ({ key, property }) => {
    const { 'x-since': since = '3.0', 'x-gate': gate = '', 'x-gate-since': gateSince } = property;
    for (const release of RELEASES) {
      const isKnown = releaseIndex(release) >= releaseIndex(since as Release);
      expect([release, isValid(withOptions({ [key]: property.examples?.[0] }), release)]).toEqual([
        release,
        isKnown,
      ]);
      if (!isKnown || gateSince === undefined) continue;
      const { description = '' } = schemaOf(release).definitions.kubernetes?.properties?.[key] ?? {};
      const isGated = releaseIndex(release) >= releaseIndex(gateSince as Release);
      expect([release, description.includes(gate)]).toEqual([release, isGated]);
    }
  });

  it.each([
    { resources: { limit: {} } },
    { resources: { requests: { memory: '100 MB' } } },
    { securityContext: { runAsUser: 'root' } },
    { tolerations: [{ key: 'a', operator: 'Equals' }] },
    { secrets: [{ key: 'a' }] },
    { hostUsers: 'yes' },
  ])('rejects what the agent drops or guesses: %j', (value) => {
    expect(isValid(withOptions(value), '3.17')).toBe(false);
  });

  it.each([
    'resources: { requests: { memory: $MEMORY } }',
    'securityContext: { runAsUser: $USER_ID, privileged: $PRIVILEGED }',
    'tolerations: [{ key: $KEY, operator: $OPERATOR, tolerationSeconds: $SECONDS }]',
    'nodeSelector: { kubernetes.io/arch: $ARCH, $KEY: x }',
    'secrets: [{ name: $NAME, target: { file: $FILE } }]',
  ])('accepts variables that the server replaces: %s', (yaml) => {
    const options = yaml.replaceAll(/\$(\w+)/g, (_, name) => `"\${${name}}"`);
    expect(isValid(withOptions(parse(options)), '3.17')).toBe(true);
  });
});
