import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../src/check/check-manifest.ts';
import { KUBERNETES_VERSIONS } from '../../src/check/kubernetes-versions.ts';
import { deepFrozen } from '../support/deep-frozen.ts';
import { goodPod } from './good-pod.ts';

describe('checkManifest', () => {
  it('finds nothing in a good Pod', () => {
    expect(checkManifest(deepFrozen(goodPod()))).toEqual([]);
  });

  it.each([null, 7, 'x', [], true])('rejects %j as a whole', (value) => {
    expect(checkManifest(value)).toMatchObject([
      { code: 'manifest-not-object', severity: 'error', path: '' },
    ]);
  });

  it('reports kinds and fields that are not checked, and rejects unknown fields and versions', () => {
    expect(checkManifest({ apiVersion: 'v1', kind: 'ConfigMap' })).toMatchObject([
      { code: 'kind-not-checked', severity: 'info', source: 'podwright' },
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

  it('reads annotations that mean something to the server', () => {
    const annotated = (annotations: object, spec: object = {}) => {
      const pod = { kind: 'Pod', metadata: { name: 'p', annotations }, spec: { ...goodPod().spec, ...spec } };
      return checkManifest(pod).map(({ code, field }) => [code, field]);
    };
    const appArmor = 'container.apparmor.security.beta.kubernetes.io';
    const profile = { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } };
    expect(annotated({ [`${appArmor}/c`]: 'runtime/default' }, profile)).toEqual([]);
    expect(annotated({ [`${appArmor}/c`]: 'unconfined' }, profile)).toEqual([
      ['app-armor-annotation-deprecated', `metadata.annotations[${appArmor}/c]`],
    ]);
    expect(annotated({ [`${appArmor}/c`]: 'x' }, profile)).toEqual([
      ['app-armor-annotation-invalid', `metadata.annotations[${appArmor}/c]`],
      ['app-armor-annotation-conflict', 'spec.containers[0].securityContext.appArmorProfile.type'],
    ]);
    expect(annotated({ [`${appArmor}/other`]: '' })).toEqual([
      ['app-armor-annotation-container-unknown', `metadata.annotations[${appArmor}/other]`],
    ]);
    const cost = 'controller.kubernetes.io/pod-deletion-cost';
    expect(annotated({ [cost]: '-2147483648' })).toEqual([]);
    expect(annotated({ [cost]: '2147483648' })).toEqual([
      ['deletion-cost-invalid', `metadata.annotations[${cost}]`],
    ]);
    expect(annotated({ 'scheduler.alpha.kubernetes.io/critical-pod': '' })).toEqual([
      ['annotation-without-effect', 'metadata.annotations[scheduler.alpha.kubernetes.io/critical-pod]'],
    ]);
  });

  it('checks the expression that a label key to match becomes, with the label of the Pod', () => {
    const term = { topologyKey: 'k', labelSelector: {}, matchLabelKeys: ['a'] };
    const affinity = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
    const pod = {
      kind: 'Pod',
      metadata: { name: 'p', labels: { a: '-' } },
      spec: { ...goodPod().spec, affinity },
    };
    expect(checkManifest(pod).map(({ field }) => field)).toEqual([
      'metadata.labels',
      'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchExpressions[0].values[0]',
    ]);
  });

  it('warns about preferred nodes with values that no label has, and rejects required ones', () => {
    const term = { matchExpressions: [{ key: 'a', operator: 'In', values: ['-'] }] };
    const verdict = (nodeAffinity: object) =>
      checkManifest({ ...goodPod(), spec: { ...goodPod().spec, affinity: { nodeAffinity } } }).map(
        ({ code, severity }) => [code, severity],
      );
    expect(
      verdict({ preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: term }] }),
    ).toEqual([['selector-value-not-label', 'warning']]);
    expect(
      verdict({ requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } }),
    ).toEqual([['selector-value-invalid', 'error']]);
  });
});
