import type { KubernetesObject as ClientKubernetesObject, V1Pod, V1Secret } from '@kubernetes/client-node';
import { expect, expectTypeOf, it } from 'vitest';
import { makePod, type makeStepSecret, resolveAgentOptions, toClientObject } from '../../../src/index.ts';

it('is the same object with the types of @kubernetes/client-node', () => {
  const agent = resolveAgentOptions();
  const pod = makePod({ name: 'a', image: 'b' }, agent);
  expect(toClientObject(pod)).toBe(pod);
  type PodForClient = ReturnType<typeof toClientObject<typeof pod>>;
  expectTypeOf<PodForClient>().toExtend<V1Pod>();
  expectTypeOf<PodForClient>().toExtend<ClientKubernetesObject>();
  type SecretForClient = ReturnType<typeof toClientObject<NonNullable<ReturnType<typeof makeStepSecret>>>>;
  expectTypeOf<SecretForClient>().toExtend<V1Secret>();
});
