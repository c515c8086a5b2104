import { describe, expect, it } from 'vitest';
import { findings, podWith, type Row } from '../../findings.ts';

describe('fields of a Pod', () => {
  const nameRows = (field: string, code: string): Row[] => [
    [{ [field]: 'a.b' }],
    [{ [field]: null }],
    [{ [field]: 'A' }, `${code} ~/${field}`],
    [{ [field]: [] }, `json-type-wrong ~/${field}`],
  ];
  const ROWS: readonly Row[] = [
    [{}],
    ...['', 'Never', 'Always', 'OnFailure', null].map((restartPolicy): Row => [{ restartPolicy }]),
    [{ restartPolicy: 'never' }, 'restart-policy-not-supported ~/restartPolicy'],
    ...nameRows('serviceAccountName', 'service-account-name-invalid'),
    ...nameRows('priorityClassName', 'priority-class-name-invalid'),
    ...nameRows('runtimeClassName', 'runtime-class-name-invalid'),
    [{ serviceAccountName: '', priorityClassName: '' }],
    [{ runtimeClassName: '' }, 'runtime-class-name-invalid ~/runtimeClassName'],
    [{ hostUsers: false }],
    [{ hostUsers: 'no' }, 'json-type-wrong ~/hostUsers'],
    [{ nodeName: 'a' }, 'field-not-checked ~/nodeName'],
    [{ hostname: 'a', subdomain: 'b' }],
    [{ hostname: '', subdomain: '' }],
    [{ hostname: 'a.b', subdomain: 'C' }, 'hostname-invalid ~/hostname', 'subdomain-invalid ~/subdomain'],
    [{ hostname: 1, subdomain: true }, 'json-type-wrong ~/hostname', 'json-type-wrong ~/subdomain'],
  ];

  it.each(ROWS)('%j', (spec, ...found) => {
    expect(findings(podWith(spec as object), '/spec')).toEqual([...found].sort());
  });

  it('are needed', () => {
    const metadata = { name: 'p' };
    expect(findings({ kind: 'Pod', metadata })).toEqual(['containers-missing /spec/containers']);
    expect(findings({ kind: 'Pod', metadata, spec: 1 })).toEqual(['json-type-wrong /spec']);
  });

  it('beside others at the top', () => {
    const pod = { ...podWith({}), status: {}, other: 1 };
    expect(findings(pod)).toEqual(['field-unknown /other']);
  });
});

describe('pull secrets', () => {
  const ROWS: readonly Row[] = [
    [null],
    [[]],
    [[{ name: 'a' }, { name: 'b.c' }]],
    [[{ name: 'a' }, { name: 'a' }], 'pull-secret-repeated ~/1/name'],
    [[{ name: '' }], 'pull-secret-name-empty ~/0/name'],
    [
      [null, {}],
      'pull-secret-name-empty ~/0/name',
      'pull-secret-repeated ~/1/name',
      'pull-secret-name-empty ~/1/name',
    ],
    [[{ name: 'a' }, { name: 'B' }], 'pull-secret-unresolvable ~/1/name'],
    [[{ name: 'a', key: 'b' }], 'field-unknown ~/0/key'],
    [['a'], 'json-type-wrong ~/0'],
    [{}, 'json-type-wrong ~'],
  ];

  it.each(ROWS)('%j', (imagePullSecrets, ...found) => {
    expect(findings(podWith({ imagePullSecrets }), '/spec/imagePullSecrets')).toEqual([...found].sort());
  });
});
