import { describe, expect, it } from 'vitest';
import { findings, type Row } from './findings.ts';

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
    [{ storageClassName: 'A' }, 'storage-class-name-invalid ~/storageClassName: A, malformed'],
    [{ storageClassName: 1 }, 'json-type-wrong ~/storageClassName: a string, a number'],
    [{ volumeMode: 'Block' }, 'field-not-checked ~/volumeMode: volumeMode'],
    [{ accessModes: modes }],
    [{ accessModes: ['ReadWriteOncePod'] }],
    [{ accessModes: ['ReadWriteOncePod', 'ReadWriteOncePod'] }],
    [{ accessModes: [] }, 'access-modes-missing ~/accessModes'],
    [{ accessModes: null }, 'access-modes-missing ~/accessModes'],
    [
      { accessModes: ['ReadWriteOnce', 'readOnlyMany', ''] },
      'access-mode-not-supported ~/accessModes/1 as ~.accessModes: readOnlyMany',
      'access-mode-not-supported ~/accessModes/2 as ~.accessModes: ',
    ],
    ...modes.map(
      (mode): Row => [{ accessModes: ['ReadWriteOncePod', mode] }, 'access-modes-conflict ~/accessModes'],
    ),
    [
      { accessModes: ['ReadWriteOncePod', 'other'] },
      'access-mode-not-supported ~/accessModes/1 as ~.accessModes: other',
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
      'storage-not-positive ~/resources/requests/storage as ~.resources[storage]: 0',
    ],
    [
      { resources: { requests: { storage: '-1' } } },
      'storage-not-positive ~/resources/requests/storage as ~.resources[storage]: -1',
    ],
    [
      { resources: { requests: { storage: 'x' } } },
      'quantity-invalid ~/resources/requests/storage as ~.resources.requests[storage]: x',
    ],
    [
      { resources: { requests: { storage: '1n' } } },
      'storage-fractional-bytes ~/resources/requests/storage as ~.resources.requests[storage]: 1n',
    ],
    [
      { resources: { requests: { storage: '-1.5' }, limits: { storage: 'y' } } },
      'storage-not-positive ~/resources/requests/storage as ~.resources[storage]: -1.5',
      'quantity-invalid ~/resources/limits/storage as ~.resources.limits[storage]: y',
    ],
    [
      { resources: { requests: { storage: '0', cpu: 'x' } } },
      'storage-not-positive ~/resources/requests/storage as ~.resources[storage]: 0',
      'quantity-invalid ~/resources/requests/cpu as ~.resources.requests[cpu]: x',
    ],
    // Of the limit, only that it can be read.
    [{ resources: { ...good.resources, limits: { storage: '-1', cpu: '-2' } } }],
    [
      { resources: { ...good.resources, limits: { storage: '1.5' } } },
      'storage-fractional-bytes ~/resources/limits/storage as ~.resources.limits[storage]: 1.5',
    ],
    // Of other resources too.
    [{ resources: { requests: { storage: '1', cpu: '-1', memory: '1.5' } } }],
    [
      { resources: { requests: { storage: '1', cpu: 'x' } } },
      'quantity-invalid ~/resources/requests/cpu as ~.resources.requests[cpu]: x',
    ],
    [{ resources: { ...good.resources, claims: [] } }, 'field-not-checked ~/resources/claims: claims'],
    [
      { resources: { requests: [], limits: 1 } },
      'json-type-wrong ~/resources/requests: an object, a list',
      'storage-missing ~/resources/requests/storage as ~.resources[storage]',
      'json-type-wrong ~/resources/limits: an object, a number',
    ],
  ];

  it.each(ROWS)('%j', (change, ...found) => {
    expect(findings(claim({ ...good, ...(change as object) }), '/spec')).toEqual(found);
  });

  it('have a name and a spec', () => {
    const nothing = [
      'access-modes-missing ~/accessModes',
      'storage-missing ~/resources/requests/storage as ~.resources[storage]',
    ];
    expect(findings(claim(null), '/spec')).toEqual(nothing);
    expect(findings(claim([]), '/spec')).toEqual(['json-type-wrong ~: an object, a list', ...nothing]);
    expect(findings(claim(good, { name: 'A' }))).toEqual([
      'subdomain-name-invalid /metadata/name: A, malformed',
    ]);
    expect(findings({ ...claim(good), status: {}, other: 1 })).toEqual(['field-not-checked /other: other']);
  });

  it('name their class in the field, no longer in an annotation', () => {
    const key = 'volume.beta.kubernetes.io/storage-class';
    expect(findings(claim(good, { annotations: { [key]: '' } }), '/metadata/annotations')).toEqual([
      `claim-annotation-deprecated ~/${key.replace('/', '~1')} as ~[${key}]: ${key}`,
    ]);
    expect(findings(claim(good, { annotations: { 'volume.kubernetes.io/storage-class': '' } }))).toEqual([]);
  });
});

