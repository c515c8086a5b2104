import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../src/check/check-manifest.ts';
import { KUBERNETES_VERSIONS } from '../../src/check/kubernetes-versions.ts';
import { deepFrozen } from '../support/deep-frozen.ts';
import { goodPod } from './good-pod.ts';

describe('checkManifest', () => {
  it('finds nothing in a good Pod', () => {
    expect(checkManifest(deepFrozen(goodPod()))).toEqual([]);
  });

  it.each([
    [null, 'nothing'],
    [undefined, 'nothing'],
    [7, 'a number'],
    ['x', 'a string'],
    [[], 'a list'],
    [true, 'a boolean'],
  ])('rejects %j as a whole', (value, found) => {
    expect(checkManifest(value)).toMatchObject([
      { code: 'manifest-not-object', severity: 'error', path: '', args: { found } },
    ]);
  });

  it('reports kinds and fields that are not checked, and rejects unknown fields and versions', () => {
    expect(checkManifest({ apiVersion: 'v1', kind: 'ConfigMap' })).toMatchObject([
      { code: 'kind-not-checked', severity: 'info', source: 'podwright' },
    ]);
    expect(checkManifest({ apiVersion: 5, kind: 6 })).toMatchObject([
      { code: 'kind-not-checked', args: { apiVersion: '', kind: '' } },
    ]);
    expect(checkManifest({ apiVersion: 'apps/v1', kind: 'Pod' })).toMatchObject([
      { code: 'kind-not-checked' },
    ]);
    const pod = { ...goodPod(), spec: { containers: [{ name: 'c', image: 'a', stdin: true, 'a/b': null }] } };
    expect(checkManifest(pod).map(({ code, field, path }) => [code, field, path])).toEqual([
      ['field-unknown', 'spec.containers[0].a/b', '/spec/containers/0/a~1b'],
      ['field-not-checked', 'spec.containers[0].stdin', '/spec/containers/0/stdin'],
    ]);
    expect(checkManifest(pod, { kubernetes: '1.12' })).toMatchObject([
      {
        code: 'kubernetes-version-unknown',
        severity: 'error',
        path: '',
        args: { version: '1.12', known: KUBERNETES_VERSIONS },
      },
    ]);
    expect(checkManifest(pod, { kubernetes: 5 as never })).toMatchObject([{ args: { version: 'a number' } }]);
    expect(checkManifest(goodPod(), { kubernetes: 'v1.35.2' })).toEqual([]);
  });

  it('rejects a wrong JSON type at its place', () => {
    const pod = { ...goodPod(), spec: { containers: [{ name: 'c', image: 7 }], hostUsers: 'no' } };
    const wrong = checkManifest(pod).filter(({ code }) => code === 'json-type-wrong');
    expect(wrong.map(({ path }) => path)).toEqual(['/spec/containers/0/image', '/spec/hostUsers']);
  });

  it('keeps keys such as __proto__ in sight', () => {
    const pod = JSON.parse(
      '{"kind":"Pod","metadata":{"name":"p","labels":{"__proto__":"x","constructor":"-"}},"spec":{"containers":[{"name":"c","image":"a"}],"__proto__":{}}}',
    );
    expect(checkManifest(pod).map(({ code, path }) => [code, path])).toEqual([
      ['label-key-invalid', '/metadata/labels/__proto__'],
      ['label-value-invalid', '/metadata/labels/constructor'],
      ['field-unknown', '/spec/__proto__'],
    ]);
  });
});
