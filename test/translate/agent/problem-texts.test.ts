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

/** A line for each problem of an environment. */
function problems(environment: unknown, identity: unknown = { release: '3.17' }): string[] {
  const reading = readAgentEnvironment(environment as AgentEnvironment, identity as AgentIdentity);
  return reading.problems.map(
    ({ severity, code, path, message }) => `${severity} ${code} ${path} ${message}`,
  );
}

function refusal(options: unknown): string {
  try {
    resolveAgentOptions(options as AgentOptionsInput);
    return '';
  } catch (error) {
    return (error as AgentOptionsError).message;
  }
}

describe('an environment', () => {
  test.each<[unknown, unknown, string]>([
    [null, {}, ' The agent option environment is null, but takes an object.'],
    [[], {}, ' The agent option environment is a list, but takes an object.'],
    [{}, null, ' The agent option identity is null, but takes an object.'],
    [{}, 'linux', ' The agent option identity is a text, but takes an object.'],
    [{}, { os: 5 }, '/os The agent option os is a number, but takes a text.'],
    [{}, { os: null }, '/os The agent option os is null, but takes a text.'],
    [
      { [`${PREFIX}NAMESPACE`]: 53 },
      {},
      `/${PREFIX}NAMESPACE The agent option ${PREFIX}NAMESPACE is a number, but takes a text.`,
    ],
    [
      { [`${PREFIX}A/B`]: null },
      {},
      `/${PREFIX}A~1B The agent option ${PREFIX}A/B is null, but takes a text.`,
    ],
  ])('of a wrong type is told, but not shown: %j %j', (environment, identity, problem) => {
    expect(problems(environment, identity)).toEqual([`error agent-option-invalid ${problem}`]);
    expect(
      readAgentEnvironment(environment as AgentEnvironment, identity as AgentIdentity).options,
    ).toBeUndefined();
  });

  test('may have anything in variables of others', () => {
    expect(problems({ HOME: 5, [`OTHER_${PREFIX}`]: 5, [`${PREFIX}NAMESPACE`]: undefined })).toEqual([]);
  });

  test('is told of an unknown release with those that are known', () => {
    expect(problems({}, { release: '2.8' })).toEqual([
      'error release-unknown /release The release "2.8" is not known; known are 3.0, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6, ' +
        '3.7, 3.8, 3.9, 3.10, 3.11, 3.12, 3.13, 3.14, 3.15, 3.16, 3.17, next.',
    ]);
  });

  test('has its unknown variables told first, then what is wrong with the known ones', () => {
    const environment = {
      [`${PREFIX}STOP_TIMEOUT`]: '20s',
      [`${PREFIX}CLUSTER_DOMAIN`]: 'a',
      [`${PREFIX}NAMESPACES`]: 'a',
      [`${PREFIX}SOMETHING_ELSE_ALTOGETHER`]: 'a',
      [`${PREFIX}STORAGE_RWX`]: 'yes',
    };
    expect(problems(environment)).toEqual([
      `warning agent-variable-unknown /${PREFIX}NAMESPACES No release knows the variable ${PREFIX}NAMESPACES, ` +
        `so it has no effect; did you mean ${PREFIX}NAMESPACE?`,
      `warning agent-variable-unknown /${PREFIX}SOMETHING_ELSE_ALTOGETHER No release knows the variable ` +
        `${PREFIX}SOMETHING_ELSE_ALTOGETHER, so it has no effect.`,
      `error agent-variable-invalid /${PREFIX}STORAGE_RWX The agent does not start with ${PREFIX}STORAGE_RWX="yes": ` +
        'it takes 1, t, T, true, True, TRUE or 0, f, F, false, False, FALSE.',
      `error agent-variable-invalid /${PREFIX}STOP_TIMEOUT The agent does not start with ${PREFIX}STOP_TIMEOUT="20s": ` +
        'it takes an integer without a unit.',
      `warning agent-variable-without-effect /${PREFIX}CLUSTER_DOMAIN The agent of 3.17 does not know ` +
        `${PREFIX}CLUSTER_DOMAIN, so it has no effect; it came with next.`,
    ]);
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
        expect.stringContaining('STORAGE_RWX="yes"'),
        expect.stringContaining('STOP_TIMEOUT="20s"'),
      ]);
    }
  });

  test.each([
    ['{a', 'it is not YAML (a comma or `}` is missing)'],
    ['*a', 'it is not YAML (yaml-unknown-alias)'],
    ['a: [', 'it is not YAML (a value is missing here)'],
  ])('of which %j is no YAML says so', (text, reason) => {
    for (const release of ['3.12', '3.13']) {
      const [problem] = problems({ [`${PREFIX}POD_LABELS`]: text }, { release });
      expect(problem?.endsWith(`: ${reason}.`)).toBe(true);
    }
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
  test.each<[unknown, string]>([
    [null, 'The agent option options is null, but takes an object.'],
    [{ release: 3.1 }, 'The release 3.1 is not known; known are 3.0, '],
    [{ os: 5 }, 'The agent option os is 5, but takes text.'],
    [{ namespace: null }, 'The agent option namespace is null, but takes text.'],
    [{ storageRwx: 'true' }, 'The agent option storageRwx is "true", but takes true or false.'],
    [{ stopTimeout: '5' }, 'The agent option stopTimeout is "5", but takes an integer.'],
    [{ pullSecretNames: 'a' }, 'The agent option pullSecretNames is "a", but takes a list of texts.'],
    [{ podLabels: { a: 1 } }, 'The agent option podLabels is {"a":1}, but takes a map of texts.'],
    [{ podLabels: ['a'] }, 'The agent option podLabels is ["a"], but takes a map of texts.'],
    [
      { podTolerations: [{}, 5] },
      'The agent option podTolerations is [{},5], but takes a list of tolerations.',
    ],
    [{ podTolerations: {} }, 'The agent option podTolerations is {}, but takes a list of tolerations.'],
    [{ podAffinity: [] }, 'The agent option podAffinity is [], but takes a Kubernetes affinity.'],
    [{ nameSpace: 'a' }, 'There is no agent option nameSpace; did you mean namespace?'],
    [{ somethingElseAltogether: 'a' }, 'There is no agent option somethingElseAltogether.'],
    [{ 'a/b': 1, os: 1 }, 'There is no agent option a/b.\nThe agent option os is 1, but takes text.'],
  ])('%j are refused', (options, text) => {
    expect(refusal(options)).toContain(text);
    expect(agentOptionsWithoutEffect(options as AgentOptionsInput)).toEqual([]);
  });

  test('that are undefined are not given, known or not', () => {
    expect(resolveAgentOptions({ os: undefined, unheardOf: undefined } as AgentOptionsInput)).toEqual(
      resolveAgentOptions(),
    );
  });

  test('without an effect are told with the release that brings them', () => {
    expect(agentOptionsWithoutEffect({ stopTimeout: 5, podAffinity: undefined })).toEqual([
      {
        code: 'agent-option-without-effect',
        severity: 'warning',
        message:
          'The agent of 3.0 does not know the option stopTimeout, so it has no effect; it came with 3.14.',
        path: '/stopTimeout',
        args: { option: 'stopTimeout', release: '3.0', since: '3.14' },
      },
    ]);
  });
});
