import { describe, expect, it, test } from 'vitest';
import { diagnose, type RuleTable } from '../../../src/diagnostics/diagnostic.ts';
import { type Redactor, redactFindings, redactor } from '../../../src/explain/redact/redactor.ts';
import { secretsOf } from '../../../src/explain/redact/secret-values.ts';
import {
  type CompiledWorkflow,
  type KubernetesObject,
  makePod,
  planWorkflow,
  RELEASES,
  resolveAgentOptions,
} from '../../../src/index.ts';

const WORKFLOW = {
  volume: 'v-canary',
  secrets: [
    { name: 'token', value: 'canary' },
    { name: 'none' },
    { name: 'absent', value: '<secret absent>' },
    { name: 'empty', value: '' },
  ],
  pipeline: [
    {
      steps: [
        {
          name: 'a',
          image: 'b',
          secret_mapping: { A: 'canary', B: '<secret absent>', C: 'x<secret a>', D: '' },
        },
      ],
    },
    { steps: [{ name: 'c', image: 'canary' }] },
    {},
  ],
};

const base64 = (text: string, encoding: BufferEncoding = 'utf8') =>
  Buffer.from(text, encoding).toString('base64');

function pod(container: object): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p-canary' },
    spec: { containers: [{ name: 'a', image: 'b', ...container }] },
  } as KubernetesObject;
}

describe('redactor', () => {
  const { object, text, workflow } = redactor([...secretsOf(WORKFLOW), 'other']);

  it('hides the values of the workflow and others in texts', () => {
    expect(text('a canary and another bird')).toBe('a <redacted> and an<redacted> bird');
  });

  it('redacts the values in Pods', () => {
    const container = {
      image: 'canary',
      command: ['sh', 'canary'],
      env: [
        { name: 'A', value: 'canary' },
        { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'A' } } },
        { name: 'canary', value: base64('a canary!') },
      ],
    };
    expect(object(pod(container))).toStrictEqual({
      ...pod({
        image: '<redacted>',
        command: ['sh', '<redacted>'],
        env: [
          { name: 'A', value: '<redacted>' },
          { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'A' } } },
          { name: 'canary', value: 'YS<redacted>h' },
        ],
      }),
      metadata: { name: 'p-<redacted>' },
    });
  });

  it.each([
    ['linux', '3.17'],
    ['windows', '3.0'],
    ['windows', '3.17'],
  ])('redacts scripts for %s at %s and encodes them again', (os, release) => {
    const agent = resolveAgentOptions({ os, release });
    const podOf = (command: string) =>
      makePod({ name: 'a', image: 'b', commands: [command], environment: {} }, agent);
    const script = { name: 'CI_SCRIPT', value: 'canary, which is not a script' };
    expect(object(podOf('echo canary'))).toStrictEqual(podOf('echo <redacted>'));
    expect(object(podOf('echo bird'))).toStrictEqual(podOf('echo bird'));
    expect(redactor(['password']).object(podOf('echo bird'))).toStrictEqual(podOf('echo bird'));
    expect(object(pod({ env: [script] }))).toMatchObject({
      spec: { containers: [{ env: [{ name: 'CI_SCRIPT', value: '<redacted>, which is not a script' }] }] },
    });
  });

  it('hides the whole content of a Secret, except placeholders', () => {
    const auths = { '<redacted>': { username: '<redacted>', password: '<redacted>' } };
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } } as const;
    const data = { '.dockerconfigjson': 'e30=', other: 'e30=' };
    const stringData = {
      A: 'unknown',
      B: '<secret absent>',
      C: 'x<secret absent>',
      D: '<secret absent>x',
      E: '',
    };
    expect(object({ ...secret, data, stringData })).toStrictEqual({
      ...secret,
      data: { '.dockerconfigjson': base64(JSON.stringify({ auths })), other: base64('<redacted>') },
      stringData: {
        A: '<redacted>',
        B: '<secret absent>',
        C: '<redacted>',
        D: '<redacted>',
        E: '<redacted>',
      },
    });
    expect(object(secret)).toStrictEqual(secret);
  });

  it('redacts the values in workflows', () => {
    expect(workflow(WORKFLOW)).toStrictEqual({
      volume: 'v-<redacted>',
      secrets: [
        { name: 'token', value: '<redacted>' },
        { name: 'none' },
        { name: 'absent', value: '<secret absent>' },
        { name: 'empty', value: '<redacted>' },
      ],
      pipeline: [
        {
          steps: [
            {
              name: 'a',
              image: 'b',
              secret_mapping: { A: '<redacted>', B: '<secret absent>', C: '<redacted>', D: '<redacted>' },
            },
          ],
        },
        { steps: [{ name: 'c', image: '<redacted>' }] },
        {},
      ],
    });
    expect(workflow({ volume: 'v' })).toStrictEqual({ volume: 'v' });
  });
});

