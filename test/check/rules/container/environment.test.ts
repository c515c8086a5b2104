import { describe, expect, it } from 'vitest';
import { containerWith, findings, podWith, type Row } from '../../findings.ts';

describe('environment', () => {
  const reference = { name: 's', key: 'k' };
  const from = { secretKeyRef: reference };
  const ROWS: readonly Row[] = [
    [{ name: 'A' }],
    [{ name: 'A', value: null, valueFrom: null }],
    [{ name: ' !~9-' }],
    [{}, 'env-name-missing ~/name'],
    [null, 'env-name-missing ~/name'],
    ['A=b', 'json-type-wrong ~'],
    ...['=', 'A=', '=A', '\u001f', 'a\u007f', 'é'].map((name): Row => [{ name }, `env-name-invalid ~/name`]),
    [{ name: 'A', value: 1 }, 'json-type-wrong ~/value'],
    [{ name: 'A', valueFrom: from }],
    [{ name: 'A', value: '', valueFrom: from }],
    [{ name: 'A', value: 'x', valueFrom: from }, 'env-value-and-source ~/valueFrom'],
    [{ name: 'A', valueFrom: {} }, 'env-source-missing ~/valueFrom'],
    [{ name: 'A', value: 'x', valueFrom: {} }, 'env-source-missing ~/valueFrom'],
    [{ name: 'A', valueFrom: { secretKeyRef: null, fieldRef: null } }, 'env-source-missing ~/valueFrom'],
    [{ name: 'A', valueFrom: [] }, 'json-type-wrong ~/valueFrom'],
    ...['configMapKeyRef', 'fieldRef', 'resourceFieldRef', 'fileKeyRef'].flatMap((source): Row[] => [
      [{ name: 'A', valueFrom: { [source]: {} } }, `field-not-checked ~/valueFrom/${source}`],
      [
        { name: 'A', value: 'x', valueFrom: { [source]: {} } },
        'env-value-and-source ~/valueFrom',
        `field-not-checked ~/valueFrom/${source}`,
      ],
    ]),
    [
      { name: 'A', valueFrom: { secretKeyRef: {} } },
      'env-secret-name-invalid ~/valueFrom/secretKeyRef/name',
      'env-secret-key-missing ~/valueFrom/secretKeyRef/key',
    ],
    [
      { name: 'A', valueFrom: { secretKeyRef: { name: 'S', key: 'a b', optional: 'no' } } },
      'json-type-wrong ~/valueFrom/secretKeyRef/optional',
    ],
    [
      { name: 'A', valueFrom: { secretKeyRef: { ...reference, key: '..', optional: true } } },
      'env-secret-key-invalid ~/valueFrom/secretKeyRef/key',
    ],
    [
      { name: 'A', valueFrom: { secretKeyRef: { ...reference, more: 1 } }, less: 0 },
      'field-unknown ~/less',
      'field-unknown ~/valueFrom/secretKeyRef/more',
    ],
  ];

  it.each(ROWS)('%j', (variable, ...found) => {
    const container = containerWith({ env: [{ name: 'FIRST' }, variable] });
    expect(findings(container, '/spec/containers/0/env/1')).toEqual([...found].sort());
  });

  const REPEATED = 'env-name-repeated ~/1';
  const REPETITIONS: readonly Row[] = [
    [[{ name: 'A' }, { name: 'B' }]],
    [[{ name: 'A' }, { name: 'A' }], REPEATED],
    [
      [
        { name: 'A', value: 'a' },
        { name: 'A', value: 'b' },
      ],
      REPEATED,
    ],
    [[{ name: 'A' }, { name: 'A', valueFrom: from }], REPEATED],
    [[{ name: 'A' }, { name: 'A' }, { name: 'B' }, { name: 'A' }], REPEATED, 'env-name-repeated ~/3'],
    // A value that is built on the earlier one is meant.
    [[{ name: 'A' }, { name: 'A', value: '$(A)/more' }]],
    [[{ name: 'A' }, { name: 'A', value: 'more:$(A)' }]],
    [[{ name: 'A' }, { name: 'A', value: '$(A)' }], REPEATED],
    [[{ name: 'A' }, { name: 'A', value: '$(B)/more' }], REPEATED],
    [[{ name: 'A' }, { name: 'A', value: '$A/more' }], REPEATED],
    [[{ name: 'A' }, { name: 'A', value: '$(A)/more', valueFrom: {} }], 'env-source-missing ~/1/valueFrom'],
    // The server only warns where it rejects nothing.
    [[{}, {}], 'env-name-missing ~/0/name', 'env-name-missing ~/1/name'],
  ];

  it.each(REPETITIONS)('%j', (env, ...found) => {
    expect(findings(containerWith({ env }), '/spec/containers/0/env')).toEqual([...found].sort());
  });

  it('is that of one container', () => {
    const twice = [1, 2].map((index) => ({ name: `c${index}`, image: 'alpine', env: [{ name: 'A' }] }));
    expect(findings(podWith({ containers: twice }))).toEqual([]);
  });
});

describe('environment from Secrets', () => {
  const ROWS: readonly Row[] = [
    [{ secretRef: { name: 'a.b' } }],
    [{ secretRef: { name: 's', optional: true }, prefix: ' !~9-' }],
    [{ secretRef: { name: 's' }, prefix: null }],
    [{}, 'env-from-source-missing ~ as spec.containers[0].envFrom'],
    [null, 'env-from-source-missing ~ as spec.containers[0].envFrom'],
    [{ secretRef: null, configMapRef: null }, 'env-from-source-missing ~ as spec.containers[0].envFrom'],
    [{ configMapRef: {} }, 'field-not-checked ~/configMapRef'],
    [{ secretRef: {} }, 'env-from-secret-missing ~/secretRef/name'],
    [{ secretRef: { name: 'S' } }, 'env-from-secret-invalid ~/secretRef/name'],
    [
      { secretRef: { name: 's', optional: 0, more: 1 }, prefix: 'a=', less: 1 },
      'field-unknown ~/less',
      'field-unknown ~/secretRef/more',
      'json-type-wrong ~/secretRef/optional',
    ],
  ];

  it.each(ROWS)('%j', (source, ...found) => {
    const container = containerWith({ envFrom: [{ secretRef: { name: 's' } }, source] });
    expect(findings(container, '/spec/containers/0/envFrom/1')).toEqual([...found].sort());
  });
});
