import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { StructShape } from '../../../src/base/json/shape.ts';
import {
  AGENT_OPTION_DEFAULTS,
  AGENT_VARIABLES,
  VARIABLE_OPTIONS,
  variableName,
} from '../../../src/translate/agent/agent-options.ts';
import { affinityShape, tolerationShape } from '../../../src/translate/model/scheduling-shapes.ts';
import { FEATURES } from '../../../src/translate/release/features.ts';
import { parseRelease, RELEASES } from '../../../src/translate/release/releases.ts';
import {
  propertiesOf,
  readSchema,
  resolved,
  SCHEMA_FILES,
  type Schema,
} from '../../support/schema-properties.ts';

const backendFile = 'backend-options.schema.json';

const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: true });
for (const file of SCHEMA_FILES) ajv.addSchema(readSchema(file), file);

const problemsOf = (reference: string, value: unknown): string => {
  const validate = ajv.getSchema(reference);
  if (validate === undefined) throw new Error(`no schema at ${reference}`);
  return validate(value) ? '' : ajv.errorsText(validate.errors);
};

describe.each(SCHEMA_FILES)('%s', (file) => {
  const properties = propertiesOf(file);

  test('is a schema of draft 2020-12', () => {
    expect(ajv.validateSchema(readSchema(file)), ajv.errorsText()).toBe(true);
    expect(properties.length).toBeGreaterThan(0);
  });

  test('every property has a description, an example, a source and says its default', () => {
    const lacking = properties.filter(({ property }) => {
      const isDescribed = /^[^ ].*[^ ]\.$/.test(property.description ?? '');
      const hasExample = (property.examples ?? []).length > 0;
      const hasSource = property['x-source'] !== undefined || property['x-variable'] !== undefined;
      const hasOneDefault = 'default' in property !== 'x-default' in property;
      return !isDescribed || !hasExample || !hasSource || !hasOneDefault;
    });
    expect(lacking.map(({ pointer }) => pointer)).toEqual([]);
  });

  test('every example and every default is valid', () => {
    const problems = properties.flatMap(({ pointer, property }) => {
      const values = [...(property.examples ?? []), ...('default' in property ? [property.default] : [])];
      return values.map((value) => [pointer, problemsOf(`${file}#${pointer}`, value)]);
    });
    expect(problems.filter(([, text]) => text !== '')).toEqual([]);
  });

  test('required properties have no default, and say so', () => {
    for (const { pointer, property, required } of properties) {
      expect([pointer, property['x-default'] === 'none (required)']).toEqual([pointer, required]);
    }
  });

  test('releases are known ones, and every object rejects or describes further keys', () => {
    for (const { pointer, property } of properties) {
      for (const release of [property['x-since'], property['x-gate-since']]) {
        if (release !== undefined)
          expect([pointer, RELEASES]).toEqual([pointer, expect.arrayContaining([release])]);
      }
    }
    const isOpen = (schema: Schema): boolean =>
      schema.properties !== undefined && schema.additionalProperties !== false;
    const open = [
      readSchema(file),
      ...Object.values(readSchema(file).$defs ?? {}),
      ...properties.map(({ property }) => property),
    ];
    expect(open.filter(isOpen)).toEqual([]);
  });
});

test('a gate is a variable of the agent, asked for from the release on that knows it', () => {
  const variables = new Map(
    propertiesOf('agent-options.schema.json').map(({ property }) => [
      property['x-variable'],
      property['x-since'],
    ]),
  );
  const gated = propertiesOf('backend-options.schema.json').filter(({ property }) => property['x-gate']);
  expect(gated.length).toBe(8);
  for (const { pointer, property } of gated) {
    expect([pointer, variables.get(property['x-gate'])]).toEqual([pointer, property['x-gate-since']]);
  }
});

