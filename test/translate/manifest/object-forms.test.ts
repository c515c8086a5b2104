import type { KubernetesObject as ClientKubernetesObject, V1Pod, V1Secret } from '@kubernetes/client-node';
import { expect, expectTypeOf, it } from 'vitest';
import { makePod, type makeStepSecret, resolveAgentOptions, toClientObject } from '../../../src/index.ts';
import { renderWorkflow } from '../../../src/vitest.ts';
import { run } from '../../support/memory-io.ts';

const WORKFLOW = `skip_clone: true
when: { event: push }
steps:
  - name: test
    image: alpine
    commands: [ls]
    environment: { CIVIL: kept, DRONE_MINE: hidden }
`;

it('hides the variables of the pipeline and keeps the others', () => {
  const names = (yaml: string) => [...yaml.matchAll(/^ +- name: ([A-Z_]+)$/gm)].map(([, name]) => name);
  const all = names(renderWorkflow(WORKFLOW));
  const kept = names(renderWorkflow(WORKFLOW, { hideCiVariables: true }));
  expect(all).toEqual(expect.arrayContaining(['CI_REPO', 'CI_SCRIPT', 'CIVIL', 'DRONE_MINE']));
  expect(kept).toEqual(['CIVIL', 'CI_SCRIPT', 'SHELL']);
});

it('does the same for the command line', () => {
  const { out } = run(['render', '-', '--only', 'pod', '--hide-ci-variables'], { stdin: WORKFLOW });
  expect(out).toContain('name: CIVIL');
  expect(out).not.toContain('CI_REPO');
});

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
