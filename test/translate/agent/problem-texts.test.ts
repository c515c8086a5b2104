import { describe, expect, test } from 'vitest';
import {
  type AgentEnvironment,
  type AgentIdentity,
  AgentOptionsError,
  type AgentOptionsInput,
  agentOptionsFromEnv,
  agentOptionsWithoutEffect,
  readAgentEnvironment,
  resolveAgentOptions,
} from '../../../src/index.ts';

const PREFIX = 'WOODPECKER_BACKEND_K8S_';

/** Severity, code, path and arguments of each problem of an environment. */
function problems(environment: unknown, identity: unknown = { release: '3.17' }): unknown[] {
  const reading = readAgentEnvironment(environment as AgentEnvironment, identity as AgentIdentity);
  return reading.problems.map(({ severity, code, path, args }) => [severity, code, path, args]);
}

function refusal(options: unknown): string[][] {
  try {
    resolveAgentOptions(options as AgentOptionsInput);
    return [];
  } catch (error) {
    return (error as AgentOptionsError).problems.map(({ code, path }) => [code, path]);
  }
}

describe('an environment', () => {
  test.each<[unknown, unknown, string, string, string, string]>([
    [null, {}, '', 'environment', 'null', 'an object'],
    [[], {}, '', 'environment', 'a list', 'an object'],
    [{}, null, '', 'identity', 'null', 'an object'],
    [{}, 'linux', '', 'identity', 'a string', 'an object'],
    [{}, { os: 5 }, '/os', 'os', 'a number', 'a string'],
    [{}, { os: null }, '/os', 'os', 'null', 'a string'],
    [{ [`${PREFIX}NAMESPACE`]: 53 }, {}, `/${PREFIX}NAMESPACE`, `${PREFIX}NAMESPACE`, 'a number', 'a string'],
    [{ [`${PREFIX}A/B`]: null }, {}, `/${PREFIX}A~1B`, `${PREFIX}A/B`, 'null', 'a string'],
  ])(
    'of a wrong type is reported, but not shown: %j %j',
    (environment, identity, path, option, value, expected) => {
      expect(problems(environment, identity)).toEqual([
        ['error', 'agent-option-invalid', path, { option, value, expected }],
      ]);
      expect(
        readAgentEnvironment(environment as AgentEnvironment, identity as AgentIdentity).options,
      ).toBeUndefined();
    },
  );

  test('may have anything in variables of others', () => {
    expect(problems({ HOME: 5, [`OTHER_${PREFIX}`]: 5, [`${PREFIX}NAMESPACE`]: undefined })).toEqual([]);
  });

  test('with an unknown release lists those that are known', () => {
    expect(problems({}, { release: '2.8' })).toEqual([
      [
        'error',
        'release-unknown',
        '/release',
        { value: '2.8', nearest: '3.8', oldest: '3.0', newest: '3.17' },
      ],
    ]);
  });

  test('has its unknown variables reported first, then problems of the known ones', () => {
    const environment = {
      [`${PREFIX}STOP_TIMEOUT`]: '20s',
      [`${PREFIX}CLUSTER_DOMAIN`]: 'a',
      [`${PREFIX}NAMESPACES`]: 'a',
      [`${PREFIX}SOMETHING_ELSE_ALTOGETHER`]: 'a',
      [`${PREFIX}STORAGE_RWX`]: 'yes',
    };
    const at = (severity: string, code: string, name: string, args: object) => [
      severity,
      code,
      `/${PREFIX}${name}`,
      { variable: PREFIX + name, ...args },
    ];
    expect(problems(environment)).toEqual([
      at('warning', 'agent-variable-unknown', 'NAMESPACES', { nearest: `${PREFIX}NAMESPACE` }),
      at('warning', 'agent-variable-unknown', 'SOMETHING_ELSE_ALTOGETHER', {}),
      at('error', 'agent-variable-invalid', 'STORAGE_RWX', {
        value: 'yes',
        reason: 'no-boolean',
        form: 'bool',
      }),
      at('error', 'agent-variable-invalid', 'STOP_TIMEOUT', {
        value: '20s',
        reason: 'no-integer',
        form: 'integer',
      }),
      at('warning', 'agent-variable-without-effect', 'CLUSTER_DOMAIN', { release: '3.17', since: 'next' }),
    ]);
  });

  test.each([
    ['STORAGE_RWX', 'yes'],
    ['STOP_TIMEOUT', '20s'],
    ['POD_LABELS', 'team=ci'],
    ['POD_TOLERATIONS', 'key: ci'],
    ['POD_AFFINITY', 'ci'],
  ])('shows an example for %s that agents accept', (name, value) => {
    for (const release of ['3.12', '3.17']) {
      const [problem] = readAgentEnvironment({ [PREFIX + name]: value }, { release }).problems;
      if (problem?.code === 'agent-variable-without-effect') continue;
      const example = /`[A-Z0-9_]+=(.*)`/.exec(problem?.help ?? '')?.[1] ?? value;
      expect(readAgentEnvironment({ [PREFIX + name]: example }, { release }).problems).toEqual([]);
    }
  });

  test('throws its errors only, a line each', () => {
    const environment = {
      [`${PREFIX}STOP_TIMEOUT`]: '20s',
      [`${PREFIX}NAMESPACES`]: 'a',
      [`${PREFIX}STORAGE_RWX`]: 'yes',
    };
    try {
      agentOptionsFromEnv(environment, { release: '3.17' });
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof AgentOptionsError)) throw error;
      expect(error.name).toBe('AgentOptionsError');
      expect(error.message.split('\n')).toEqual([
        expect.stringContaining('STORAGE_RWX'),
        expect.stringContaining('STOP_TIMEOUT'),
      ]);
    }
  });

  test.each(['{a', '*a', 'a: ['])('with %j, which is not YAML, says so', (text) => {
    for (const release of ['3.12', '3.13'])
      expect(problems({ [`${PREFIX}POD_LABELS`]: text }, { release })).toMatchObject([
        ['error', 'agent-variable-invalid', `/${PREFIX}POD_LABELS`, { value: text }],
      ]);
  });
});