describe('Services', () => {
  const service = (spec: unknown) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 's' },
    spec,
  });
  const external = { type: 'ExternalName', externalName: 'a.b' };
  const ROWS: readonly Row[] = [
    [{}],
    ...['', null, 'ClusterIP', 'NodePort', 'LoadBalancer'].map((type): Row => [{ type }]),
    [{ type: 'clusterIP' }, 'service-type-not-supported ~/type: clusterIP'],
    [external],
    [{ ...external, externalName: 'a.b.' }],
    [{ type: 'ExternalName' }, 'service-external-name-missing ~/externalName'],
    [{ type: 'ExternalName', externalName: '.' }, 'service-external-name-missing ~/externalName'],
    [
      { type: 'ExternalName', externalName: 'a..' },
      'service-external-name-invalid ~/externalName: a., malformed',
    ],
    [{ externalName: 'A' }],
    [{ externalName: 1 }, 'json-type-wrong ~/externalName: a string, a number'],
    [{ clusterIP: '' }],
    [{ clusterIP: 'None' }],
    [{ clusterIP: 'None', type: 'ClusterIP' }],
    ...['NodePort', 'LoadBalancer'].map(
      (type): Row => [{ clusterIP: 'None', type }, 'cluster-ip-invalid ~/clusterIP as ~.clusterIPs[0]: None'],
    ),
    [{ clusterIP: '10.0.0.1' }],
    [{ clusterIP: '::1' }],
    [{ clusterIP: 'none' }, 'cluster-ip-invalid ~/clusterIP as ~.clusterIPs[0]: none'],
    [{ clusterIP: '010.0.0.1' }, 'cluster-ip-unusual ~/clusterIP as ~.clusterIPs[0]: 010.0.0.1'],
    [{ ...external, clusterIP: 'None' }, 'cluster-ip-forbidden ~/clusterIP as ~.clusterIPs'],
    [{ ...external, clusterIP: '10.0.0.1' }, 'cluster-ip-forbidden ~/clusterIP as ~.clusterIPs'],
    [{ ports: [] }, 'service-ports-missing ~/ports'],
    [{ ports: null, type: 'NodePort' }, 'service-ports-missing ~/ports'],
    [{ ports: [], clusterIP: '10.0.0.1' }, 'service-ports-missing ~/ports'],
    [{ ports: [], clusterIP: 'None' }],
    [{ ...external, ports: [] }],
    [{ selector: null }],
    [{ selector: { a: 'b', 'c/d': '' } }],
    [
      { selector: { 'a b': 'c', d: '-' } },
      'service-selector-key-invalid ~/selector/a b as ~.selector: a b, malformed',
      'service-selector-value-invalid ~/selector/d as ~.selector: -, malformed',
    ],
    [{ sessionAffinity: 'None' }, 'field-not-checked ~/sessionAffinity: sessionAffinity'],
  ];

  it.each(ROWS)('%j', (change, ...found) => {
    expect(findings(service({ ports: [{ port: 80 }], ...(change as object) }), '/spec')).toEqual(found);
  });

  const PORTS: readonly Row[] = [
    [[{ port: 1 }]],
    [[{ port: 65_535, name: 'a', protocol: 'UDP', targetPort: 1 }]],
    [
      [
        { name: 'a', port: 80 },
        { name: 'b', port: 81, protocol: null, targetPort: 65_535 },
      ],
    ],
    [['TCP', 'UDP', 'SCTP'].map((protocol, index) => ({ name: `p${index}`, port: 80, protocol }))],
    [[{}], 'service-port-invalid ~/0/port: 0', 'service-target-port-invalid ~/0/targetPort: 0'],
    [[null], 'service-port-invalid ~/0/port: 0', 'service-target-port-invalid ~/0/targetPort: 0'],
    [
      [{ port: 65_536 }],
      'service-port-invalid ~/0/port: 65536',
      'service-target-port-invalid ~/0/targetPort: 65536',
    ],
    [[{ port: -1, targetPort: 80 }], 'service-port-invalid ~/0/port: -1'],
    [[{ port: 0, targetPort: 'http' }], 'service-port-invalid ~/0/port: 0'],
    [[{ port: 80, targetPort: -1 }], 'service-target-port-invalid ~/0/targetPort: -1'],
    [[{ port: 80, targetPort: 65_536 }], 'service-target-port-invalid ~/0/targetPort: 65536'],
    // A target port of zero or without a name is the port itself.
    [[{ port: 80, targetPort: 0 }]],
    [[{ port: 80, targetPort: '' }]],
    [
      [{ port: 0, targetPort: '' }],
      'service-port-invalid ~/0/port: 0',
      'service-target-port-invalid ~/0/targetPort: 0',
    ],
    [
      [{ port: 80, targetPort: true }],
      'json-type-wrong ~/0/targetPort: a whole number of 32 bits, a boolean',
    ],
    [[{ port: 80, protocol: 'tcp' }], 'service-protocol-not-supported ~/0/protocol: tcp'],
    [
      [{ port: 80 }, { port: 81 }],
      'service-port-name-missing ~/0/name',
      'service-port-name-missing ~/1/name',
    ],
    [[{ name: 'A', port: 80 }], 'service-port-name-invalid ~/0/name: A, malformed'],
    [
      [
        { name: 'a', port: 80 },
        { name: 'b', port: 81 },
        { name: 'a', port: 82 },
      ],
      'service-port-name-duplicate ~/2/name: a',
    ],
    [
      [
        { name: 'a', port: 80 },
        { name: 'b', port: 80, protocol: 'TCP' },
        { name: 'c', port: 80 },
      ],
      'service-port-duplicate ~/1: 80/TCP',
      'service-port-duplicate ~/2: 80/TCP',
    ],
    [[{ port: 80, nodePort: 1 }], 'field-not-checked ~/0/nodePort: nodePort'],
    [
      [7],
      'json-type-wrong ~/0: an object, a number',
      'service-port-invalid ~/0/port: 0',
      'service-target-port-invalid ~/0/targetPort: 0',
    ],
  ];

  it.each(PORTS)('ports %j', (ports, ...found) => {
    expect(findings(service({ ports }), '/spec/ports')).toEqual(found);
  });

  const LONG = 'is longer than 15 characters';
  const CHARACTERS = 'has characters other than `a-z`, `0-9` and `-`';
  const LETTER = 'has no letter';
  const DASHES = 'has two dashes in a row';
  const ENDS = 'begins or ends with a dash';
  const TARGETS: readonly Row[] = [
    ['http'],
    ['a'],
    ['8-z-9'],
    ['a'.repeat(15)],
    ['a'.repeat(16), LONG],
    ['80', LETTER],
    ['1-2', LETTER],
    ['aB', CHARACTERS],
    ['Ab', CHARACTERS],
    ['B', CHARACTERS, LETTER],
    ['a_b', CHARACTERS],
    ['a--b', DASHES],
    ['-a', ENDS],
    ['a-', ENDS],
    ['-', LETTER, ENDS],
    [`--${'É'.repeat(14)}`, LONG, CHARACTERS, LETTER, DASHES, ENDS],
  ];

  it.each(TARGETS)('target port %s', (targetPort, ...problems) => {
    expect(findings(service({ ports: [{ port: 80, targetPort }] }), '/spec/ports/0')).toEqual(
      problems.map((problem) => `service-target-port-name-invalid ~/targetPort: ${targetPort}, ${problem}`),
    );
  });

  it('have a name and a spec', () => {
    expect(findings(service(null))).toEqual(['service-ports-missing /spec/ports']);
    const spec = { ports: [{ port: 80 }] };
    expect(findings({ ...service(spec), metadata: { name: '1a' } })).toEqual([
      'service-name-invalid /metadata/name: 1a, malformed',
    ]);
    expect(findings({ ...service(spec), status: {}, other: 1 })).toEqual(['field-not-checked /other: other']);
  });
});

