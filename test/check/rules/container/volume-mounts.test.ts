import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../../../src/check/check-manifest.ts';
import { inContainer } from '../../manifests.ts';

/** The warnings about a container with mounts at these paths. */
function mounting(...paths: string[]): string[] {
  const volumes = [{ name: 'v', persistentVolumeClaim: { claimName: 'v' } }];
  const volumeMounts = paths.map((mountPath) => ({ name: 'v', mountPath }));
  return checkManifest(inContainer({ volumeMounts }, { volumes })).map(({ code }) => code);
}

describe('mounts', () => {
  it('on one directory, relative ones and those with a colon', () => {
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
  ])('on %s and %s are on one directory: %s', (first, second, same) => {
    expect(mounting(first, second)).toEqual(same ? ['mount-path-equivalent'] : []);
  });
});