describe('constants', () => {
  /** Workflows that have nothing in common but what server, agent and Kubernetes define. */
  const WORKFLOWS = [workflowOf('one', '7'), workflowOf('two', '8')];

  function workflowOf(name: string, digit: string): CompiledWorkflow {
    const kubernetes = {
      securityContext: {
        runAsUser: 1000,
        seccompProfile: { type: 'Localhost', localhostProfile: name },
        capabilities: { drop: ['ALL'] },
        fsGroupChangePolicy: 'OnRootMismatch',
      },
      tolerations: [{ key: name, operator: 'Exists', effect: 'NoSchedule' }],
      resources: { requests: { memory: '10G' } },
    };
    const step = {
      uuid: `01HZXJ5QD4Z5Y5V7N2T3K4M5${digit}6`,
      image: `${name}:${digit}`,
      environment: { [`NAME_${name}`]: name },
      volumes: [`${name}:/${name}`],
      workspace_base: `/${name}`,
      working_dir: `/${name}/a`,
      ports: [{ number: Number(digit), protocol: 'tcp' }],
      auth_config: { username: name, password: name },
      backend_options: { kubernetes },
      failure: 'fail',
    };
    return {
      volume: name,
      pipeline: [
        {
          steps: [
            { ...step, name, type: 'commands', pull: true, commands: [name] },
            { ...step, name: `${name}s`, type: 'service' },
          ],
        },
      ],
    };
  }

  function leaves(value: unknown, path: string, found: Map<string, string>): Map<string, string> {
    if (typeof value === 'string') found.set(path, value);
    if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) leaves(item, `${path}/${key}`, found);
    return found;
  }

  /** Labels are the user's, even if both workflows have the same. */
  function commonLeaves(values: readonly unknown[]): Map<string, string> {
    const [first, second] = values.map((value) => leaves(value, '', new Map()));
    return new Map([...(first ?? [])].filter(([path, value]) => second?.get(path) === value));
  }

  it.each(RELEASES)('stay as they are at %s', (release) => {
    for (const os of ['linux', 'windows']) {
      const agent = resolveAgentOptions({ release, os });
      const plans = WORKFLOWS.map((workflow, index) => {
        const { setup, steps } = planWorkflow(workflow, agent, { taskUuid: `task-${index}` });
        return [...setup, ...steps.flatMap(({ objects }) => objects)];
      });
      for (const [values, redact] of [
        [plans, (all: Redactor, part: unknown) => (part as KubernetesObject[]).map(all.object)],
        [WORKFLOWS, (all: Redactor, part: unknown) => all.workflow(part as CompiledWorkflow)],
      ] as const) {
        const constants = commonLeaves(values);
        expect(constants.size).toBeGreaterThan(5);
        const all = redactor(constants.values());
        const shown = leaves(redact(all, values[0]), '', new Map());
        expect(new Map([...shown].filter(([path]) => constants.has(path)))).toEqual(constants);
      }
    }
  });

  it('of one field are not constants of another', () => {
    const { object } = redactor(['Always', 'v1', 'Pod']);
    const labels = { kind: 'Pod', type: 'Always', apiVersion: 'v1' };
    const hidden = { kind: '<redacted>', type: '<redacted>', apiVersion: '<redacted>' };
    expect(object({ ...pod({}), metadata: { labels } })).toMatchObject({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { labels: hidden },
    });
  });
});

const TABLE = {
  ignored: {
    severity: 'warning',
    message: 'The agent ignores {value}.',
    note: 'The agent reads {count:text} other values.',
  },
} as const satisfies RuleTable;

function redacted(secret: string, value: string, more: object = {}) {
  const finding = { ...diagnose(TABLE, 'ignored', '/a', { value, count: 7 }), ...more };
  return redactFindings([finding], redactor([secret]))[0];
}

test('a secret that is a word of a rule is replaced in its arguments only', () => {
  expect(redacted('agent', 'my agent')).toEqual({
    code: 'ignored',
    severity: 'warning',
    message: 'The agent ignores `my <redacted>`.',
    note: 'The agent reads 7 other values.',
    path: '/a',
    args: { value: 'my <redacted>', count: 7 },
  });
});

test('a string that is not of the rule is redacted as a whole', () => {
  expect(redacted('agent', 'x', { note: 'An agent.' })?.note).toBe('An <redacted>.');
});

test('nothing is left of a secret that the message cuts', () => {
  const secret = 'hunter2-hunter2';
  for (let length = 0; length <= secret.length; length++) {
    const value = `${'x'.repeat(80 - length)}${secret}`;
    expect(redacted(secret, value)?.message).not.toMatch(/xh/);
  }
});

test('a count that a short secret equals stays', () => {
  expect(redacted('7', 'x')?.note).toBe('The agent reads 7 other values.');
});