describe('a variable that is set but empty', () => {
  test.each([
    ['STORAGE_RWX', 'storageRwx', false],
    ['STOP_TIMEOUT', 'stopTimeout', 20],
    ['NAMESPACE', 'namespace', ''],
    ['PULL_SECRET_NAMES', 'pullSecretNames', []],
    ['POD_LABELS', 'podLabels', {}],
    ['POD_TOLERATIONS', 'podTolerations', []],
    ['POD_AFFINITY', 'podAffinity', undefined],
  ] as const)('%s', (suffix, option, expected) => {
    const agent = agentOptionsFromEnv({ [PREFIX + suffix]: '' }, { release: '3.17' });
    expect(agent[option]).toEqual(expected);
  });
});

test('the list of secrets is split at commas, and its items trimmed but at 3.9', () => {
  const names = (text: string, release: string) =>
    agentOptionsFromEnv({ [`${PREFIX}PULL_SECRET_NAMES`]: text }, { release }).pullSecretNames;
  expect(names(' a , b,,', '3.17')).toEqual(['a', 'b', '', '']);
  expect(names(' a , b,,', '3.9')).toEqual([' a ', ' b', '', '']);
  expect(names(' ', '3.17')).toEqual(['']);
});

describe('options', () => {
  test.each<[unknown, ...(readonly [code: string, path: string])[]]>([
    [null, ['agent-option-invalid', '']],
    [{ release: 3.1 }, ['release-unknown', '/release']],
    [{ os: 5 }, ['agent-option-invalid', '/os']],
    [{ namespace: null }, ['agent-option-invalid', '/namespace']],
    [{ storageRwx: 'true' }, ['agent-option-invalid', '/storageRwx']],
    [{ stopTimeout: '5' }, ['agent-option-invalid', '/stopTimeout']],
    [{ pullSecretNames: 'a' }, ['agent-option-invalid', '/pullSecretNames']],
    [{ podLabels: { a: 1 } }, ['agent-option-invalid', '/podLabels']],
    [{ podLabels: ['a'] }, ['agent-option-invalid', '/podLabels']],
    [{ podTolerations: [{}, 5] }, ['agent-option-invalid', '/podTolerations']],
    [{ podTolerations: {} }, ['agent-option-invalid', '/podTolerations']],
    [{ podAffinity: [] }, ['agent-option-invalid', '/podAffinity']],
    [{ nameSpace: 'a' }, ['agent-option-unknown', '/nameSpace']],
    [{ somethingElseAltogether: 'a' }, ['agent-option-unknown', '/somethingElseAltogether']],
    [{ 'a/b': 1, os: 1 }, ['agent-option-unknown', '/a~1b'], ['agent-option-invalid', '/os']],
  ])('%j are rejected', (options, ...expected) => {
    expect(refusal(options)).toEqual(expected);
    expect(agentOptionsWithoutEffect(options as AgentOptionsInput)).toEqual([]);
  });

  test('that are undefined are not given, known or not', () => {
    expect(resolveAgentOptions({ os: undefined, unheardOf: undefined } as AgentOptionsInput)).toEqual(
      resolveAgentOptions(),
    );
  });

  test('without an effect are reported with the release that brings them', () => {
    expect(agentOptionsWithoutEffect({ stopTimeout: 5, podAffinity: undefined })).toEqual([
      {
        code: 'agent-option-without-effect',
        severity: 'warning',
        message: expect.any(String),
        note: expect.any(String),
        path: '/stopTimeout',
        at: 'key',
        args: { option: 'stopTimeout', release: '3.0', since: '3.14' },
      },
    ]);
  });
});
