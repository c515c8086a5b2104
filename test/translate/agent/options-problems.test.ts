import { describe, expect, test } from 'vitest';
import {
  AgentOptionsError,
  type AgentOptionsInput,
  agentOptionsFromEnv,
  readAgentEnvironment,
  resolveAgentOptions,
} from '../../../src/index.ts';

const PREFIX = 'WOODPECKER_BACKEND_K8S_';

function problemsOf(make: () => unknown): [string, string][] {
  try {
    make();
    return [];
  } catch (error) {
    if (!(error instanceof AgentOptionsError)) throw error;
    return error.problems.map(({ code, path }) => [code, path]);
  }
}

const environment = (variables: Record<string, string>) =>
  Object.fromEntries(Object.entries(variables).map(([suffix, value]) => [PREFIX + suffix, value]));

describe('resolveAgentOptions', () => {
  test('gives every default, frozen', () => {
    const options = resolveAgentOptions();
    expect(options).toMatchObject({
      release: '3.0',
      os: 'linux',
      namespace: 'woodpecker',
      volumeSize: '10G',
    });
    expect(Object.isFrozen(options)).toBe(true);
  });

  test('accepts a release in any form, and reads undefined as not given', () => {
    expect(resolveAgentOptions({ release: 'v3.9.2', namespace: undefined })).toMatchObject({
      release: '3.9',
      namespace: 'woodpecker',
    });
  });

  test('reports every problem at once', () => {
    const options = {
      release: '2.8',
      namespace: 1,
      storageRwx: 'true',
      stopTimeout: 1.5,
      pullSecretNames: ['a', null],
      podLabels: { a: 1 },
      podTolerations: {},
      podAffinity: [],
      volumesize: '1G',
    } as unknown as AgentOptionsInput;
    expect(problemsOf(() => resolveAgentOptions(options))).toEqual([
      ['release-unknown', '/release'],
      ['agent-option-invalid', '/namespace'],
      ['agent-option-invalid', '/storageRwx'],
      ['agent-option-invalid', '/stopTimeout'],
      ['agent-option-invalid', '/pullSecretNames'],
      ['agent-option-invalid', '/podLabels'],
      ['agent-option-invalid', '/podTolerations'],
      ['agent-option-invalid', '/podAffinity'],
      ['agent-option-unknown', '/volumesize'],
    ]);
  });

  test.each([null, 'options', 3, []])('rejects %j in place of options', (options) => {
    const codes = problemsOf(() => resolveAgentOptions(options as unknown as AgentOptionsInput));
    expect(codes).toEqual([['agent-option-invalid', '']]);
  });

  test.each(['constructor', '__proto__', 'toString'])('knows no option %s', (option) => {
    const options = JSON.parse(`{"${option}": "x"}`) as AgentOptionsInput;
    expect(problemsOf(() => resolveAgentOptions(options))).toEqual([['agent-option-unknown', `/${option}`]]);
  });

  test('names the nearest option', () => {
    try {
      resolveAgentOptions({ nameSpace: 'ci' } as unknown as AgentOptionsInput);
      expect.unreachable();
    } catch (error) {
      const [problem] = (error as AgentOptionsError).problems;
      expect(problem?.args).toEqual({ option: 'nameSpace', nearest: 'namespace' });
    }
  });
});

