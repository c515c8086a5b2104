import { describe, expect, it } from 'vitest';
import { findings, podWith } from './findings.ts';

const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const container = { name: 'c', image: 'alpine' };

describe('whole numbers of 64 bits', () => {
  const found = (tolerationSeconds: unknown) => {
    const toleration = { key: 'k', operator: 'Exists', effect: 'NoExecute', tolerationSeconds };
    return findings(podWith({ tolerations: [toleration] }), '/spec/tolerations/0');
  };

  it.each([0, 2 ** 63, -(2 ** 63), null, undefined])('%s', (seconds) => {
    expect(found(seconds)).toEqual([]);
  });

  it.each([2 ** 63 + 2 ** 11, -(2 ** 63) - 2 ** 11, 1.5, Number.POSITIVE_INFINITY])('not %s', (seconds) => {
    expect(found(seconds)).toEqual(['json-type-wrong ~/tolerationSeconds']);
  });

  it('and no texts', () => {
    expect(found('1')).toEqual(['json-type-wrong ~/tolerationSeconds']);
  });
});

describe('whole numbers of 32 bits', () => {
  const found = (weight: unknown) => {
    const term = { weight, podAffinityTerm: { topologyKey: 'zone', labelSelector: {} } };
    const affinity = { podAffinity: { [PREFERRED]: [term] } };
    return findings(podWith({ affinity }), `/spec/affinity/podAffinity/${PREFERRED}/0`);
  };

  it('within the weights', () => {
    expect(found(1)).toEqual([]);
  });

  it.each([2 ** 31 - 1, -(2 ** 31)])('beyond the weights: %s', (weight) => {
    expect(found(weight)).toEqual([`affinity-weight-invalid ~/weight`]);
  });

  it.each([2 ** 31, -(2 ** 31) - 1])('not %s', (weight) => {
    expect(found(weight)).toEqual(['json-type-wrong ~/weight']);
  });
});

describe('null and undefined are missing values', () => {
  it.each([
    [{ tolerations: undefined, volumes: null }],
    [{ nodeName: undefined, unheardOf: undefined }],
    [{ affinity: undefined, securityContext: null }],
    [{ containers: [{ ...container, command: ['a', null, undefined] }] }],
  ])('%o', (spec) => {
    expect(findings(podWith(spec))).toEqual([]);
  });

  it.each([null, undefined])('a toleration that is %s has no key', (toleration) => {
    expect(findings(podWith({ tolerations: [toleration] }))).toEqual([
      'toleration-key-missing /spec/tolerations/0/operator',
    ]);
  });

  it('an unknown field that is null is there', () => {
    expect(findings(podWith({ unheardOf: null }))).toEqual(['field-unknown /spec/unheardOf']);
  });
});

describe('another type', () => {
  it.each([
    [{ affinity: 5 }, 'json-type-wrong /spec/affinity'],
    [{ containers: [{ ...container, command: ['a', 5] }] }, 'json-type-wrong /spec/containers/0/command/1'],
    [
      { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'v', readOnly: 'no' } }] },
      'json-type-wrong /spec/volumes/0/persistentVolumeClaim/readOnly',
    ],
    [
      { volumes: [{ name: 'v', secret: { secretName: 's', optional: 1 } }] },
      'json-type-wrong /spec/volumes/0/secret/optional',
    ],
    [
      {
        volumes: [{ name: 'v', secret: { secretName: 's' } }],
        containers: [{ ...container, volumeMounts: [{ name: 'v', mountPath: '/v', readOnly: 1 }] }],
      },
      'json-type-wrong /spec/containers/0/volumeMounts/0/readOnly',
    ],
  ])('of %o', (spec, found) => {
    expect(findings(podWith(spec))).toEqual([found]);
  });
});

describe('a Namespace', () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n' } };

  it.each([[{}], [{ spec: {} }], [{ spec: null }], [{ spec: { finalizers: undefined } }]])('%o', (fields) => {
    expect(findings({ ...namespace, ...fields })).toEqual([]);
  });

  it.each([
    ['spec', 'x'],
    ['spec', []],
    ['status', 'x'],
    ['status', []],
  ])('with %s %j', (field, value) => {
    expect(findings({ ...namespace, [field]: value })).toEqual([`json-type-wrong /${field}`]);
  });
});
