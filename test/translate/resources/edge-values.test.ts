import { describe, expect, it, test } from 'vitest';
import {
  makePersistentVolumeClaim,
  makePod,
  makeRegistrySecret,
  resolveAgentOptions,
  type Step,
} from '../../../src/index.ts';
import { featuresOf } from '../../../src/translate/release/features.ts';
import {
  plainPodName,
  possibleVolumeName,
  serviceName,
} from '../../../src/translate/resources/object-names.ts';
import { tryTranslate } from '../../../src/translate/resources/translation-error.ts';

function pod(step: Partial<Step>, release = '3.17', context: Parameters<typeof makePod>[2] = {}) {
  return makePod({ name: 'a', image: 'b', ...step }, resolveAgentOptions({ release }), context);
}

function mountPaths(step: Partial<Step>, release = '3.17'): (string | undefined)[] {
  return pod(step, release).spec?.containers[0]?.volumeMounts?.map(({ mountPath }) => mountPath) ?? [];
}

function stepLabel(name: string): string | undefined {
  return pod({ name, uuid: 'u' }).metadata?.labels?.['step'];
}

describe('the workspace', () => {
  const kubernetes = { workspaceVolume: false };

  it('is left out by its place, even if that is empty', () => {
    const step: Partial<Step> = { type: 'service', volumes: ['v:', 'w:/w'], backend_options: { kubernetes } };
    expect(mountPaths(step)).toEqual(['/w']);
    expect(mountPaths({ ...step, type: 'commands' })).toEqual(['', '/w']);
  });

  it('gets its folder from an init container for a user that is not root', () => {
    const initContainers = (runAsUser: number) =>
      pod({
        privileged: true,
        working_dir: '/w/src',
        volumes: ['v:/w'],
        backend_options: { kubernetes: { securityContext: { runAsUser } } },
      }).spec?.initContainers?.length;
    expect(initContainers(1000)).toBe(1);
    expect(initContainers(0)).toBeUndefined();
  });
});

test('a volume without a colon is mounted at its whole text', () => {
  expect(mountPaths({ volumes: ['data'] })).toEqual(['data']);
});

test('the user and the group of a privileged step may be root', () => {
  const kubernetes = { securityContext: { runAsUser: 0, runAsGroup: 0 } };
  const context = (privileged: boolean) =>
    pod({ privileged, backend_options: { kubernetes } }, '3.15').spec?.securityContext;
  expect(context(true)).toEqual({ runAsUser: 0, runAsGroup: 0, fsGroup: 1000 });
  expect(context(false)).toEqual({ fsGroup: 1000 });
});

test('an extra host without a name or an address has empty ones', () => {
  expect(pod({ extra_hosts: [{}] as never }).spec?.hostAliases).toEqual([{ ip: '', hostnames: [''] }]);
});

test('a task without an id gives no label', () => {
  const labels = (taskUuid: string) => Object.keys(pod({}, '3.17', { taskUuid }).metadata?.labels ?? {});
  expect(labels('7')).toContain('woodpecker-ci.org/task-uuid');
  expect(labels('')).not.toContain('woodpecker-ci.org/task-uuid');
});

describe('the label of a step at 3.17', () => {
  it('keeps 63 characters that it must clean', () => {
    expect(stepLabel(`${'a'.repeat(31)} ${'b'.repeat(31)}`)).toBe(`${'a'.repeat(31)}-${'b'.repeat(31)}`);
  });

  it.each(['-', '_', '.', '__'])('is cut before %j', (separator) => {
    expect(stepLabel(`${'a'.repeat(45)}${separator}${'b'.repeat(40)}`)).toMatch(/^a{45}-[0-9a-f]{16}$/);
  });
});

test.each(['a-.b', 'a.-b', '.a', 'a.', 'a..b', '-a'])('through 3.16 %s is not a name', (name) => {
  expect(() => pod({ volumes: [`${name}:/x`] }, '3.16')).toThrow(
    expect.objectContaining({ code: 'invalid-name' }),
  );
});

test('names that are only tried are undefined if there is none', () => {
  const features = featuresOf('3.16');
  const step = { name: '^', image: 'b', uuid: '^' };
  expect(possibleVolumeName('^:/a', features)).toBeUndefined();
  expect(possibleVolumeName('a_b:/c', features)).toBe('a-b');
  expect(tryTranslate(() => plainPodName(step, features)).made).toBeUndefined();
  expect(plainPodName({ ...step, uuid: 'u' }, features)).toBe('wp-u');
  expect(tryTranslate(() => serviceName({ ...step, uuid: 'u' }, features)).made).toBeUndefined();
  expect(serviceName({ ...step, uuid: 'u', name: 'db' }, features)).toBe('wp-svc-u-db');
});

test('a volume that is not text is rejected by its place', () => {
  expect(() => makePersistentVolumeClaim(5 as unknown as string, resolveAgentOptions())).toThrow(
    expect.objectContaining({ code: 'wrong-type', path: '/volume' }),
  );
});

test('credentials for a step without an image are those for an empty one', () => {
  const step = { name: 'a', auth_config: { username: 'u', password: 'p' } } as unknown as Step;
  const agent = resolveAgentOptions();
  const attempt = (image: Partial<Step>) => {
    try {
      return makeRegistrySecret({ ...step, ...image }, agent).data;
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(attempt({})).toEqual(attempt({ image: '' }));
});

test('options that nothing has resolved are rejected as a whole', () => {
  const refused = (): unknown => {
    try {
      return makePod({ name: 'a', image: 'b' }, {} as never);
    } catch (error) {
      return error;
    }
  };
  expect(refused()).toMatchObject({ name: 'AgentOptionsError', problems: [{ path: '' }] });
});
