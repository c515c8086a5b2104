import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AgentOptions,
  AgentOptionsError,
  explainWorkflow,
  lintWorkflow,
  makePersistentVolumeClaim,
  makePod,
  makeRegistrySecret,
  makeService,
  makeStepSecret,
  planStrictly,
  planWorkflow,
  planWorkflowLazily,
  planWorkflowWithDiagnostics,
  resolveAgentOptions,
  type Step,
  TranslationError,
} from '../../../src/index.ts';
import { type SchemaProblem, schemaProblems } from '../../../src/translate/schema/schema-problems.ts';
import { step, workflow } from '../../support/arbitraries.ts';
import { anyJson, nearly } from '../../support/hostile-json.ts';

const agent = resolveAgentOptions({ release: '3.17' });

function refusal(build: () => unknown): { code: string; path: string } | undefined {
  try {
    build();
    return undefined;
  } catch (error) {
    if (!(error instanceof TranslationError)) throw error;
    expect(error.message).not.toContain('s3cret');
    return { code: error.code, path: error.path };
  }
}

/**
 * Whether the schema reports what no agent decodes: a wrong type, a missing name, a port of more than 16 bits. Agents
 * read null as not set, except steps and stages, on which they crash.
 */
function isNotDecoded({ kind, key, path, value }: SchemaProblem): boolean {
  if (kind === 'missing-key') return key === 'name';
  if (value === null) return /^(?:\/pipeline\/\d+(?:\/steps\/\d+)?)?$/.test(path);
  return kind === 'type' || (kind === 'value' && /\/ports\/\d+\/number$/.test(path));
}

describe('a compiled workflow', () => {
  const compiled = (fields: object, rest: object = {}) =>
    ({
      Pipeline: [{ STEPS: [{ Name: 'a', image: 'x', uuid: 'u', ...fields }] }],
      Volume: 'v',
      ...rest,
    }) as object;
  const plan = (workflow: object, release: string) =>
    planWorkflow(workflow, resolveAgentOptions({ release }));

  test('has keys in any case', () => {
    const exact = {
      pipeline: [{ steps: [{ name: 'a', image: 'x', uuid: 'u', working_dir: '/w' }] }],
      volume: 'v',
    };
    expect(plan(compiled({ Working_Dir: '/w' }), '3.17')).toEqual(plan(exact, '3.17'));
    expect(makePod({ Name: 'a', IMAGE: 'x', uuid: 'u' } as unknown as Step, agent)).toEqual(
      makePod({ name: 'a', image: 'x', uuid: 'u' }, agent),
    );
  });

  test('has null in its secrets', () => {
    expect(plan(compiled({}, { secrets: [null] }), '3.17')).toEqual(plan(compiled({}), '3.17'));
  });

  test.each([
    ['org_id', 'x', '3.8', '3.9'],
    ['org_id', 2 ** 63, '3.8', '3.17'],
    ['secret_mapping', 'x', '3.8', '3.9'],
    ['workflow_labels', [1], '3.4', '3.5'],
  ])('with %s of %j is decoded at %s, which does not know it, and not at %s', (key, value, before, since) => {
    expect(plan(compiled({ [key]: value }), before)).toEqual(plan(compiled({}), before));
    expect(plan(compiled({ [key]: value }), since).setupError).toBe('wrong-type');
  });
});

