import { describe, expect, test } from 'vitest';
import {
  defaultStepUuid,
  makePod,
  makeRegistrySecret,
  makeService,
  makeStepSecret,
  needsRegistrySecret,
  RELEASES,
  resolveAgentOptions,
} from '../../../src/index.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';

const step = deepFrozen({ name: 'build', image: 'golang:1.24', commands: ['go build ./...'] });

describe.each(RELEASES)('a step of a name, an image and commands at %s', (release) => {
  const agent = resolveAgentOptions({ release });
  const pod = makePod(step, agent);

  test('becomes a Pod with an id made from its name', () => {
    expect(pod.metadata).toMatchObject({
      name: `wp-${defaultStepUuid('build').toLowerCase()}`,
      namespace: 'woodpecker',
      labels: { step: 'build' },
    });
    expect(defaultStepUuid('build')).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(pod.spec).toMatchObject({ restartPolicy: 'Never', securityContext: { fsGroup: 1000 } });
  });

  test('runs its commands', () => {
    const [container] = pod.spec?.containers ?? [];
    expect(container).toMatchObject({ name: pod.metadata?.name, image: 'golang:1.24' });
    expect(container?.env?.map(({ name }) => name)).toEqual(['CI_SCRIPT', 'SHELL']);
    expect(Buffer.from(container?.env?.[0]?.value ?? '', 'base64').toString()).toContain(
      '\ngo build ./...\n',
    );
  });

  test('gives the same bytes each time', () => {
    expect(JSON.stringify(makePod(step, resolveAgentOptions({ release })))).toBe(JSON.stringify(pod));
  });

  test('has no status, no null and no empty map or list', () => {
    expect(pod).not.toHaveProperty('status');
    expect(emptyPlaces(pod, '')).toEqual([]);
  });
});

test('steps of different names have different ids', () => {
  expect(defaultStepUuid('build')).not.toBe(defaultStepUuid('test'));
});

test('the other builders accept the same step', () => {
  const agent = resolveAgentOptions();
  expect(needsRegistrySecret(step)).toBe(false);
  expect(makeRegistrySecret(step, agent).type).toBe('kubernetes.io/dockerconfigjson');
  expect(makeStepSecret(step, agent).stringData).toEqual({});
  expect(makeService(step, agent).spec?.selector).toEqual({
    service: makeService(step, agent).metadata?.name,
  });
});

function emptyPlaces(value: unknown, path: string): string[] {
  if (value === null || value === undefined) return [path];
  if (typeof value !== 'object') return [];
  const entries = Object.entries(value);
  return entries.length === 0
    ? [path]
    : entries.flatMap(([key, item]) => emptyPlaces(item, `${path}/${key}`));
}
