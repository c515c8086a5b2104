import { describe, expect, test } from 'vitest';
import { defaultStepUuid, planWorkflow } from '../../../src/core.ts';
import {
  type AgentOptionsInput,
  type CompiledWorkflow,
  planWorkflowWithDiagnostics,
  RELEASES,
  type Release,
  resolveAgentOptions,
} from '../../../src/index.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';

/** What goes wrong when agents of a release run a workflow, a line each; first the error of the setup, if it fails. */
function failures(workflow: unknown, release: Release, options: AgentOptionsInput = {}): string[] {
  const agent = resolveAgentOptions({ ...options, release });
  const { plan, diagnostics } = planWorkflowWithDiagnostics(deepFrozen(workflow as CompiledWorkflow), agent);
  const lines = diagnostics.map(({ code, path }) => `${code} at ${path}`);
  return plan.setupError === undefined ? lines : [`setup ends with ${plan.setupError}`, ...lines];
}

/** The objects that a plan makes, `-` between the setup and the steps. */
function made(workflow: CompiledWorkflow, release: Release, options: AgentOptionsInput = {}): string[] {
  const agent = resolveAgentOptions({ ...options, release });
  const { plan } = planWorkflowWithDiagnostics(deepFrozen(workflow), agent);
  const named = ({ kind, metadata }: (typeof plan.setup)[number]) =>
    `${kind} ${metadata?.namespace ?? ''}/${metadata?.name}`;
  return [...plan.setup.map(named), '-', ...plan.steps.flatMap(({ objects }) => objects.map(named))];
}

const step = { name: 'build', image: 'alpine', uuid: 'u1' };
const service = { ...step, name: 'db', type: 'service', networks: [{ name: 'n', aliases: ['db'] }] };
const one = (...steps: readonly object[]) => ({ volume: 'v', pipeline: [{ steps }] }) as CompiledWorkflow;

describe.each<Release>(['3.0', '3.17'])('a workflow that the agent of %s cannot decode', (release) => {
  test.each<[unknown, string]>([
    [5, ''],
    [null, ''],
    [[], ''],
    [{ pipeline: 5 }, '/pipeline'],
    [{ pipeline: [{}, 5] }, '/pipeline/1'],
    [{ pipeline: [{ steps: 5 }] }, '/pipeline/0/steps'],
    [one(step, 5 as never), '/pipeline/0/steps/1'],
    [{ volume: 5 }, '/volume'],
    [{ volume: { name: 5 } }, '/volume/name'],
    [{ network: [] }, '/network'],
    [{ network: { name: [] } }, '/network/name'],
  ])('%j', (workflow, path) => {
    expect(failures(workflow, release)).toEqual(['setup ends with wrong-type', `wrong-type at ${path}`]);
  });

  test.each<[unknown, string]>([
    ['s3cret', '/secrets'],
    [['s3cret'], '/secrets/0'],
    [[{ name: 5 }], '/secrets/0/name'],
    [[{ value: 53 }], '/secrets/0/value'],
  ])('secrets %j, whose values are not shown', (secrets, path) => {
    const workflow = { ...one(step), secrets } as unknown as CompiledWorkflow;
    const agent = resolveAgentOptions({ release });
    const { plan, diagnostics } = planWorkflowWithDiagnostics(workflow, agent);
    expect(plan.setupError).toBe('wrong-type');
    expect(diagnostics.map(({ code, path }) => [code, path])).toEqual([['wrong-type', path]]);
    expect(JSON.stringify(diagnostics)).not.toMatch(/s3cret|53/);
  });
});

test.each(RELEASES)('null is what is not set at %s', (release) => {
  const nothing = { network: null, secrets: [{ name: null, value: null }] } as unknown as CompiledWorkflow;
  expect(failures({ ...one(step), ...nothing }, release)).toEqual([]);
  const noVolume = ['setup ends with panic', 'panic at /volume'];
  const noStep = ['setup ends with panic', 'panic at /pipeline'];
  const [, minor = Number.POSITIVE_INFINITY] = release.split('.').map(Number);
  expect(failures({ volume: null, pipeline: null }, release)).toEqual(minor < 9 ? noVolume : noStep);
});

