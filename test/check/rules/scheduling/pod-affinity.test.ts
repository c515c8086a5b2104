import { describe, expect, it } from 'vitest';
import { findings, podWith, type Row } from '../../findings.ts';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const _PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

const _DEPRECATED = [
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
];

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
      'topology-key-invalid ~/topologyKey',
      'topology-key-invalid ~/topologyKey',
    ],
    [
      { labelSelector, namespaces: ['a', 'B', ''] },
      'affinity-namespace-invalid ~/namespaces/1 as ~.namespace',
      'affinity-namespace-invalid ~/namespaces/2 as ~.namespace',
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
        `selector-label-key-invalid ~/${name}/matchLabels/a b as ~.${name}.matchLabels`,
        `selector-label-value-invalid ~/${name}/matchLabels/d as ~.${name}.matchLabels`,
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
        `selector-operator-invalid ~/${name}/matchExpressions/1/operator`,
        `selector-operator-invalid ~/${name}/matchExpressions/2/operator`,
        `selector-key-invalid ~/${name}/matchExpressions/3/key`,
        `selector-value-invalid ~/${name}/matchExpressions/3/values/0`,
      ],
    ]),
  ];

  it.each(ROWS)('%j', (term, ...found) => {
    const podAffinity = { [REQUIRED]: [{ topologyKey: 'k', ...(term as object) }] };
    const below = `/spec/affinity/podAffinity/${REQUIRED}/0`;
    expect(findings(podWith({ affinity: { podAffinity } }), below)).toEqual([...found].sort());
  });
});

// For a label of the Pod, the server adds an expression with its value. The value of `a` is rejected there too.
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
      'match-label-key-invalid ~/matchLabelKeys/1',
      'match-label-key-invalid ~/mismatchLabelKeys/0',
      'match-label-key-repeated ~/matchLabelKeys/0',
    ],
    [
      { labelSelector, matchLabelKeys: ['b', 'a'] },
      'selector-value-invalid ~/labelSelector/matchExpressions/0/values/0',
    ],
    [
      {
        labelSelector: { matchExpressions: [{ key: 'b', operator: 'Exists' }] },
        matchLabelKeys: ['good', 'a'],
        mismatchLabelKeys: ['a'],
      },
      'match-label-key-in-selector ~/matchLabelKeys/1 as ~[1]',
      'match-label-key-repeated ~/matchLabelKeys/1',
      'selector-value-invalid ~/labelSelector/matchExpressions/2/values/0',
      'selector-value-invalid ~/labelSelector/matchExpressions/3/values/0',
    ],
  ];

  it.each(ROWS)('%j', (term, ...found) => {
    const podAffinity = { [REQUIRED]: [{ topologyKey: 'k', ...(term as object) }] };
    const pod = podWith({ affinity: { podAffinity } }, { labels });
    const label = 'label-value-invalid /metadata/labels/a as metadata.labels';
    const all = findings(pod, `/spec/affinity/podAffinity/${REQUIRED}/0`);
    expect(all).toEqual([label, ...found].sort());
  });

  it('adds no expression about nodes', () => {
    const label = { 'beta.kubernetes.io/arch': 'x' };
    const term = { topologyKey: 'k', labelSelector, matchLabelKeys: Object.keys(label) };
    const spec = { affinity: { podAffinity: { [REQUIRED]: [term] } } };
    expect(findings(podWith(spec, { labels: label }))).toEqual([]);
  });

  it('adds nothing for a Pod without labels, or without a string for a value', () => {
    const term = { topologyKey: 'k', labelSelector, matchLabelKeys: ['a'] };
    const spec = { affinity: { podAffinity: { [REQUIRED]: [term] } } };
    expect(findings(podWith(spec))).toEqual([]);
    expect(findings(podWith(spec, { labels: { a: null } }))).toEqual([]);
    expect(findings(podWith(spec, { labels: { a: 1 } }))).toEqual(['json-type-wrong /metadata/labels/a']);
  });
});