describe('a step with a value of a wrong type', () => {
  test.each([
    ['null', null, ''],
    ['a list', [], ''],
    ['no name', { image: 'a' }, '/name'],
    ['a flag in words', { name: 'a', pull: 'yes' }, '/pull'],
    ['a number', { name: 'a', environment: { B: 1 } }, '/environment/B'],
    ['a string', { name: 'a', commands: 'make' }, '/commands'],
    ['a port in text', { name: 'a', ports: [{ number: '80' }] }, '/ports/0/number'],
    [
      'a port of more than 16 bits',
      { name: 'a', ports: [{ number: 65535 }, { number: 65536 }] },
      '/ports/1/number',
    ],
    ['a string in a list of objects', { name: 'a', pull: null, networks: [null, 'b'] }, '/networks/1'],
  ])('is rejected at its place: %s', (_, value, path) => {
    for (const build of [makePod, makeService, makeStepSecret, makeRegistrySecret]) {
      expect(refusal(() => build(value as unknown as Step, agent))).toEqual({ code: 'wrong-type', path });
    }
  });

  const refused = (fields: object) => refusal(() => makePod({ name: 'a', ...fields } as Step, agent));
  const wrongType = (path: string) => ({ code: 'wrong-type', path });

  test.each([...['image', 'uuid', 'type', 'working_dir', 'workspace_base', 'network_mode', 'failure']])(
    '%s is a string',
    (field) => {
      expect(refused({ [field]: 5 })).toEqual(wrongType(`/${field}`));
      expect(refused({ [field]: null })?.code).not.toBe('wrong-type');
    },
  );

  test.each(['pull', 'detach', 'privileged', 'on_failure', 'on_success'])('%s is a flag', (field) => {
    expect(refused({ [field]: 1 })).toEqual(wrongType(`/${field}`));
    expect(refused({ [field]: false })).toBeUndefined();
  });

  test.each(['volumes', 'dns', 'dns_search', 'tmpfs', 'devices'])('%s is a list of strings', (field) => {
    expect(refused({ [field]: 'b' })).toEqual(wrongType(`/${field}`));
    expect(refused({ [field]: ['a:/b', 5] })).toEqual(wrongType(`/${field}/1`));
  });

  test.each(['entrypoint', 'commands'])('%s is a list of strings, which are not shown', (field) => {
    expect(refused({ [field]: 's3cret' })).toEqual(wrongType(`/${field}`));
    expect(refused({ [field]: [53] })).toEqual(wrongType(`/${field}/0`));
  });

  test.each([
    [{ org_id: '1' }, '/org_id'],
    [{ org_id: 1.5 }, '/org_id'],
    [{ environment: ['A'] }, '/environment'],
    [{ secret_mapping: 'A' }, '/secret_mapping'],
    [{ secret_mapping: { 'A/B': true } }, '/secret_mapping/A~1B'],
    [{ workflow_labels: { a: 1 } }, '/workflow_labels/a'],
    [{ auth_config: 's3cret' }, '/auth_config'],
    [{ auth_config: { username: 53 } }, '/auth_config/username'],
    [{ auth_config: { password: 53 } }, '/auth_config/password'],
    [{ extra_hosts: {} }, '/extra_hosts'],
    [{ extra_hosts: [{ ip: '1.1.1.1' }, { name: 5 }] }, '/extra_hosts/1/name'],
    [{ extra_hosts: [{ ip: 1 }] }, '/extra_hosts/0/ip'],
    [{ networks: [{ name: 5 }] }, '/networks/0/name'],
    [{ networks: [{ aliases: 'a' }] }, '/networks/0/aliases'],
    [{ networks: [{ aliases: ['a', 5] }] }, '/networks/0/aliases/1'],
    [{ ports: [{ number: -1 }] }, '/ports/0/number'],
    [{ ports: [{ number: 1.5 }] }, '/ports/0/number'],
    [{ ports: [{ number: 1, protocol: 6 }] }, '/ports/0/protocol'],
    [{ backend_options: 's3cret' }, '/backend_options'],
  ])('%j is rejected', (fields, path) => {
    expect(refused(fields)).toEqual(wrongType(path));
  });

  test('a port may be 0', () => {
    expect(refused({ ports: [{ number: 0 }, {}] })).toBeUndefined();
  });

  test('is rejected exactly if the schema of steps says so', () => {
    const counts = { refused: 0, taken: 0 };
    fc.assert(
      fc.property(fc.oneof(anyJson, nearly(step)), (value) => {
        const places = schemaProblems('step', value)
          .filter(isNotDecoded)
          .map(({ path, key }) => (key === undefined ? path : `${path}/${key}`));
        const { code, path } = refusal(() => makePod(value as Step, agent)) ?? {};
        if (code === 'wrong-type') expect(places).toContain(path);
        else expect(places).toEqual([]);
        counts[code === 'wrong-type' ? 'refused' : 'taken'] += 1;
      }),
      { seed: 31, numRuns: 1500 },
    );
    expect(Math.min(counts.refused, counts.taken)).toBeGreaterThan(200);
  });
});