describe('a workflow', () => {
  const empty = [
    { pipeline: [] },
    { pipeline: [{}] },
    { pipeline: [{ steps: [] }] },
    { pipeline: [{ steps: null }] },
  ];

  test.each(empty)('without a first step crashes agents since 3.9: %j', (workflow) => {
    const withVolume = { volume: 'v', ...workflow };
    for (const release of ['3.0', '3.8'] as const) expect(failures(withVolume, release)).toEqual([]);
    for (const release of ['3.9', '3.17'] as const) {
      expect(failures(withVolume, release)).toEqual(['setup ends with panic', 'panic at /pipeline']);
    }
  });

  test('with an empty first stage and a step in the second has no first step', () => {
    const workflow = { volume: 'v', pipeline: [{ steps: [] }, { steps: [step] }] };
    expect(failures(workflow, '3.8')).toEqual([]);
    expect(failures(workflow, '3.9')[0]).toBe('setup ends with panic');
  });

  test('without a volume crashes agents through 3.8, and later ones cannot name the claim', () => {
    const pipeline = [{ steps: [{ ...step, org_id: 5 }] }];
    expect(failures({ pipeline }, '3.8')).toEqual(['setup ends with panic', 'panic at /volume']);
    expect(failures({ pipeline }, '3.9')).toEqual([
      'setup ends with invalid-name',
      'invalid-name at /volume',
    ]);
    const options = { namespacePerOrganization: true };
    expect(made({ pipeline }, '3.9', options)).toEqual(['Namespace /woodpecker-5', '-']);
    expect(made({ pipeline }, '3.8', options)).toEqual(['-']);
  });

  test('with a volume that has no name cannot name the claim', () => {
    for (const release of ['3.0', '3.17'] as const)
      expect(failures({ ...one(step), volume: {} }, release)[0]).toBe('setup ends with invalid-name');
    expect(failures({ ...one(step), volume: { name: 'v' } }, '3.0')).toEqual([]);
  });
});

test('the plan alone is the one that comes with diagnostics', () => {
  const workflow = deepFrozen(one(step, step));
  const agent = resolveAgentOptions({ release: '3.17' });
  const plan = planWorkflow(workflow, agent);
  expect(plan.steps.map(({ error }) => error)).toEqual([undefined, 'already-exists']);
  expect(plan).toEqual(planWorkflowWithDiagnostics(workflow, agent).plan);
});

test('steps without an id get the one of their name, and of its number from the second on', () => {
  const [build, other] = [
    { name: 'build', image: 'alpine' },
    { name: 'build#2', image: 'alpine' },
  ];
  const agent = resolveAgentOptions({ release: '3.17' });
  const { steps } = planWorkflow(one(build, build, build, other), agent);
  const names = ['build', 'build#2', 'build#3', 'build#2#2'];
  expect(steps.map(({ uuid }) => uuid)).toEqual(names.map(defaultStepUuid));
});

describe('names that are taken', () => {
  test('are rejected for the second step with an id, and the next one starts', () => {
    for (const release of RELEASES) {
      expect(failures(one(step, step, { ...step, uuid: 'u2' }), release)).toEqual([
        'already-exists at /pipeline/0/steps/1/uuid',
      ]);
      expect(made(one(step, step, { ...step, uuid: 'u2' }), release).slice(-3)).toEqual([
        '-',
        'Pod woodpecker/wp-u1',
        'Pod woodpecker/wp-u2',
      ]);
    }
  });

  test('of one kind and namespace count, no others', () => {
    const options = { namespacePerOrganization: true };
    const elsewhere = { ...step, org_id: 7 };
    expect(failures(one(step, elsewhere), '3.17', options)).toEqual([]);
    expect(failures(one(step, elsewhere), '3.17')[0]).toMatch(/^already-exists/);
    expect(failures({ ...one(step), volume: 'wp-u1' }, '3.17')).toEqual([]);
  });

  test('of services end the setup if each has a Service', () => {
    const failure = 'already-exists at /pipeline/0/steps/1/uuid';
    expect(failures(one(service, service), '3.0')).toEqual(['setup ends with already-exists', failure]);
    expect(failures(one(service, service), '3.17')).toEqual([failure]);
  });
});

