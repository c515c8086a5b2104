import { describe, expect, it } from 'vitest';
import { findings, podWith, type Row } from './findings.ts';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

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
    ['a', 'json-type-wrong ~: an object, a string'],
    [{ 'kubernetes.io/arch': 'arm64', a: '' }],
    [{ 'a b': 'c' }, 'node-selector-key-invalid ~/a b as ~: a b, malformed'],
    [
      { '/': 'c' },
      'node-selector-key-invalid ~/~1 as ~: /, malformed',
      'node-selector-key-invalid ~/~1 as ~: /, empty',
      'node-selector-key-invalid ~/~1 as ~: /, prefixEmpty',
    ],
    [{ a: 'b-', c: 'd' }, 'node-selector-value-invalid ~/a as ~: b-, malformed'],
    [{ a: null }],
    [{ a: 1 }, 'json-type-wrong ~/a: a string, a number'],
    ...DEPRECATED.map(
      (key): Row => [
        { [key]: 'x' },
        `node-label-deprecated ~/${key.replace('/', '~1')} as ~[${key}]: ${key}`,
      ],
    ),
  ];

  it.each(ROWS)('%j', (nodeSelector, ...found) => {
    expect(findings(podWith({ nodeSelector }), '/spec/nodeSelector')).toEqual(found);
  });
});

describe('tolerations', () => {
  const ROWS: readonly Row[] = [
    [{ key: 'a' }],
    [{ key: 'a', operator: 'Equal', value: 'b', effect: 'NoSchedule' }],
    [{ key: 'a', operator: 'Exists', effect: 'PreferNoSchedule' }],
    [{ key: 'a', effect: 'NoExecute', tolerationSeconds: -1 }],
    [{ key: 'a', value: '' }],
    [{ operator: 'Exists' }],
    [{ key: '', operator: 'Exists' }],
    [{}, 'toleration-key-missing ~/operator: '],
    [null, 'toleration-key-missing ~/operator: '],
    [7, 'json-type-wrong ~: an object, a number', 'toleration-key-missing ~/operator: '],
    [{ operator: 'Equal' }, 'toleration-key-missing ~/operator: Equal'],
    [
      { operator: 'Gt', value: '5' },
      'toleration-key-missing ~/operator: Gt',
      'toleration-operator-not-supported ~/operator: Gt',
    ],
    [{ key: 'a b' }, 'toleration-key-invalid ~/key: a b, malformed'],
    [{ key: 'a', operator: 'Lt' }, 'toleration-operator-not-supported ~/operator: Lt'],
    [{ key: 'a', operator: 'exists' }, 'toleration-operator-not-supported ~/operator: exists'],
    [{ key: 'a', operator: 'Exists', value: 'b' }, 'toleration-value-forbidden ~/operator: b'],
    [{ key: 'a', value: '-' }, 'toleration-value-invalid ~/operator: -'],
    [{ key: 'a', operator: 'Equal', value: '-' }, 'toleration-value-invalid ~/operator: -'],
    [{ key: 'a', effect: 'noExecute' }, 'toleration-effect-not-supported ~/effect: noExecute'],
    [{ key: 'a', tolerationSeconds: 0 }, 'toleration-seconds-without-effect ~/effect: '],
    [
      { key: 'a', tolerationSeconds: 5, effect: 'NoSchedule' },
      'toleration-seconds-without-effect ~/effect: NoSchedule',
    ],
    [
      { key: 'a', tolerationSeconds: 5, effect: 'Never' },
      'toleration-seconds-without-effect ~/effect: Never',
      'toleration-effect-not-supported ~/effect: Never',
    ],
    [
      { key: 'a', tolerationSeconds: '5', effect: 'NoExecute' },
      'json-type-wrong ~/tolerationSeconds: a whole number of 64 bits, a string',
    ],
    [{ key: 'a', other: 1 }, 'field-not-checked ~/other: other'],
  ];

  it.each(ROWS)('%j', (toleration, ...found) => {
    const pod = podWith({ tolerations: [{ key: 'first' }, toleration] });
    expect(findings(pod, '/spec/tolerations/1')).toEqual(found);
  });
});