describe('null', () => {
  const plain = {
    ...{ name: 'a', image: 'b', type: 'service', networks: [{ aliases: [''] }], commands: ['', 'c'] },
    ...{ environment: { A: '' }, volumes: ['v:/v'], ports: [{}, { number: 1 }], secret_mapping: { A: '' } },
    ...{ workflow_labels: { 'woodpecker-ci.org/x': '1' }, extra_hosts: [{ ip: '1.1.1.1' }, {}], dns: [''] },
  };
  const withNulls = {
    ...{ name: 'a', image: 'b', type: 'service', uuid: null, pull: null, org_id: null, working_dir: null },
    ...{ networks: [{ name: null, aliases: [null] }], commands: [null, 'c'], environment: { A: null } },
    ...{ volumes: ['v:/v'], ports: [null, { number: 1, protocol: null }], secret_mapping: { A: null } },
    ...{
      workflow_labels: { 'woodpecker-ci.org/x': '1' },
      extra_hosts: [{ name: null, ip: '1.1.1.1' }, null],
    },
    ...{ dns: [null], auth_config: { username: null, password: 'p' }, entrypoint: null },
  } as unknown as Step;

  test.each(['3.9', '3.17'])('represents what is not set, as for the agent of %s', (release) => {
    const options = resolveAgentOptions({ release });
    for (const build of [makePod, makeService, makeStepSecret])
      expect(build(withNulls, options)).toEqual(build(plain, options));
    const workflow = (step: Step) => ({ pipeline: [{ steps: [step] }], volume: 'v' });
    expect(planWorkflow(workflow(withNulls), options)).toEqual(planWorkflow(workflow(plain), options));
  });

  test('in place of a name, an image or a volume is an empty string', () => {
    const nameless = { name: null, image: null } as unknown as Step;
    expect(makePod(nameless, agent).spec?.containers[0]).not.toHaveProperty('image');
    expect(refusal(() => makePod(nameless, resolveAgentOptions()))).toMatchObject({ code: 'invalid-name' });
    const workflow = { pipeline: [{ steps: [nameless] }], volume: { name: null } } as never;
    expect(planWorkflow(workflow, agent).setupError).toBe('invalid-name');
  });
});

describe('a workflow with a value of a wrong type', () => {
  test('is not set up, and every reader of it says why', () => {
    const wrong = { pipeline: [{ steps: [{ name: 'a', image: 5 }] }], volume: 'v' } as never;
    const path = '/pipeline/0/steps/0/image';
    const { plan, diagnostics } = planWorkflowWithDiagnostics(wrong, agent);
    expect(plan).toEqual({ setup: [], setupError: 'wrong-type', steps: [], teardown: [] });
    expect(diagnostics.map(({ code, path: at }) => [code, at])).toEqual([['wrong-type', path]]);
    expect(lintWorkflow(wrong, agent).map(({ code, path: at }) => [code, at])).toEqual([
      ['value-not-decoded', path],
    ]);
    expect(explainWorkflow(wrong, agent).decisions.find(({ path: at }) => at === path)).toMatchObject({
      outcome: 'refused',
    });
  });

  test('is rejected exactly if the schema of workflows says so', () => {
    const counts = { refused: 0, taken: 0 };
    fc.assert(
      fc.property(fc.oneof(anyJson, nearly(workflow)), (value) => {
        const isWrong = schemaProblems('compiled-workflow', value).some(isNotDecoded);
        const { setupError } = planWorkflow(value as never, agent);
        expect(setupError === 'wrong-type').toBe(isWrong);
        counts[isWrong ? 'refused' : 'taken'] += 1;
      }),
      { seed: 32, numRuns: 1500 },
    );
    expect(Math.min(counts.refused, counts.taken)).toBeGreaterThan(200);
  });
});