test.each([[undefined], [null], [[]], [[{ name: 'n' }]], [[{ name: 'n', aliases: [] }]]])(
  'a service without an alias, its networks being %j, crashes agents that give it a Service',
  (networks) => {
    const workflow = one(step, { ...service, uuid: 'u2', networks });
    expect(failures(workflow, '3.0')).toEqual([
      'setup ends with panic',
      'panic at /pipeline/0/steps/1/networks',
    ]);
    expect(failures(workflow, '3.17')).toEqual([]);
  },
);

test('an option that cannot be decoded is reported with its place, and the step starts', () => {
  const backend_options = { kubernetes: { resources: { limits: { cpu: [1] } } } };
  for (const release of RELEASES) {
    const agent = resolveAgentOptions({ release });
    const { plan, diagnostics } = planWorkflowWithDiagnostics(
      one(step, { ...step, uuid: 'u2', backend_options }),
      agent,
    );
    expect(diagnostics).toEqual([
      {
        code: 'option-not-decoded',
        severity: 'warning',
        message: expect.any(String),
        path: '/pipeline/0/steps/1/backend_options/kubernetes/resources/limits/cpu',
        args: { expected: 'a string', value: '[1]' },
      },
    ]);
    expect(plan.steps.map(({ uuid, optionsError, error }) => [uuid, optionsError, error])).toEqual([
      ['u1', undefined, undefined],
      ['u2', true, undefined],
    ]);
  }
});

describe('names that cannot be made', () => {
  const workflow: CompiledWorkflow = {
    volume: 'v_1',
    pipeline: [{ steps: [{ ...step, uuid: 'A_b!' }, step] as never }],
  };

  test('end a step, its deletion and that of the workflow, and everything after it', () => {
    const { plan } = planWorkflowWithDiagnostics(workflow, resolveAgentOptions({ release: '3.0' }));
    const pod = { resource: 'pods', namespace: 'woodpecker', name: 'wp-u1' };
    expect(plan.steps.map(({ error }) => error)).toEqual(['invalid-name', undefined]);
    expect(plan.teardown).toMatchObject([
      { error: 'invalid-name', step: 'A_b!' },
      pod,
      { error: 'invalid-name' },
    ]);
    expect(plan.teardown).toHaveLength(3);
  });

  test('are made of the letters that fit since the release that fixes them', () => {
    expect(failures(workflow, '3.17')).toEqual([]);
    expect(made(workflow, '3.17').slice(-2)).toEqual(['Pod woodpecker/wp-a-b', 'Pod woodpecker/wp-u1']);
  });
});

test('steps without an id get one of their name, numbered from the second of a name on', () => {
  const bare = (name: string) => ({ name, image: 'alpine' });
  const idsOf = (...names: string[]) =>
    planWorkflowWithDiagnostics(one(...names.map(bare)), resolveAgentOptions({})).plan.steps.map(
      ({ uuid }) => uuid,
    );
  const [first, other, second, third] = idsOf('build', 'test', 'build', 'build');
  expect(new Set([first, other, second, third]).size).toBe(4);
  expect(idsOf('build', 'build', 'build', 'test')).toEqual([first, second, third, other]);
  for (const names of [
    ['build', 'build', 'build#2', 'build'],
    ['build#2', 'build', 'build', 'build#2'],
  ])
    expect(new Set(idsOf(...names)).size).toBe(4);
});
