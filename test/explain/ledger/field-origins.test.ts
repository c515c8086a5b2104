import { describe, expect, test } from 'vitest';
import { originFinder } from '../../../src/explain/ledger/field-origins.ts';
import type { FieldOrigin, Origin } from '../../../src/index.ts';

/** A finder for objects whose fields all come from these places. */
function finder(objects: Readonly<Record<string, Readonly<Record<string, readonly Origin[]>>>>) {
  const fields = Object.entries(objects).flatMap(([object, origins]) =>
    Object.entries(origins).map(([pointer, from]) => ({ object, pointer, from }) as unknown as FieldOrigin),
  );
  return originFinder(fields);
}

const at = (path: string): Origin => ({ source: 'step-field', path });
const BUILT_IN: Origin = { source: 'built-in', path: '' };
const PLATFORM: Origin = { source: 'platform', path: '/os' };

describe('the origin of a place', () => {
  const find = finder({
    '/steps/0/objects/0': {
      '/metadata/name': [at('/name')],
      '/metadata/labels/a': [at('/label')],
      '/spec/restartPolicy': [BUILT_IN],
      '/spec/containers/0/image': [at('/image')],
      '/spec/containers/0/env/0/name': [at('/first')],
      '/spec/containers/0/env/1/name': [BUILT_IN],
      '/spec/containers/0/env/1/value': [PLATFORM, at('/second')],
      '/spec/initContainers/12/args/0': [at('/args')],
      '/spec/volumes/0/name': [at('/volume')],
    },
    '/setup/0': { '/metadata/name': [at('/claim')] },
  });
  const path = (pointer: string, object = '/steps/0/objects/0') => find(object, pointer)?.path;

  test.each([
    ['/metadata/name', '/name'],
    ['/metadata/labels/a', '/label'],
    ['/metadata/labels', '/label'],
    ['/metadata/labels/other', '/label'],
    ['/metadata/labels/a/deeper', '/label'],
    ['/spec/restartPolicy', undefined],
    ['/spec/containers/0/env/1', '/second'],
    ['/spec/containers/0/env/1/valueFrom', '/second'],
    ['/spec/containers/0/env/2/name', '/first'],
    ['/spec/volumes/0/secret/secretName', '/volume'],
    ['/spec/volumes/3', '/volume'],
    ['/spec/containers/0/ports', undefined],
    ['/spec/containers/0/ports/0/name', undefined],
    ['/spec/containers/10', undefined],
    ['/spec/initContainers/12/env/0', undefined],
    ['/spec/initContainers/12/args/5', '/args'],
    ['/spec/containers/10/image', undefined],
    ['/spec/nodeName', undefined],
    ['/metadata/annotations', undefined],
    ['/status', undefined],
    ['/kind', undefined],
  ])('%s is %s', (pointer, expected) => {
    expect(path(pointer)).toBe(expected);
  });

  test('is that of the object alone', () => {
    expect(path('/metadata/name', '/setup/0')).toBe('/claim');
    expect(path('/metadata/labels', '/setup/0')).toBeUndefined();
    expect(path('/metadata/name', '/setup/1')).toBeUndefined();
  });
});

test('an id is not an origin, because the server generates it, and neither is a value that nobody wrote', () => {
  const find = finder({
    '/steps/0/objects/0': {
      '/a': [at('/pipeline/12/steps/34/uuid'), at('/pipeline/12/steps/34/name')],
      '/b': [at('/pipeline/0/steps/0/uuid')],
      '/c': [at('/pipeline/0/steps/0/environment/uuid')],
      '/d': [at('/pipeline/0/steps/0/uuids')],
      '/e': [at('/x/pipeline/0/steps/0/uuid')],
      '/f': [at('/pipeline/a/steps/0/uuid')],
      '/g': [at('/pipeline/0/steps/a/uuid')],
      '/h': [{ source: 'agent-variable', path: '/WOODPECKER_BACKEND_K8S_NAMESPACE' }],
      '/i': [BUILT_IN, PLATFORM],
    },
  });
  const paths = 'abcdefghi'.split('').map((letter) => find('/steps/0/objects/0', `/${letter}`)?.path);
  expect(paths).toEqual([
    '/pipeline/12/steps/34/name',
    undefined,
    '/pipeline/0/steps/0/environment/uuid',
    '/pipeline/0/steps/0/uuids',
    '/x/pipeline/0/steps/0/uuid',
    '/pipeline/a/steps/0/uuid',
    '/pipeline/0/steps/a/uuid',
    '/WOODPECKER_BACKEND_K8S_NAMESPACE',
    undefined,
  ]);
});
