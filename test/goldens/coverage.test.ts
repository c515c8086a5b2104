import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { featuresOf, parseRelease } from '../../src/index.ts';
import { AGENT_VARIABLES, VARIABLE_OPTIONS, variableName } from '../../src/translate/agent/agent-options.ts';
import { propertiesOf, type SchemaFile } from '../support/schema-properties.ts';
import { type GoldenInput, goldenCases } from './support/golden-case.ts';
import { renderGolden } from './support/render-golden.ts';
import { type DescribedKey, describedKeys, without } from './support/schema-walk.ts';

const cases = goldenCases('fixtures/options');

/** The properties that the Kubernetes backend does not read. */
const WITHOUT_EFFECT = [
  'step.schema.json#/properties/tmpfs',
  'step.schema.json#/properties/devices',
  'step.schema.json#/properties/network_mode',
  'step.schema.json#/properties/on_failure',
  'step.schema.json#/properties/on_success',
  'step.schema.json#/properties/failure',
  'step.schema.json#/$defs/network/properties/name',
  'compiled-workflow.schema.json#/properties/network',
  'compiled-workflow.schema.json#/properties/secrets',
  'compiled-workflow.schema.json#/$defs/secret/properties/name',
  'compiled-workflow.schema.json#/$defs/secret/properties/value',
];

/** The properties that change a golden when they are left out of its input, and those that never do. */
const { effective, present } = exercisedProperties();

test.each<SchemaFile>(['backend-options.schema.json', 'step.schema.json', 'compiled-workflow.schema.json'])(
  'every property of %s with an effect changes a golden',
  (file) => {
    const all = propertiesOf(file).map(({ pointer }) => `${file}#${pointer}`);
    expect(all.filter((property) => !effective.has(property) && !WITHOUT_EFFECT.includes(property))).toEqual(
      [],
    );
  },
);

test('the properties without an effect are in goldens and change none', () => {
  expect(WITHOUT_EFFECT.filter((property) => !present.has(property))).toEqual([]);
  expect(WITHOUT_EFFECT.filter((property) => effective.has(property))).toEqual([]);
});

test('every variable that a golden sets changes it, if the release knows the variable', () => {
  const idle = cases.flatMap(({ name, input }) =>
    knownVariables(input)
      .filter((variable) => !changes(input, ['agent', variable]))
      .map((variable) => `${name}: ${variable}`),
  );
  expect(idle).toEqual([]);
});

test('every variable of the agent, its release and its system are set by a golden', () => {
  const set = new Set(cases.flatMap(({ input }) => knownVariables(input)));
  expect(VARIABLE_OPTIONS.map(variableName).filter((variable) => !set.has(variable))).toEqual([]);
  expect(cases.some(({ input }) => input.os !== undefined && changes(input, ['os']))).toBe(true);
  expect(cases.filter(({ input }) => input.release === undefined)).toEqual([]);
  const described = propertiesOf('agent-options.schema.json').map(({ key }) => key);
  expect(described).toEqual(expect.arrayContaining(['release', 'os', ...VARIABLE_OPTIONS]));
  expect(described.length).toBe(VARIABLE_OPTIONS.length + 2);
});

function knownVariables({ agent = {}, release = '' }: GoldenInput): string[] {
  const features = featuresOf(parseRelease(release) ?? '3.0');
  return VARIABLE_OPTIONS.filter((option) => {
    const { feature } = AGENT_VARIABLES[option];
    return Object.hasOwn(agent, variableName(option)) && (feature === undefined || features[feature]);
  }).map(variableName);
}

function exercisedProperties(): { effective: Set<string>; present: Set<string> } {
  const found = { effective: new Set<string>(), present: new Set<string>() };
  for (const { input } of cases) {
    for (const { property, path } of inputKeys(input)) {
      found.present.add(property);
      if (!found.effective.has(property) && changes(input, path)) found.effective.add(property);
    }
  }
  return found;
}

/** The described keys of a whole input. */
function inputKeys({ workflow, step }: GoldenInput): DescribedKey[] {
  const steps = [
    ...(step === undefined ? [] : [{ step, path: ['step'] }]),
    ...(workflow?.pipeline ?? []).flatMap(({ steps }, stage) =>
      (steps ?? []).map((each, index) => ({
        step: each,
        path: ['workflow', 'pipeline', stage, 'steps', index],
      })),
    ),
  ];
  return [
    ...(workflow === undefined ? [] : describedKeys('compiled-workflow.schema.json', workflow, ['workflow'])),
    ...(step === undefined ? [] : describedKeys('step.schema.json', step, ['step'])),
    ...steps.flatMap(({ step, path }) => {
      const options = step.backend_options?.['kubernetes'];
      return describedKeys('backend-options.schema.json', options, [
        ...path,
        'backend_options',
        'kubernetes',
      ]);
    }),
  ];
}

/** Whether leaving out a key changes what is rendered. What cannot be rendered without it has an effect too. */
function changes(input: GoldenInput, path: readonly (string | number)[]): boolean {
  try {
    return !isDeepStrictEqual(renderGolden(without(input, path)), renderGolden(input));
  } catch {
    return true;
  }
}
