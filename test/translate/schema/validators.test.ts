import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SchemaName, schemaProblems } from '../../../src/translate/schema/schema-problems.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';
import { propertiesOf, readSchema, SCHEMA_FILES } from '../../support/schema-properties.ts';

/** No code validates agent options by their schema, which is for editors. */
const VALIDATED_FILES = SCHEMA_FILES.filter((file) => file !== 'agent-options.schema.json');

const ajv = new Ajv2020({ strict: false, allErrors: true });
for (const file of SCHEMA_FILES) ajv.addSchema(readSchema(file), file);

describe.each(VALIDATED_FILES)('%s', (file) => {
  const name = file.replace('.schema.json', '') as SchemaName;
  const properties = propertiesOf(file);
  const keys = properties.map(({ key }) => key);
  const values = properties.flatMap(({ property }) => property.examples ?? []);

  test('the precompiled validator agrees with ajv on any value', () => {
    const { json } = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<unknown>(...values, null, true, '', 0, 1.5, -1, 'x y'),
        fc.array(tie('json'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom(...keys, 'a', 'a b'), tie('json'), { maxKeys: 4 }),
      ),
    }));
    const verdicts = { valid: 0, invalid: 0 };
    const agrees = (value: unknown) => {
      const isValid = ajv.validate(file, value);
      verdicts[isValid ? 'valid' : 'invalid'] += 1;
      const problems = schemaProblems(name, deepFrozen(value));
      const places = (ajv.errors ?? [])
        .filter(({ keyword }) => keyword === 'type')
        .map(({ instancePath }) => instancePath);
      expect(problems.length > 0).toBe(!isValid);
      // Types beside an enum are left to the enum.
      for (const { path, kind } of problems) if (kind === 'type') expect(places).toContain(path);
    };
    fc.assert(fc.property(json, agrees), { numRuns: 300 });
    const structured = Object.entries(readSchema(file).properties ?? {}).map(([key, property]) => [
      key,
      property.examples?.[0],
    ]);
    agrees(Object.fromEntries(structured));
    expect(verdicts.valid).toBeGreaterThan(0);
    expect(verdicts.invalid).toBeGreaterThan(0);
  });
});

test('problems report kind, place, value, expectation and key', () => {
  expect(
    schemaProblems('backend-options', {
      hostUserS: true,
      securityContext: { fsGroup: '20' },
      labels: { '-a': 'x' },
    }),
  ).toMatchObject([
    { kind: 'unknown-key', path: '/hostUserS', value: true, key: 'hostUserS', nearest: 'hostUsers' },
    { kind: 'name', path: '/labels/-a', value: 'x', key: '-a' },
    { kind: 'type', path: '/securityContext/fsGroup', value: '20', types: ['integer'] },
  ]);
  expect(schemaProblems('step', { name: 'a', ports: [{ number: 70000 }] })).toMatchObject([
    { kind: 'missing-key', path: '', key: 'image' },
    { kind: 'value', path: '/ports/0/number', value: 70000, expected: 'a whole number from 0 to 65535' },
  ]);
  expect(schemaProblems('compiled-workflow', { volume: { name: 'v' }, network: 5 })).toMatchObject([
    { kind: 'type', path: '/network', types: ['string', 'object', 'null'] },
  ]);
});

test('a workflow that an agent could read is a compiled workflow by the schema', () => {
  const results = ['acceptance', 'agent-decode', 'agent-documented', 'agent-random'].flatMap((file) => {
    const bytes = readFileSync(new URL(`../../../fixtures/recorded/${file}.jsonl.gz`, import.meta.url));
    const lines = gunzipSync(bytes).toString('utf8').trim().split('\n');
    return lines
      .map((line) => JSON.parse(line))
      .filter((recording) => recording.config)
      .map(({ id, config }) => ({
        id,
        problems: schemaProblems('compiled-workflow', config).map(({ kind, path }) => `${kind} ${path}`),
      }));
  });
  const wrong = results.filter(({ problems }) => problems.length > 0);
  console.log(`compiled workflows by the schema: ${results.length - wrong.length} of ${results.length}`);
  expect(results.length).toBeGreaterThan(0);
  expect(wrong.slice(0, 5)).toEqual([]);
});

test('the validators need nothing at run time', () => {
  const code = readFileSync(
    new URL('../../../src/translate/generated/validators.js', import.meta.url),
    'utf8',
  );
  expect(code).not.toMatch(/\brequire\b|\bimport\b|\beval\b|\bFunction\b/);
});