describe('expressions about nodes', () => {
  // Of required terms; of preferred ones the server only warns about the values.
  const BOTH: readonly Row[] = [
    [{ key: 'a', operator: 'In', values: ['b'] }],
    [{ key: 'a', operator: 'NotIn', values: ['b', ''] }],
    [{ key: 'a', operator: 'Exists' }],
    [{ key: 'a', operator: 'DoesNotExist', values: [] }],
    [{ key: 'a', operator: 'Gt', values: ['1'] }],
    [{ key: 'a', operator: 'Lt', values: ['x'] }],
    [{ key: 'a', operator: 'In' }, 'selector-values-missing ~/values: In'],
    [{ key: 'a', operator: 'NotIn', values: [] }, 'selector-values-missing ~/values: NotIn'],
    [{ key: 'a', operator: 'Exists', values: [''] }, 'selector-values-forbidden ~/values: Exists'],
    [
      { key: 'a', operator: 'DoesNotExist', values: ['b'] },
      'selector-values-forbidden ~/values: DoesNotExist',
    ],
    [{ key: 'a', operator: 'Gt' }, 'selector-values-not-one ~/values: Gt, 0'],
    [{ key: 'a', operator: 'Lt', values: ['1', '2'] }, 'selector-values-not-one ~/values: Lt, 2'],
    [{ key: 'a', operator: 'in', values: ['b'] }, 'selector-operator-invalid ~/operator: in'],
    [{ key: 'a' }, 'selector-operator-invalid ~/operator: '],
    [{ key: '-', operator: 'Exists' }, 'selector-key-invalid ~/key: -, malformed'],
    [
      { operator: 'Exists' },
      'selector-key-invalid ~/key: , malformed',
      'selector-key-invalid ~/key: , empty',
    ],
    [
      null,
      'selector-operator-invalid ~/operator: ',
      'selector-key-invalid ~/key: , malformed',
      'selector-key-invalid ~/key: , empty',
    ],
    [
      { key: 'a', operator: 'In', values: ['b', 1], more: true },
      'json-type-wrong ~/values/1: a string, a number',
      'field-not-checked ~/more: more',
    ],
    ...DEPRECATED.map((key): Row => [{ key, operator: 'Exists' }, `node-label-deprecated ~/key: ${key}`]),
  ];
  const first = { key: 'a', operator: 'Exists' };

  it.each([
    ...BOTH,
    [{ key: 'a', operator: 'In', values: ['b', '-'] }, 'selector-value-invalid ~/values/1: -, malformed'],
  ])('required: %j', (expression, ...found) => {
    const nodeSelectorTerms = [{}, { matchExpressions: [first, expression] }];
    const pod = podWith({ affinity: { nodeAffinity: { [REQUIRED]: { nodeSelectorTerms } } } });
    const below = `/spec/affinity/nodeAffinity/${REQUIRED}/nodeSelectorTerms/1/matchExpressions/1`;
    expect(findings(pod, below)).toEqual(found);
  });

  it.each([
    ...BOTH,
    [{ key: 'a', operator: 'In', values: ['b', '-'] }, 'selector-value-not-label ~/values/1: -'],
    [
      { key: 'a', operator: 'In', values: ['-'.repeat(64)] },
      `selector-value-not-label ~/values/0: ${'-'.repeat(64)}`,
      `selector-value-not-label ~/values/0: ${'-'.repeat(64)}`,
    ],
  ])('preferred: %j', (expression, ...found) => {
    const terms = [{ weight: 1 }, { weight: 100, preference: { matchExpressions: [first, expression] } }];
    const pod = podWith({ affinity: { nodeAffinity: { [PREFERRED]: terms } } });
    const below = `/spec/affinity/nodeAffinity/${PREFERRED}/1/preference/matchExpressions/1`;
    expect(findings(pod, below)).toEqual(found);
  });
});

describe('fields of nodes', () => {
  const ROWS: readonly Row[] = [
    [{ key: 'metadata.name', operator: 'In', values: ['a.b'] }],
    [{ key: 'metadata.name', operator: 'NotIn', values: ['a'] }],
    [{ key: 'metadata.name', operator: 'In' }, 'selector-values-not-one ~/values: In, 0'],
    [
      { key: 'metadata.name', operator: 'NotIn', values: ['a', 'B', ''] },
      'selector-values-not-one ~/values: NotIn, 3',
      'node-field-value-invalid ~/values/1: B, malformed',
      'node-field-value-invalid ~/values/2: , malformed',
    ],
    [{ key: 'metadata.name', operator: 'Exists' }, 'selector-operator-invalid ~/operator: Exists'],
    [{ key: 'metadata.name', operator: 'Gt', values: ['1'] }, 'selector-operator-invalid ~/operator: Gt'],
    [{ key: 'metadata.uid', operator: 'In', values: ['-'] }, 'node-field-unknown ~/key: metadata.uid'],
    [{}, 'selector-operator-invalid ~/operator: ', 'node-field-unknown ~/key: '],
    [{ key: 'metadata.name', operator: 'In', values: ['a'], more: 1 }, 'field-not-checked ~/more: more'],
  ];
  const first = { key: 'metadata.name', operator: 'In', values: ['a'] };

  it.each(ROWS)('%j', (field, ...found) => {
    const nodeSelectorTerms = [{ matchFields: [first, field] }];
    const pod = podWith({ affinity: { nodeAffinity: { [REQUIRED]: { nodeSelectorTerms } } } });
    const below = `/spec/affinity/nodeAffinity/${REQUIRED}/nodeSelectorTerms/0/matchFields/1`;
    expect(findings(pod, below)).toEqual(found);
  });
});

