import { describe, expect, it } from 'vitest';
import { findings, podWith, type Row } from '../../findings.ts';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

const _DEPRECATED = [
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
];

describe('fields of nodes', () => {
  const ROWS: readonly Row[] = [
    [{ key: 'metadata.name', operator: 'In', values: ['a.b'] }],
    [{ key: 'metadata.name', operator: 'NotIn', values: ['a'] }],
    [{ key: 'metadata.name', operator: 'In' }, 'selector-values-not-one ~/values'],
    [
      { key: 'metadata.name', operator: 'NotIn', values: ['a', 'B', ''] },
      'selector-values-not-one ~/values',
      'node-field-value-invalid ~/values/1',
      'node-field-value-invalid ~/values/2',
    ],
    [{ key: 'metadata.name', operator: 'Exists' }, 'selector-operator-invalid ~/operator'],
    [{ key: 'metadata.name', operator: 'Gt', values: ['1'] }, 'selector-operator-invalid ~/operator'],
    [{ key: 'metadata.uid', operator: 'In', values: ['-'] }, 'node-field-unknown ~/key'],
    [{}, 'selector-operator-invalid ~/operator', 'node-field-unknown ~/key'],
    [{ key: 'metadata.name', operator: 'In', values: ['a'], more: 1 }, 'field-unknown ~/more'],
  ];
  const first = { key: 'metadata.name', operator: 'In', values: ['a'] };

  it.each(ROWS)('%j', (field, ...found) => {
    const nodeSelectorTerms = [{ matchFields: [first, field] }];
    const pod = podWith({ affinity: { nodeAffinity: { [REQUIRED]: { nodeSelectorTerms } } } });
    const below = `/spec/affinity/nodeAffinity/${REQUIRED}/nodeSelectorTerms/0/matchFields/1`;
    expect(findings(pod, below)).toEqual([...found].sort());
  });
});

describe('affinity', () => {
  const selector = { labelSelector: {} };
  const pods = { topologyKey: 'k', ...selector };
  const weighted = { weight: 1, podAffinityTerm: pods };
  const ROWS: readonly Row[] = [
    [null],
    [{}],
    [[], 'json-type-wrong ~'],
    [{ nodeAffinity: {}, podAffinity: {}, podAntiAffinity: {} }],
    [{ nodeAffinity: null, podAffinity: null, podAntiAffinity: null }],
    [{ nodeAffinity: { [REQUIRED]: { nodeSelectorTerms: [{}] } } }],
    [
      { nodeAffinity: { [REQUIRED]: {} } },
      `node-selector-terms-missing ~/nodeAffinity/${REQUIRED}/nodeSelectorTerms`,
    ],
    [
      { nodeAffinity: { [PREFERRED]: [{}, { weight: 0 }, { weight: 1 }, { weight: 100 }, { weight: 101 }] } },
      `affinity-weight-invalid ~/nodeAffinity/${PREFERRED}/0/weight`,
      `affinity-weight-invalid ~/nodeAffinity/${PREFERRED}/1/weight`,
      `affinity-weight-invalid ~/nodeAffinity/${PREFERRED}/4/weight`,
    ],
    ...['podAffinity', 'podAntiAffinity'].flatMap((kind): Row[] => [
      [{ [kind]: { [REQUIRED]: [pods], [PREFERRED]: [weighted, { ...weighted, weight: 100 }] } }],
      [
        {
          [kind]: {
            [REQUIRED]: [pods, { ...selector, topologyKey: 'a b' }],
            [PREFERRED]: [
              weighted,
              { weight: 101, podAffinityTerm: { ...selector, topologyKey: '-' } },
              { podAffinityTerm: pods },
            ],
          },
        },
        `topology-key-invalid ~/${kind}/${REQUIRED}/1/topologyKey`,
        `affinity-weight-invalid ~/${kind}/${PREFERRED}/1/weight`,
        `topology-key-invalid ~/${kind}/${PREFERRED}/1/podAffinityTerm/topologyKey`,
        `affinity-weight-invalid ~/${kind}/${PREFERRED}/2/weight`,
      ],
      [
        { [kind]: { [PREFERRED]: [{ weight: 1 }] } },
        `topology-key-missing ~/${kind}/${PREFERRED}/0/podAffinityTerm/topologyKey`,
        `topology-key-invalid ~/${kind}/${PREFERRED}/0/podAffinityTerm/topologyKey`,
        `topology-key-invalid ~/${kind}/${PREFERRED}/0/podAffinityTerm/topologyKey`,
      ],
    ]),
  ];

  it.each(ROWS)('%j', (affinity, ...found) => {
    expect(findings(podWith({ affinity }), '/spec/affinity')).toEqual([...found].sort());
  });
});

const _REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const _PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

const DEPRECATED = [
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
];

describe('node selector', () => {
  const ROWS: readonly Row[] = [
    [{}],
    [null],
    ['a', 'json-type-wrong ~'],
    [{ 'kubernetes.io/arch': 'arm64', a: '' }],
    [{ 'a b': 'c' }, 'node-selector-key-invalid ~/a b as ~'],
    [
      { '/': 'c' },
      'node-selector-key-invalid ~/~1 as ~',
      'node-selector-key-invalid ~/~1 as ~',
      'node-selector-key-invalid ~/~1 as ~',
    ],
    [{ a: 'b-', c: 'd' }, 'node-selector-value-invalid ~/a as ~'],
    [{ a: null }],
    [{ a: 1 }, 'json-type-wrong ~/a'],
    ...DEPRECATED.map(
      (key): Row => [{ [key]: 'x' }, `node-label-deprecated ~/${key.replace('/', '~1')} as ~[${key}]`],
    ),
  ];

  it.each(ROWS)('%j', (nodeSelector, ...found) => {
    expect(findings(podWith({ nodeSelector }), '/spec/nodeSelector')).toEqual([...found].sort());
  });
});