test('a volume that is not text is rejected', () => {
  expect(refusal(() => makePersistentVolumeClaim(5 as never, agent))).toMatchObject({ path: '/volume' });
});

describe('agent options that nothing resolved', () => {
  const raw = { release: '3.17' } as AgentOptions;
  const workflow = { pipeline: [{ steps: [{ name: 'a', image: 'b' }] }], volume: 'v' };

  test.each([raw, {}, null, undefined, []])(
    'such as %j are rejected by builders, and no agent starts with them',
    (value) => {
      const options = value as AgentOptions;
      expect(() => makePod({ name: 'a', image: 'b' }, options)).toThrow(AgentOptionsError);
      const plan = { agentError: true, setup: [], steps: [], teardown: [] };
      const diagnostics = [{ code: 'agent-option-invalid', severity: 'error', path: '' }];
      expect(planWorkflowWithDiagnostics(workflow, options)).toMatchObject({ plan, diagnostics });
      expect(planWorkflowLazily(workflow, options)).toEqual(plan);
      expect(planStrictly(workflow, options).plan.setupError).toBe('refused');
      expect(lintWorkflow(workflow, options)).toMatchObject([{ ...diagnostics[0], source: 'agent' }]);
      expect(explainWorkflow(workflow, options)).toEqual({ decisions: [], fields: [], losses: [] });
    },
  );

  test('are reported with every problem', () => {
    const { os: _, ...rest } = agent;
    const wrong = {
      ...rest,
      release: 'v3.17',
      podLabels: null,
      podTolerations: [{ key: 5 }],
      podAffinity: { nodeAffinity: [] },
      nope: 1,
    };
    const paths = ['/release', '/os', '/podLabels', '/podTolerations', '/podAffinity', '/nope'];
    const { diagnostics } = planWorkflowWithDiagnostics(workflow, wrong as never);
    expect(diagnostics.map(({ path }) => path)).toEqual(paths);
    expect(() => makePod({ name: 'a', image: 'b' }, wrong as never)).toThrow(AgentOptionsError);
  });
});

describe('a context', () => {
  const workflow = { pipeline: [{ steps: [{ name: 'a', image: 'b' }] }], volume: 'v' };

  test.each([
    [5, '/context'],
    [[], '/context'],
    [{ taskUuid: 5 }, '/taskUuid'],
    [{ orgId: '5' }, '/orgId'],
    [{ features: [] }, '/features'],
    [{ serviceAddress: {} }, '/serviceAddress'],
  ])('such as %j has a wrong type', (value, path) => {
    const context = value as never;
    expect(refusal(() => makePod({ name: 'a', image: 'b' }, agent, context))).toMatchObject({
      code: 'wrong-type',
      path,
    });
    expect(planWorkflowWithDiagnostics(workflow, agent, context)).toMatchObject({
      plan: { setup: [], setupError: 'wrong-type' },
      diagnostics: [{ code: 'wrong-type', path }],
    });
    const [finding] = lintWorkflow(workflow, agent, context);
    expect(finding).toMatchObject({ code: 'value-not-decoded', source: 'context', path });
  });

  test.each([null, { taskUuid: null, orgId: null, features: null, serviceAddress: null, environment: null }])(
    'of %j is the default one',
    (value) => {
      const context = value as never;
      expect(makePod({ name: 'a', image: 'b' }, agent, context)).toEqual(
        makePod({ name: 'a', image: 'b' }, agent),
      );
      expect(planWorkflow(workflow, agent, context)).toEqual(planWorkflow(workflow, agent));
      expect(lintWorkflow(workflow, agent, context, value as never)).toEqual(lintWorkflow(workflow, agent));
      expect(explainWorkflow(workflow, agent, context)).toEqual(explainWorkflow(workflow, agent));
    },
  );

  test('with an environment of the wrong type has findings at the variables', () => {
    const environment = { WOODPECKER_BACKEND_K8S_NAMESPACE: 5 } as never;
    const [finding] = lintWorkflow(workflow, agent, { environment });
    expect(finding).toMatchObject({ source: 'agent', path: '/WOODPECKER_BACKEND_K8S_NAMESPACE' });
  });
});