describe('affinity', () => {
  const selector = { labelSelector: {} };
  const pods = { topologyKey: 'k', ...selector };
  const weighted = { weight: 1, podAffinityTerm: pods };
  const ROWS: readonly Row[] = [
    [null],
    [{}],
    [[], 'json-type-wrong ~: an object, a list'],
    [{ nodeAffinity: {}, podAffinity: {}, podAntiAffinity: {} }],
    [{ nodeAffinity: null, podAffinity: null, podAntiAffinity: null }],
    [{ nodeAffinity: { [REQUIRED]: { nodeSelectorTerms: [{}] } } }],
    [
      { nodeAffinity: { [REQUIRED]: {} } },
      `node-selector-terms-missing ~/nodeAffinity/${REQUIRED}/nodeSelectorTerms`,
    ],
    [
      { nodeAffinity: { [PREFERRED]: [{}, { weight: 0 }, { weight: 1 }, { weight: 100 }, { weight: 101 }] } },
      `affinity-weight-invalid ~/nodeAffinity/${PREFERRED}/0/weight: 0`,
      `affinity-weight-invalid ~/nodeAffinity/${PREFERRED}/1/weight: 0`,
      `affinity-weight-invalid ~/nodeAffinity/${PREFERRED}/4/weight: 101`,
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
        `topology-key-invalid ~/${kind}/${REQUIRED}/1/topologyKey: a b, malformed`,
        `affinity-weight-invalid ~/${kind}/${PREFERRED}/1/weight: 101`,
        `topology-key-invalid ~/${kind}/${PREFERRED}/1/podAffinityTerm/topologyKey: -, malformed`,
        `affinity-weight-invalid ~/${kind}/${PREFERRED}/2/weight: 0`,
      ],
      [
        { [kind]: { [PREFERRED]: [{ weight: 1 }] } },
        `topology-key-missing ~/${kind}/${PREFERRED}/0/podAffinityTerm/topologyKey`,
        `topology-key-invalid ~/${kind}/${PREFERRED}/0/podAffinityTerm/topologyKey: , malformed`,
        `topology-key-invalid ~/${kind}/${PREFERRED}/0/podAffinityTerm/topologyKey: , empty`,
      ],
    ]),
  ];

  it.each(ROWS)('%j', (affinity, ...found) => {
    expect(findings(podWith({ affinity }), '/spec/affinity')).toEqual(found);
  });
});

describe('terms about other Pods', () => {
  const labelSelector = {};
  const ROWS: readonly Row[] = [
    [{ labelSelector: { matchLabels: { a: 'b' } }, namespaceSelector: {}, namespaces: ['a'] }],
    [{ labelSelector, namespaceSelector: null, namespaces: [] }],
    [{}, 'label-selector-missing ~/labelSelector'],
    [{ labelSelector: null, namespaceSelector: {} }, 'label-selector-missing ~/labelSelector'],
    [
      { labelSelector, topologyKey: '' },
      'topology-key-missing ~/topologyKey',
      'topology-key-invalid ~/topologyKey: , malformed',
      'topology-key-invalid ~/topologyKey: , empty',
    ],
    [
      { labelSelector, namespaces: ['a', 'B', ''] },
      'affinity-namespace-invalid ~/namespaces/1 as ~.namespace: B, malformed',
      'affinity-namespace-invalid ~/namespaces/2 as ~.namespace: , malformed',
    ],
    ...['labelSelector', 'namespaceSelector'].flatMap((name): Row[] => [
      [
        {
          labelSelector,
          [name]: { matchExpressions: [{ key: 'beta.kubernetes.io/arch', operator: 'Exists' }] },
        },
      ],
      [
        { labelSelector, [name]: { matchLabels: { 'a b': 'c', d: '-' } } },
        `selector-label-key-invalid ~/${name}/matchLabels/a b as ~.${name}.matchLabels: a b, malformed`,
        `selector-label-value-invalid ~/${name}/matchLabels/d as ~.${name}.matchLabels: -, malformed`,
      ],
      [
        {
          labelSelector,
          [name]: {
            matchExpressions: [
              { key: 'a', operator: 'In', values: ['b'] },
              { key: 'a', operator: 'Gt', values: ['1'] },
              { key: 'a', operator: 'Lt', values: ['1'] },
              { key: '-', operator: 'NotIn', values: ['-', 'b'] },
            ],
          },
        },
        `selector-operator-invalid ~/${name}/matchExpressions/1/operator: Gt`,
        `selector-operator-invalid ~/${name}/matchExpressions/2/operator: Lt`,
        `selector-key-invalid ~/${name}/matchExpressions/3/key: -, malformed`,
        `selector-value-invalid ~/${name}/matchExpressions/3/values/0: -, malformed`,
      ],
    ]),
  ];

  it.each(ROWS)('%j', (term, ...found) => {
    const podAffinity = { [REQUIRED]: [{ topologyKey: 'k', ...(term as object) }] };
    const below = `/spec/affinity/podAffinity/${REQUIRED}/0`;
    expect(findings(podWith({ affinity: { podAffinity } }), below)).toEqual(found);
  });
});