describe('agentOptionsFromEnv', () => {
  test('reports every variable on which the agent does not start', () => {
    const variables = environment({
      STORAGE_RWX: 'yes',
      POD_LABELS: '{a: 1, a: 2}',
      STOP_TIMEOUT: '20s',
      POD_AFFINITY: '[]',
      NAMESPACE: 'fine',
    });
    const at = (release: string) => problemsOf(() => agentOptionsFromEnv(variables, { release }));
    expect(at('3.14')).toEqual([
      ['agent-variable-invalid', `/${PREFIX}STORAGE_RWX`],
      ['agent-variable-invalid', `/${PREFIX}POD_AFFINITY`],
      ['agent-variable-invalid', `/${PREFIX}STOP_TIMEOUT`],
    ]);
    expect(at('3.12')).toEqual([
      ['agent-variable-invalid', `/${PREFIX}STORAGE_RWX`],
      ['agent-variable-invalid', `/${PREFIX}POD_LABELS`],
    ]);
  });

  test('rejects a release that is a number, as 3.10 would be 3.1', () => {
    const release = 3.17 as unknown as string;
    expect(problemsOf(() => resolveAgentOptions({ release }))).toEqual([['release-unknown', '/release']]);
  });

  test('rejects a release that is not known', () => {
    expect(problemsOf(() => agentOptionsFromEnv({}, { release: '4.0' }))).toEqual([
      ['release-unknown', '/release'],
    ]);
  });

  test('does not start with options that resolveAgentOptions rejects, and otherwise agrees with it', () => {
    const options = agentOptionsFromEnv(environment({ POD_LABELS: 'a: b', STORAGE_RWX: '0' }));
    expect(options).toEqual(resolveAgentOptions({ podLabels: { a: 'b' }, storageRwx: false }));
  });
});

describe('readAgentEnvironment', () => {
  test.each(['POD_AFINITY', 'RUNTIME_CLASS_NAME_ALLOW_FROM_STEP', 'QUEUE'])(
    'names no variable that the release does not know for %s',
    (suffix) => {
      const { problems } = readAgentEnvironment({ [PREFIX + suffix]: 'x' }, { release: '3.5' });
      expect(problems.map(({ args }) => args)).toEqual([{ variable: PREFIX + suffix }]);
    },
  );

  test.each([
    ['NAME_SPACE', 'NAMESPACE'],
    ['POD_LABEL', 'POD_LABELS'],
    ['ALLOW_NATIVE_SECRET', 'ALLOW_NATIVE_SECRETS'],
    ['NATIVE_SECRETS_ALLOW_FROM_STEP', 'ALLOW_NATIVE_SECRETS'],
    ['LABELS', 'POD_LABELS'],
  ])('warns of the unknown variable %s and names the nearest, %s', (suffix, nearest) => {
    const { options, problems } = readAgentEnvironment({ [PREFIX + suffix]: 'x', OTHER: 'y' });
    expect(options).toBeDefined();
    expect(problems).toMatchObject([
      {
        code: 'agent-variable-unknown',
        severity: 'warning',
        path: `/${PREFIX}${suffix}`,
        args: { variable: PREFIX + suffix, nearest: PREFIX + nearest },
      },
    ]);
  });

  test('names the variables of options, which other functions expect', () => {
    const { problems } = readAgentEnvironment({ namespace: 'ci', storageRwx: 'false', OTHER: 'y' });
    expect(problems.map(({ code, path, args }) => [code, path, args?.['nearest']])).toEqual([
      ['agent-variable-unknown', '/namespace', `${PREFIX}NAMESPACE`],
      ['agent-variable-unknown', '/storageRwx', `${PREFIX}STORAGE_RWX`],
    ]);
  });

  test('names none if none is near', () => {
    const { problems } = readAgentEnvironment({ [`${PREFIX}SOMETHING_ELSE_ALTOGETHER`]: 'x' });
    expect(problems[0]?.args).not.toHaveProperty('nearest');
  });

  test('says since when a variable is known that the release does not know', () => {
    const variable = `${PREFIX}CLUSTER_DOMAIN`;
    const { options, problems } = readAgentEnvironment({ [variable]: 'x' }, { release: '3.17' });
    expect(options?.clusterDomain).toBe('cluster.local');
    expect(problems).toMatchObject([
      { code: 'agent-variable-without-effect', args: { variable, release: '3.17', since: 'next' } },
    ]);
  });

  test('reads a variable without a value as not set', () => {
    expect(readAgentEnvironment({ [`${PREFIX}STORAGE_RWX`]: undefined }).options?.storageRwx).toBe(true);
  });
});
