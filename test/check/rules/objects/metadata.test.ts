import { describe, expect, it } from 'vitest';
import { findings, podWith, type Row } from '../../findings.ts';

describe('metadata', () => {
  const ROWS: readonly Row[] = [
    [{ name: 'a-b', namespace: 'n', labels: { a: 'b' }, annotations: { 'A/b': 'any text' } }],
    [{ namespace: null, labels: null, annotations: null, creationTimestamp: null }],
    [{ namespace: '' }],
    [{ name: 'a.b' }, 'pod-name-not-label ~/name'],
    [{ name: 'a'.repeat(64) }, `pod-name-not-label ~/name`],
    [{ name: '' }, 'name-missing ~/name'],
    [{ name: null }, 'name-missing ~/name'],
    [{ name: 1 }, 'json-type-wrong ~/name'],
    [{ name: 'A' }, 'subdomain-name-invalid ~/name'],
    [{ namespace: 'a.b' }, 'namespace-invalid ~/namespace'],
    [{ namespace: {} }, 'json-type-wrong ~/namespace'],
    [
      { labels: { 'a b': 'c', d: '-', 'e/f': 'g', '/h': null } },
      'label-key-invalid ~/labels/a b as ~.labels',
      'label-value-invalid ~/labels/d as ~.labels',
      'label-key-invalid ~/labels/~1h as ~.labels',
    ],
    [
      { annotations: { 'A/B': '', 'a b': 'c', '/d': '' } },
      'annotation-key-invalid ~/annotations/a b as ~.annotations',
      'annotation-key-invalid ~/annotations/~1d as ~.annotations',
    ],
    [{ annotations: { a: 7 } }, 'json-type-wrong ~/annotations/a'],
    [{ labels: [], annotations: 'a' }, 'json-type-wrong ~/labels', 'json-type-wrong ~/annotations'],
    [{ uid: 'a', generateName: 'b' }, 'field-not-checked ~/uid'],
  ];

  it.each(ROWS)('%j', (metadata, ...found) => {
    expect(findings(podWith({}, metadata as object), '/metadata')).toEqual([...found].sort());
  });

  it('counts the bytes of keys and values of all annotations', () => {
    const annotated = (last: number) => ({ annotations: { abc: 'x'.repeat(100_000), d: 'é'.repeat(last) } });
    expect(findings(podWith({}, annotated(81_070)))).toEqual([]);
    expect(findings(podWith({}, annotated(81_071)))).toEqual(['annotations-too-long /metadata/annotations']);
  });

  it('is needed for a name', () => {
    const spec = { containers: [{ name: 'c', image: 'alpine' }] };
    expect(findings({ kind: 'Pod', spec })).toEqual(['name-missing /metadata/name']);
    expect(findings({ kind: 'Pod', metadata: null, spec })).toEqual(['name-missing /metadata/name']);
    expect(findings({ kind: 'Pod', metadata: [], spec })).toEqual(['json-type-wrong /metadata']);
  });
});