// For a label of the Pod, the server adds an expression with its value. The value of `a` is refused there too.
describe('label keys to match', () => {
  const labels = { a: '-', good: 'x' };
  const labelSelector = {};
  const ROWS: readonly Row[] = [
    [{ labelSelector, matchLabelKeys: [], mismatchLabelKeys: [] }],
    [{ labelSelector, matchLabelKeys: ['b'], mismatchLabelKeys: ['c'] }],
    [
      { matchLabelKeys: ['b'], mismatchLabelKeys: ['a'] },
      'match-label-keys-forbidden ~/matchLabelKeys',
      'match-label-keys-forbidden ~/mismatchLabelKeys',
    ],
    [
      { labelSelector, matchLabelKeys: ['b', 'c d'], mismatchLabelKeys: ['-', 'b', 'e'] },
      'match-label-key-invalid ~/matchLabelKeys/1: c d, malformed',
      'match-label-key-invalid ~/mismatchLabelKeys/0: -, malformed',
      'match-label-key-repeated ~/matchLabelKeys/1: b',
    ],
    [
      { labelSelector, matchLabelKeys: ['b', 'a'] },
      'selector-value-invalid ~/labelSelector/matchExpressions/0/values/0: -, malformed',
    ],
    [
      {
        labelSelector: { matchExpressions: [{ key: 'b', operator: 'Exists' }] },
        matchLabelKeys: ['good', 'a'],
        mismatchLabelKeys: ['a'],
      },
      'match-label-key-repeated ~/matchLabelKeys/0: a',
      'selector-value-invalid ~/labelSelector/matchExpressions/2/values/0: -, malformed',
      'selector-value-invalid ~/labelSelector/matchExpressions/3/values/0: -, malformed',
    ],
  ];

  it.each(ROWS)('%j', (term, ...found) => {
    const podAffinity = { [REQUIRED]: [{ topologyKey: 'k', ...(term as object) }] };
    const pod = podWith({ affinity: { podAffinity } }, { labels });
    const [label, ...others] = findings(pod, `/spec/affinity/podAffinity/${REQUIRED}/0`);
    expect(label).toBe('label-value-invalid /metadata/labels/a as metadata.labels: -, malformed');
    expect(others).toEqual(found);
  });

  it('adds no expression about nodes', () => {
    const label = { 'beta.kubernetes.io/arch': 'x' };
    const term = { topologyKey: 'k', labelSelector, matchLabelKeys: Object.keys(label) };
    const spec = { affinity: { podAffinity: { [REQUIRED]: [term] } } };
    expect(findings(podWith(spec, { labels: label }))).toEqual([]);
  });

  it('adds nothing for a Pod without labels, or without a text for a value', () => {
    const term = { topologyKey: 'k', labelSelector, matchLabelKeys: ['a'] };
    const spec = { affinity: { podAffinity: { [REQUIRED]: [term] } } };
    expect(findings(podWith(spec))).toEqual([]);
    expect(findings(podWith(spec, { labels: { a: null } }))).toEqual([]);
    expect(findings(podWith(spec, { labels: { a: 1 } }))).toEqual([
      'json-type-wrong /metadata/labels/a: a string, a number',
    ]);
  });
});
