import { describe, expect, it } from 'vitest';
import { findings, podWith, type Row } from '../../findings.ts';

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
