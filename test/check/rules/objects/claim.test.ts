import { describe, expect, it } from 'vitest';
import { findings, type Row } from '../../findings.ts';

describe('claims', () => {
  const claim = (spec: unknown, metadata: object = {}) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'c', ...metadata },
    spec,
  });
  const good = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  const modes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'];
  const ROWS: readonly Row[] = [
    [{}],
    [{ storageClassName: '' }],
    [{ storageClassName: 'a.b' }],
    [{ storageClassName: 'A' }, 'storage-class-name-invalid ~/storageClassName'],
    [{ storageClassName: 1 }, 'json-type-wrong ~/storageClassName'],
    [{ volumeMode: 'Block' }, 'field-not-checked ~/volumeMode'],
    [{ accessModes: modes }],
    [{ accessModes: ['ReadWriteOncePod'] }],
    [{ accessModes: ['ReadWriteOncePod', 'ReadWriteOncePod'] }],
    [{ accessModes: [] }, 'access-modes-missing ~/accessModes'],
    [{ accessModes: null }, 'access-modes-missing ~/accessModes'],
    [
      { accessModes: ['ReadWriteOnce', 'readOnlyMany', ''] },
      'access-mode-not-supported ~/accessModes/1 as ~.accessModes',
      'access-mode-not-supported ~/accessModes/2 as ~.accessModes',
    ],
    ...modes.map(
      (mode): Row => [{ accessModes: ['ReadWriteOncePod', mode] }, 'access-modes-conflict ~/accessModes'],
    ),
    [
      { accessModes: ['ReadWriteOncePod', 'other'] },
      'access-mode-not-supported ~/accessModes/1 as ~.accessModes',
    ],
    [{ resources: null }, 'storage-missing ~/resources/requests/storage as ~.resources[storage]'],
    [
      { resources: { requests: null } },
      'storage-missing ~/resources/requests/storage as ~.resources[storage]',
    ],
    [
      { resources: { limits: { storage: '1' } } },
      'storage-missing ~/resources/requests/storage as ~.resources[storage]',
    ],
    [
      { resources: { requests: { storage: null } } },
      'storage-not-positive ~/resources/requests/storage as ~.resources[storage]',
    ],
    [
      { resources: { requests: { storage: '-1' } } },
      'storage-not-positive ~/resources/requests/storage as ~.resources[storage]',
    ],
    [
      { resources: { requests: { storage: 'x' } } },
      'quantity-invalid ~/resources/requests/storage as ~.resources.requests[storage]',
    ],
    [
      { resources: { requests: { storage: '1n' } } },
      'storage-fractional-bytes ~/resources/requests/storage as ~.resources.requests[storage]',
    ],
    [
      { resources: { requests: { storage: '-1.5' }, limits: { storage: 'y' } } },
      'quantity-invalid ~/resources/limits/storage as ~.resources.limits[storage]',
    ],
    [
      { resources: { requests: { storage: '0', cpu: 'x' } } },
      'quantity-invalid ~/resources/requests/cpu as ~.resources.requests[cpu]',
    ],
    // Of the limit, only that it can be read.
    [{ resources: { ...good.resources, limits: { storage: '-1', cpu: '-2' } } }],
    [
      { resources: { ...good.resources, limits: { storage: '1.5' } } },
      'storage-fractional-bytes ~/resources/limits/storage as ~.resources.limits[storage]',
    ],
    // Of other resources too.
    [{ resources: { requests: { storage: '1', cpu: '-1', memory: '1.5' } } }],
    [
      { resources: { requests: { storage: '1', cpu: 'x' } } },
      'quantity-invalid ~/resources/requests/cpu as ~.resources.requests[cpu]',
    ],
    [{ resources: { ...good.resources, claims: [] } }, 'field-unknown ~/resources/claims'],
    [
      { resources: { requests: [], limits: 1 } },
      'json-type-wrong ~/resources/limits',
      'json-type-wrong ~/resources/requests',
    ],
  ];

  it.each(ROWS)('%j', (change, ...found) => {
    expect(findings(claim({ ...good, ...(change as object) }), '/spec')).toEqual([...found].sort());
  });

  it('have a name and a spec', () => {
    const nothing = [
      'access-modes-missing ~/accessModes',
      'storage-missing ~/resources/requests/storage as ~.resources[storage]',
    ];
    expect(findings(claim(null), '/spec')).toEqual(nothing);
    expect(findings(claim([]), '/spec')).toEqual(['json-type-wrong ~']);
    expect(findings(claim(good, { name: 'A' }))).toEqual(['subdomain-name-invalid /metadata/name']);
    expect(findings({ ...claim(good), status: {}, other: 1 })).toEqual(['field-unknown /other']);
  });

  it('name their class in the field, no longer in an annotation', () => {
    const key = 'volume.beta.kubernetes.io/storage-class';
    expect(findings(claim(good, { annotations: { [key]: '' } }), '/metadata/annotations')).toEqual([
      `claim-annotation-deprecated ~/${key.replace('/', '~1')} as ~[${key}]`,
    ]);
    expect(findings(claim(good, { annotations: { 'volume.kubernetes.io/storage-class': '' } }))).toEqual([]);
  });
});