describe('Secrets', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const DOCKER = { type: 'kubernetes.io/dockerconfigjson' };
  const MISSING = 'docker-config-missing /data/.dockerconfigjson as data[.dockerconfigjson]';
  const INVALID = 'docker-config-invalid /data/.dockerconfigjson as data[.dockerconfigjson]';
  const INVALID_TEXT = 'docker-config-invalid /stringData/.dockerconfigjson as data[.dockerconfigjson]';
  const encoded = (text: string) => ({ ...DOCKER, data: { '.dockerconfigjson': base64(text) } });
  const plain = (text: unknown) => ({ ...DOCKER, stringData: { '.dockerconfigjson': text } });
  const ROWS: readonly Row[] = [
    [{}],
    [{ data: null, stringData: null, type: null }],
    [{ data: { a: '', 'B.c-d_0': base64('é') }, stringData: { b: 'é' }, type: 'Opaque' }],
    [{ data: { a: null }, stringData: { b: null } }],
    [
      { data: { 'a b': '', '..a': '' }, stringData: { 'c d': '', '.': '' } },
      'secret-key-invalid /data/a b as data[a b]: a b, malformed',
      'secret-key-invalid /data/..a as data[..a]: ..a, dots',
      'secret-key-invalid /stringData/c d as data[c d]: c d, malformed',
      'secret-key-invalid /stringData/. as data[.]: ., dots',
    ],
    [
      { data: { a: 'YQ', b: 'YQ==', c: '!' } },
      'secret-value-not-base64 /data/a as data[a]: a',
      'secret-value-not-base64 /data/c as data[c]: c',
    ],
    // A text takes the place of what is encoded, which has to be base64 all the same.
    [
      { data: { 'a b': '!' }, stringData: { 'a b': '' } },
      'secret-value-not-base64 /data/a b as data[a b]: a b',
      'secret-key-invalid /stringData/a b as data[a b]: a b, malformed',
    ],
    [
      { data: { a: 1 }, stringData: { b: true } },
      'json-type-wrong /data/a: a string, a number',
      'json-type-wrong /stringData/b: a string, a boolean',
    ],
    [
      { data: [], stringData: 'x', type: 1 },
      'json-type-wrong /data: an object, a list',
      'json-type-wrong /stringData: an object, a string',
      'json-type-wrong /type: a string, a number',
    ],
    [{ type: 'example.com/own' }],
    [{ type: 'my.kubernetes.io/own' }],
    [{ type: 'kubernetes.io/tls' }, 'field-not-checked /type: kubernetes.io/tls'],
    [{ type: 'bootstrap.kubernetes.io/token' }, 'field-not-checked /type: bootstrap.kubernetes.io/token'],
    [{ immutable: true }, 'field-not-checked /immutable: immutable'],
    // Credentials of registries.
    [encoded('{}')],
    [encoded('{"auths":{}}')],
    [encoded('null')],
    [encoded('[]'), INVALID],
    [encoded('1'), INVALID],
    [encoded('"a"'), INVALID],
    [encoded('{'), INVALID],
    [encoded(''), INVALID],
    [plain('{}')],
    [plain('[]'), INVALID_TEXT],
    [plain(''), INVALID_TEXT],
    [plain(null), INVALID_TEXT],
    [{ ...DOCKER, data: { '.dockerconfigjson': null } }, INVALID],
    [{ ...encoded('['), ...plain('{}') }],
    [{ ...encoded('{}'), ...plain('[') }, INVALID_TEXT],
    [DOCKER, MISSING],
    [{ ...DOCKER, data: { config: '' }, stringData: { dockerconfigjson: '{}' } }, MISSING],
    [
      { ...DOCKER, data: { '.dockerconfigjson': '!' } },
      'secret-value-not-base64 /data/.dockerconfigjson as data[.dockerconfigjson]: .dockerconfigjson',
    ],
    [{ type: 'Opaque', data: { '.dockerconfigjson': base64('[]') } }],
  ];

  it.each(ROWS)('%j', (fields, ...found) => {
    expect(findings({ kind: 'Secret', metadata: { name: 's' }, ...(fields as object) })).toEqual(found);
  });

  it('hold 1 MiB in all, in values that count', () => {
    const half = 'a'.repeat(524_288);
    const secret = (fields: object) => findings({ kind: 'Secret', metadata: { name: 's' }, ...fields });
    const both = { data: { a: base64(half) }, stringData: { b: half } };
    expect(secret(both)).toEqual([]);
    expect(secret({ ...both, data: { ...both.data, c: base64('é') } })).toEqual([
      'secret-too-long /data: 1048578',
    ]);
    expect(secret({ ...both, stringData: { ...both.stringData, c: 'é' } })).toEqual([
      'secret-too-long /data: 1048578',
    ]);
    // Replaced by a text, the encoded value does not count.
    expect(secret({ data: { a: base64(half), b: base64(half) }, stringData: { a: half } })).toEqual([]);
  });

  it('have a name', () => {
    expect(findings({ kind: 'Secret', metadata: { name: 'A' } })).toEqual([
      'subdomain-name-invalid /metadata/name: A, malformed',
    ]);
  });
});
