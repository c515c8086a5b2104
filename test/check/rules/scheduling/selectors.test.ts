import { describe, expect, it } from 'vitest';
import { findings, podWith, type Row } from '../../findings.ts';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

const DEPRECATED = [
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
];

describe('expressions about nodes', () => {
  // Of required terms; of preferred ones the server only warns about the values.
  const BOTH: readonly Row[] = [
    [{ key: 'a', operator: 'In', values: ['b'] }],
    [{ key: 'a', operator: 'NotIn', values: ['b', ''] }],
    [{ key: 'a', operator: 'Exists' }],
    [{ key: 'a', operator: 'DoesNotExist', values: [] }],
    [{ key: 'a', operator: 'Gt', values: ['1'] }],
    [{ key: 'a', operator: 'Lt', values: ['x'] }],
    [{ key: 'a', operator: 'In' }, 'selector-values-missing ~/values'],
    [{ key: 'a', operator: 'NotIn', values: [] }, 'selector-values-missing ~/values'],
    [{ key: 'a', operator: 'Exists', values: [''] }, 'selector-values-forbidden ~/values'],
    [{ key: 'a', operator: 'DoesNotExist', values: ['b'] }, 'selector-values-forbidden ~/values'],
    [{ key: 'a', operator: 'Gt' }, 'selector-values-not-one ~/values'],
    [{ key: 'a', operator: 'Lt', values: ['1', '2'] }, 'selector-values-not-one ~/values'],
    [{ key: 'a', operator: 'in', values: ['b'] }, 'selector-operator-invalid ~/operator'],
    [{ key: 'a' }, 'selector-operator-invalid ~/operator'],
    [{ key: '-', operator: 'Exists' }, 'selector-key-invalid ~/key'],
    [{ operator: 'Exists' }, 'selector-key-invalid ~/key', 'selector-key-invalid ~/key'],
    [
      null,
      'selector-operator-invalid ~/operator',
      'selector-key-invalid ~/key',
      'selector-key-invalid ~/key',
    ],
    [
      { key: 'a', operator: 'In', values: ['b', 1], more: true },
      'field-unknown ~/more',
      'json-type-wrong ~/values/1',
    ],
    ...DEPRECATED.map((key): Row => [{ key, operator: 'Exists' }, `node-label-deprecated ~/key`]),
  ];
  const first = { key: 'a', operator: 'Exists' };

  it.each([...BOTH, [{ key: 'a', operator: 'In', values: ['b', '-'] }, 'selector-value-invalid ~/values/1']])(
    'required: %j',
    (expression, ...found) => {
      const nodeSelectorTerms = [{}, { matchExpressions: [first, expression] }];
      const pod = podWith({ affinity: { nodeAffinity: { [REQUIRED]: { nodeSelectorTerms } } } });
      const below = `/spec/affinity/nodeAffinity/${REQUIRED}/nodeSelectorTerms/1/matchExpressions/1`;
      expect(findings(pod, below)).toEqual([...found].sort());
    },
  );

  it.each([
    ...BOTH,
    [{ key: 'a', operator: 'In', values: ['b', '-'] }, 'selector-value-not-label ~/values/1'],
    [
      { key: 'a', operator: 'In', values: ['-'.repeat(64)] },
      `selector-value-not-label ~/values/0`,
      `selector-value-not-label ~/values/0`,
    ],
  ])('preferred: %j', (expression, ...found) => {
    const terms = [{ weight: 1 }, { weight: 100, preference: { matchExpressions: [first, expression] } }];
    const pod = podWith({ affinity: { nodeAffinity: { [PREFERRED]: terms } } });
    const below = `/spec/affinity/nodeAffinity/${PREFERRED}/1/preference/matchExpressions/1`;
    expect(findings(pod, below)).toEqual([...found].sort());
  });
});
