import { describe, expect, test } from 'vitest';
import {
  type AgentOptions,
  AgentOptionsError,
  type AgentOptionsInput,
  makeHeadlessService,
  makeNamespace,
  makePersistentVolumeClaim,
  makePod,
  makeService,
  resolveAgentOptions,
  type Step,
  TranslationError,
} from '../../../src/index.ts';

const STEP: Step = { name: 'build', image: 'alpine', uuid: 'u', volumes: ['wp:/w'], working_dir: '/w/src' };
const podOf = (options: AgentOptionsInput, step: Partial<Step> = {}) =>
  makePod({ ...STEP, ...step }, resolveAgentOptions(options)).spec;

describe('options that a release does not know have no effect', () => {
  const podTolerations = [{ key: 'ci', operator: 'Exists' }];
  const podAffinity = { nodeAffinity: {} };

  test('tolerations of the agent', () => {
    expect(podOf({ release: '3.8', podTolerations })).not.toHaveProperty('tolerations');
    expect(podOf({ release: '3.9', podTolerations })?.tolerations).toEqual(podTolerations);
  });

  test('an affinity of the agent', () => {
    expect(podOf({ release: '3.12', podAffinity })).not.toHaveProperty('affinity');
    expect(podOf({ release: '3.13', podAffinity })?.affinity).toEqual(podAffinity);
  });

  test('the image that makes the working directory', () => {
    const step = { backend_options: { kubernetes: { securityContext: { runAsUser: 1 } } } };
    const image = (release: string, permissionInitImage: string) =>
      podOf({ release, permissionInitImage }, step)?.initContainers?.[0];
    expect(podOf({ release: '3.13' }, step)).not.toHaveProperty('initContainers');
    expect(image('3.15', 'own')?.image).toBe('busybox:stable-musl');
    expect(image('3.16', 'own')?.image).toBe('own');
    expect(image('3.16', '')).not.toHaveProperty('image');
  });
});

test('options that nothing has resolved are rejected, for any object', () => {
  for (const options of [{}, null, { release: '3.17' }]) {
    const agent = options as unknown as AgentOptions;
    for (const make of [
      () => makePod(STEP, agent),
      () => makeService(STEP, agent),
      () => makePersistentVolumeClaim('wp', agent),
      () => makeHeadlessService(agent),
      () => makeNamespace(agent),
    ]) {
      expect(make).toThrow(AgentOptionsError);
    }
  }
});

test('errors of translation have their own name', () => {
  const make = () => makePod({ ...STEP, uuid: 'a b' }, resolveAgentOptions());
  expect(make).toThrow(TranslationError);
  try {
    make();
  } catch (error) {
    expect((error as Error).name).toBe('TranslationError');
  }
});
