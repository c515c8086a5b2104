import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../../../src/check/check-manifest.ts';

const container = { name: 'c', image: 'a' };
const pod = (spec: object) => ({
  kind: 'Pod',
  metadata: { name: 'p' },
  spec: { containers: [container], ...spec },
});
const inContainer = (fields: object, spec: object = {}) =>
  pod({ containers: [{ ...container, ...fields }], ...spec });

/** The warnings about a container with mounts at these paths. */
function mounting(...paths: string[]): string[] {
  const volumes = [{ name: 'v', persistentVolumeClaim: { claimName: 'v' } }];
  const volumeMounts = paths.map((mountPath) => ({ name: 'v', mountPath }));
  return warnings(inContainer({ volumeMounts }, { volumes })).map(([code]) => code);
}

function warnings(object: object): [string, string][] {
  const found = checkManifest(object);
  expect(found.every(({ source, severity }) => source === 'podwright' && severity === 'warning')).toBe(true);
  return found.map(({ code, field }) => [code, field]);
}

describe('mounts without effect', () => {
  it('root if root is forbidden', () => {
    const securityContext = { runAsNonRoot: true, runAsUser: 0 };
    expect(warnings(pod({ securityContext }))).toEqual([
      ['root-user-refused-later', 'spec.securityContext.runAsUser'],
    ]);
    expect(warnings(pod({ securityContext: { runAsNonRoot: true, runAsUser: 1 } }))).toEqual([]);
  });

  it.each([
    ['100', true],
    ['1Mi', true],
    ['4194303', true],
    ['4Mi', false],
    ['5Mi', false],
    ['0', false],
  ])('memory of %s: %s', (memory, small) => {
    const codes = warnings(inContainer({ resources: { requests: { memory } } }));
    expect(codes).toEqual(
      small ? [['memory-too-small', 'spec.containers[0].resources.requests[memory]']] : [],
    );
  });

  it('memory in thousandths gives the warning of the server and ours', () => {
    const found = checkManifest(inContainer({ resources: { requests: { memory: '100m' } } }));
    expect(found.map(({ code, source }) => [code, source])).toEqual([
      ['quantity-fractional-bytes', 'api-server'],
      ['memory-too-small', 'podwright'],
    ]);
  });

  it('mounts on one directory, relative ones and those with a colon', () => {
    expect(mounting('/a', '/b', '/a/b')).toEqual([]);
    expect(mounting('/a', '/a/')).toEqual(['mount-path-equivalent']);
    expect(mounting('/a', '/b/../a')).toEqual(['mount-path-equivalent']);
    expect(mounting('a')).toEqual(['mount-path-relative']);
    expect(mounting('/a:b')).toEqual(['mount-path-colon']);
    expect(mounting('C:\\a', '\\b', 'c:\\d')).toEqual([]);
    expect(mounting('1:\\a')).toEqual(['mount-path-colon']);
    expect(mounting('b\\a')).toEqual(['mount-path-relative']);
    expect(mounting('/C:\\a')).toEqual(['mount-path-colon']);
  });

  it.each([
    ['/a/b', '/a/b/', true],
    ['/a/b', '/a//b', true],
    ['/a/b', '/a/./b', true],
    ['/a/b', '/./a/b', true],
    ['/a/b', '/a/b/.', true],
    ['/a/b', '/a/c/../b', true],
    ['/a/b', '/../a/b', true],
    ['/ab', '/a/b/', false],
    ['/a', '/a/b/', false],
    ['/b', '/a//b', false],
    ['/a', '/a/..', false],
    ['/a/.b', '/a/b', false],
  ])('mounts on %s and %s are on one directory: %s', (first, second, same) => {
    expect(mounting(first, second)).toEqual(same ? ['mount-path-equivalent'] : []);
  });

  it.each([
    ['alpine', true],
    ['localhost:5000/Org/app', false],
    [`registry.example.com:5000/org/app:1.2@sha256:${'0'.repeat(64)}`, true],
    ['UPPER/case', true],
    ['a/Upper', false],
    ['https://example.com/app', false],
    ['app:', false],
    ['a//b', false],
  ])('image %s: %s', (image, readable) => {
    expect(warnings(inContainer({ image })).map(([code]) => code)).toEqual(
      readable ? [] : ['image-unresolvable'],
    );
  });

  it('names that no object can have', () => {
    expect(
      [
        ...warnings(
          pod({
            imagePullSecrets: [{ name: 'A' }],
            volumes: [
              { name: 'v', persistentVolumeClaim: { claimName: 'A b' } },
              { name: 'w', secret: { secretName: 'x_y' } },
            ],
          }),
        ),
      ].sort(),
    ).toEqual([
      ['claim-name-unresolvable', 'spec.volumes[0].persistentVolumeClaim.claimName'],
      ['pull-secret-unresolvable', 'spec.imagePullSecrets[0].name'],
      ['secret-name-unresolvable', 'spec.volumes[1].secret.secretName'],
    ]);
  });
});
