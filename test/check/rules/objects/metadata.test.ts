import { describe, expect, it } from 'vitest';
import { findings, type Row } from '../../findings.ts';

describe('Namespaces', () => {
  const ROWS: readonly Row[] = [
    [{ name: 'n' }],
    [{ name: 'n', labels: { a: 'b', 'kubernetes.io/metadata.name': '-' }, namespace: '' }],
    [{ name: 'n', namespace: 'm' }, 'namespace-field-ignored ~/namespace'],
    [{}, 'name-missing ~/name'],
    [{ name: 'a.b' }, 'namespace-name-invalid ~/name'],
    // The server makes the name a label, whose value is checked too.
    [{ name: '-' }, 'namespace-name-invalid ~/name', 'label-value-invalid ~/name as ~.labels'],
    [
      { name: '', labels: { 'kubernetes.io/metadata.name': '-' } },
      'name-missing ~/name',
      'label-value-invalid ~/labels/kubernetes.io~1metadata.name as ~.labels',
    ],
    [
      {
        name: 'n',
        labels: { a: '-', 'kubernetes.io/metadata.name': '-', b: '-' },
        annotations: { 'a b': '' },
      },
      'label-value-invalid ~/labels/a as ~.labels',
      'label-value-invalid ~/labels/b as ~.labels',
      'annotation-key-invalid ~/annotations/a b as ~.annotations',
    ],
    [{ name: 'n', uid: 'u' }, 'field-not-checked ~/uid'],
  ];

  it.each(ROWS)('%j', (metadata, ...found) => {
    expect(findings({ kind: 'Namespace', metadata, spec: {}, status: {} }, '/metadata')).toEqual(
      [...found].sort(),
    );
  });

  it('need metadata', () => {
    expect(findings({ kind: 'Namespace' })).toEqual(['name-missing /metadata/name']);
  });
});
