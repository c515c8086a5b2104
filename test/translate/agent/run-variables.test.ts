import { describe, expect, test } from 'vitest';
import { type AgentRun, type CompiledWorkflow, type Step, withAgentVariables } from '../../../src/index.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';

/** The environment that an agent gives a step. */
function environment(step: object, run: AgentRun = {}): Readonly<Record<string, string>> | null | undefined {
  const workflow = deepFrozen({
    pipeline: [{ steps: [{ name: 'build', image: 'alpine', ...step } as Step] }],
  });
  return withAgentVariables(workflow, run).pipeline?.[0]?.steps?.[0]?.environment;
}

const AGENT = { CI_MACHINE: 'agent', CI_SYSTEM_PLATFORM: 'linux/amd64' };
const TIMES = { CI_PIPELINE_STARTED: '0', CI_STEP_STARTED: '0' };
const FIXED = { PULLREQUEST_DRONE_PULL_REQUEST: '0', DRONE_BUILD_STATUS: 'success', DRONE_REPO_SCM: 'git' };

describe('a step', () => {
  test('of through 3.13 gets the variables of the agent and those of old plugins, whatever it is', () => {
    const expected = { ...AGENT, ...TIMES, ...FIXED, DRONE_BUILD_STARTED: '0' };
    for (const release of [undefined, '3.0', '3.13', 'v3.13.1', 'unheard of'])
      for (const type of ['commands', 'plugin', 'service'])
        expect(environment({ type }, { release })).toEqual(expected);
  });

  test('of 3.14 and later gets those of old plugins only if it is one', () => {
    expect(environment({ type: 'commands' }, { release: '3.14' })).toEqual({ ...AGENT, ...TIMES });
    expect(environment({}, { release: '3.14' })).toEqual({ ...AGENT, ...TIMES });
    expect(environment({ type: 'plugin' }, { release: '3.14' })).toEqual({
      ...AGENT,
      ...TIMES,
      ...FIXED,
      DRONE_BUILD_STARTED: '0',
    });
  });

  test('of 3.15 and later gets its name and type, and a plugin no time of the start', () => {
    const own = { CI_PIPELINE_STATUS: 'success', CI_STEP_NAME: 'build' };
    expect(environment({ type: 'commands' }, { release: '3.15' })).toEqual({
      ...AGENT,
      ...TIMES,
      ...own,
      CI_STEP_TYPE: 'commands',
    });
    expect(environment({}, { release: '3.17' })).toEqual({ ...AGENT, ...TIMES, ...own, CI_STEP_TYPE: '' });
    expect(environment({ type: 'plugin' }, { release: '3.15' })).toEqual({
      ...AGENT,
      ...TIMES,
      ...own,
      ...FIXED,
      CI_STEP_TYPE: 'plugin',
    });
  });

  test('keeps its own variables, except those that the agent sets', () => {
    const own = { A: 'b', CI_MACHINE: 'own', CI_STEP_STARTED: 'own', CI_STEP_NAME: 'own' };
    expect(environment({ environment: own }, { release: '3.14' })).toEqual({
      ...{ A: 'b', CI_STEP_NAME: 'own' },
      ...AGENT,
      ...TIMES,
    });
    expect(environment({ environment: own }, { release: '3.15' })).toMatchObject({
      A: 'b',
      CI_STEP_NAME: 'build',
    });
  });

  test('gets the data of the agent', () => {
    const run = { release: '3.14', platform: 'linux/arm64', machine: 'node-1', started: 1700000000 };
    expect(environment({}, run)).toEqual({
      CI_MACHINE: 'node-1',
      CI_SYSTEM_PLATFORM: 'linux/arm64',
      CI_PIPELINE_STARTED: '1700000000',
      CI_STEP_STARTED: '1700000000',
    });
  });
});

describe('the variables of old plugins', () => {
  test.each([
    ['DRONE_BRANCH', 'CI_COMMIT_BRANCH'],
    ['DRONE_COMMIT_BRANCH', 'CI_COMMIT_BRANCH'],
    ['DRONE_PULL_REQUEST', 'CI_COMMIT_PULL_REQUEST'],
    ['DRONE_TAG', 'CI_COMMIT_TAG'],
    ['DRONE_BUILD_NUMBER', 'CI_PIPELINE_NUMBER'],
    ['DRONE_BUILD_STARTED', 'CI_PIPELINE_STARTED'],
    ['DRONE_REMOTE_URL', 'CI_REPO_CLONE_URL'],
    ['DRONE_REPO_LINK', 'CI_REPO_URL'],
  ])('%s is a copy of %s, where that is set', (name, source) => {
    const plugin = { type: 'plugin', environment: { [source]: 'x' } };
    expect(environment(plugin, { release: '3.17' })?.[name]).toBe('x');
    expect(environment({ type: 'plugin' }, { release: '3.17' })).not.toHaveProperty(name);
  });

  test('have the pull request a second time, which is 0 without one', () => {
    const plugin = { type: 'plugin', environment: { CI_COMMIT_PULL_REQUEST: '7' } };
    expect(environment(plugin)).toMatchObject({
      DRONE_PULL_REQUEST: '7',
      PULLREQUEST_DRONE_PULL_REQUEST: '7',
    });
  });

  test('override those of the step', () => {
    const plugin = {
      type: 'plugin',
      environment: { DRONE_REPO_SCM: 'own', DRONE_BRANCH: 'own', CI_COMMIT_BRANCH: 'b' },
    };
    expect(environment(plugin)).toMatchObject({ DRONE_REPO_SCM: 'git', DRONE_BRANCH: 'b' });
  });

  test('have the picture of the author from a variable of another name since 3.14', () => {
    const plugin = { type: 'plugin', environment: { CI_COMMIT_AUTHOR_AVATAR: 'a', CI_PIPELINE_AVATAR: 'b' } };
    expect(environment(plugin, { release: '3.13' })?.['DRONE_COMMIT_AUTHOR_AVATAR']).toBe('a');
    expect(environment(plugin, { release: '3.14' })?.['DRONE_COMMIT_AUTHOR_AVATAR']).toBe('b');
  });
});

describe('a value that is not a step is unchanged', () => {
  test.each([null, 5, 'x', []])('the workflow %j', (workflow) => {
    expect(withAgentVariables(workflow as unknown as CompiledWorkflow)).toBe(workflow);
  });

  test.each<[unknown, unknown]>([
    [undefined, []],
    [null, []],
    [5, 5],
    [{}, {}],
    [
      [5, null],
      [5, null],
    ],
    [[{}], [{ steps: [] }]],
    [[{ steps: null }], [{ steps: [] }]],
    [[{ steps: 5, own: 1 }], [{ steps: 5, own: 1 }]],
    [[{ steps: [5, null] }], [{ steps: [5, null] }]],
  ])('the pipeline %j', (pipeline, left) => {
    const workflow = { volume: 'v', pipeline } as unknown as CompiledWorkflow;
    expect(withAgentVariables(workflow)).toEqual({ volume: 'v', pipeline: left });
  });

  test.each([5, [], 'A=b', { A: 1 }, { A: 'b', C: null }])('the environment %j', (own) => {
    expect(environment({ environment: own })).toEqual(own);
  });

  test.each([undefined, null, {}])('but the environment %j, which gets the variables', (own) => {
    expect(environment({ environment: own }, { release: '3.14' })).toEqual({ ...AGENT, ...TIMES });
  });
});
