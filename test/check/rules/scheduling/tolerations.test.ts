import { describe, expect, it } from 'vitest';
import { findings, podWith, type Row } from '../../findings.ts';

const _REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const _PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

const _DEPRECATED = [
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
];

describe('tolerations', () => {
  const ROWS: readonly Row[] = [
    [{ key: 'a' }],
    [{ key: 'a', operator: 'Equal', value: 'b', effect: 'NoSchedule' }],
    [{ key: 'a', operator: 'Exists', effect: 'PreferNoSchedule' }],
    [{ key: 'a', effect: 'NoExecute', tolerationSeconds: -1 }],
    [{ key: 'a', value: '' }],
    [{ operator: 'Exists' }],
    [{ key: '', operator: 'Exists' }],
    [{}, 'toleration-key-missing ~/operator'],
    [null, 'toleration-key-missing ~/operator'],
    [7, 'json-type-wrong ~'],
    [{ operator: 'Equal' }, 'toleration-key-missing ~/operator'],
    [
      { operator: 'Gt', value: '5' },
      'toleration-key-missing ~/operator',
      'toleration-operator-not-supported ~/operator',
    ],
    [{ key: 'a b' }, 'toleration-key-invalid ~/key'],
    [{ key: 'a', operator: 'Lt' }, 'toleration-operator-not-supported ~/operator'],
    [{ key: 'a', operator: 'exists' }, 'toleration-operator-not-supported ~/operator'],
    [{ key: 'a', operator: 'Exists', value: 'b' }, 'toleration-value-forbidden ~/operator'],
    [{ key: 'a', value: '-' }, 'toleration-value-invalid ~/operator'],
    [{ key: 'a', operator: 'Equal', value: '-' }, 'toleration-value-invalid ~/operator'],
    [{ key: 'a', effect: 'noExecute' }, 'toleration-effect-not-supported ~/effect'],
    [{ key: 'a', tolerationSeconds: 0 }, 'toleration-seconds-without-effect ~/effect'],
    [{ key: 'a', tolerationSeconds: 5, effect: 'NoSchedule' }, 'toleration-seconds-without-effect ~/effect'],
    [
      { key: 'a', tolerationSeconds: 5, effect: 'Never' },
      'toleration-seconds-without-effect ~/effect',
      'toleration-effect-not-supported ~/effect',
    ],
    [{ key: 'a', tolerationSeconds: '5', effect: 'NoExecute' }, 'json-type-wrong ~/tolerationSeconds'],
    [{ key: 'a', other: 1 }, 'field-unknown ~/other'],
  ];

  it.each(ROWS)('%j', (toleration, ...found) => {
    const pod = podWith({ tolerations: [{ key: 'first' }, toleration] });
    expect(findings(pod, '/spec/tolerations/1')).toEqual([...found].sort());
  });
});