test('the releases in the schemas are those of the feature table', () => {
  const since = (file: string, key: string) =>
    propertiesOf(file).find((entry) => entry.key === key)?.property['x-since'];
  const backend = (key: string) => since('backend-options.schema.json', key);
  const agent = (key: string) => since('agent-options.schema.json', key);
  const step = (key: string) => since('step.schema.json', key);
  expect([
    [backend('affinity'), agent('podAffinity'), agent('podAffinityAllowFromStep')],
    [backend('workspaceVolume')],
    [backend('hostUsers')],
    [backend('fsGroupChangePolicy')],
    [backend('capabilities'), backend('drop')],
    [backend('allowPrivilegeEscalation')],
    [agent('namespacePerOrganization'), step('org_id')],
    [agent('podTolerations'), agent('podTolerationsAllowFromStep')],
    [agent('podNodeSelectorAllowFromStep')],
    [agent('serviceAccountNameAllowFromStep')],
    [agent('runtimeClassAllowFromStep')],
    [agent('priorityClass')],
    [agent('stopTimeout')],
    [agent('permissionInitImage')],
    [agent('clusterDomain')],
    [step('secret_mapping')],
    [step('workflow_labels')],
  ]).toEqual([
    [FEATURES.affinity.since, FEATURES.affinity.since, FEATURES.affinity.since],
    [FEATURES.workspaceVolumeOption.since],
    [FEATURES.hostUsers.since],
    [FEATURES.fsGroupChangePolicy.since],
    [FEATURES.capabilitiesDrop.since, FEATURES.capabilitiesDrop.since],
    [FEATURES.allowPrivilegeEscalation.since],
    [FEATURES.namespacePerOrganization.since, FEATURES.namespacePerOrganization.since],
    [FEATURES.agentTolerations.since, FEATURES.agentTolerations.since],
    [FEATURES.nodeSelectorGate.since],
    [FEATURES.serviceAccountNameGate.since],
    [FEATURES.runtimeClassGate.since],
    [FEATURES.priorityClass.since],
    [FEATURES.stopTimeout.since],
    [FEATURES.permissionInitImage.since],
    [FEATURES.clusterDomain.since],
    [FEATURES.stepSecrets.since],
    [FEATURES.workflowLabels.since],
  ]);
});

test('the releases that an agent can have are the known ones', () => {
  const problems = (value: string) => problemsOf('agent-options.schema.json#/properties/release', value);
  expect(RELEASES.filter((release) => problems(release) !== '')).toEqual([]);
  const unknown = ['3.18', '2.9', '4.0', '3', '3.00', 'v3.18.1', 'v3.9', '3.5.1', 'NEXT', ''];
  expect(unknown.filter((text) => (problems(text) === '') !== (parseRelease(text) !== undefined))).toEqual(
    [],
  );
});

test('agent options have the variables and the defaults of the code', () => {
  const properties = Object.entries(readSchema('agent-options.schema.json').properties ?? {});
  expect(Object.fromEntries(properties.map(([key, { default: value }]) => [key, value]))).toEqual(
    AGENT_OPTION_DEFAULTS,
  );
  const variables = VARIABLE_OPTIONS.map((key) => {
    const { feature } = AGENT_VARIABLES[key];
    return [key, variableName(key), feature === undefined ? '3.0' : FEATURES[feature].since];
  });
  const described = properties
    .filter(([key]) => key !== 'release' && key !== 'os')
    .map(([key, property]) => [key, property['x-variable'], property['x-since']]);
  expect(described).toEqual(expect.arrayContaining(variables));
  expect(described).toHaveLength(variables.length);
});

test('affinity and tolerations have the fields that the agent decodes', () => {
  const definitions = readSchema(backendFile).$defs ?? {};
  const keysOf = (schema: Schema): unknown =>
    Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([key, property]) => {
        const { schema: value } = resolved(backendFile, property);
        const { schema: item } = resolved(backendFile, value.items ?? value);
        return [key, item.properties === undefined ? 0 : keysOf(item)];
      }),
    );
  const fieldsOf = (shape: StructShape): unknown =>
    Object.fromEntries(
      Object.entries(shape).map(([key, field]) => [key, 'of' in field ? fieldsOf(field.of) : 0]),
    );
  expect(keysOf(definitions['affinity'] ?? {})).toEqual(fieldsOf(affinityShape));
  expect(keysOf(definitions['toleration'] ?? {})).toEqual(fieldsOf(tolerationShape));
});
