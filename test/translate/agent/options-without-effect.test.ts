import { expect, test } from 'vitest';
import { agentOptionsWithoutEffect, readAgentEnvironment } from '../../../src/index.ts';

test('an option that the release does not know is reported', () => {
  const found = agentOptionsWithoutEffect({
    release: '3.8',
    namespace: 'ci',
    priorityClass: 'low',
    stopTimeout: 5,
  });
  expect(found.map(({ code, path, args }) => [code, path, args['since']])).toEqual([
    ['agent-option-without-effect', '/priorityClass', '3.9'],
    ['agent-option-without-effect', '/stopTimeout', '3.14'],
  ]);
});

test('the same options are silent at the release that brings them', () => {
  expect(agentOptionsWithoutEffect({ release: '3.14', priorityClass: 'low', stopTimeout: 5 })).toEqual([]);
});

test('a variable that the release does not know is not even read', () => {
  const { options, problems } = readAgentEnvironment(
    { WOODPECKER_BACKEND_K8S_STOP_TIMEOUT: 'soon', WOODPECKER_BACKEND_K8S_NAMESPACE: 'ci' },
    { release: '3.13' },
  );
  expect(options).toMatchObject({ namespace: 'ci', stopTimeout: 20 });
  expect(problems.map(({ code, path }) => [code, path])).toEqual([
    ['agent-variable-without-effect', '/WOODPECKER_BACKEND_K8S_STOP_TIMEOUT'],
  ]);
});
