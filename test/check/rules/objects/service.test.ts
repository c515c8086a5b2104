import { describe, expect, it } from 'vitest';
import { findings, type Row } from '../../findings.ts';

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
    [{ type: 'clusterIP' }, 'service-type-not-supported ~/type'],
    [external],
    [{ ...external, externalName: 'a.b.' }],
    [{ type: 'ExternalName' }, 'service-external-name-missing ~/externalName'],
    [{ type: 'ExternalName', externalName: '.' }, 'service-external-name-missing ~/externalName'],
    [{ type: 'ExternalName', externalName: 'a..' }, 'service-external-name-invalid ~/externalName'],
    [
      { externalName: 'A' },
      'service-external-name-ignored ~/externalName as ~.externalName is ignored when spec.type is not "ExternalName"',
    ],
    [{ externalName: 1 }, 'json-type-wrong ~/externalName'],
    [{ clusterIP: '' }],
    [{ clusterIP: 'None' }],
    [{ clusterIP: 'None', type: 'ClusterIP' }],
    ...['NodePort', 'LoadBalancer'].map(
      (type): Row => [{ clusterIP: 'None', type }, 'cluster-ip-invalid ~/clusterIP as ~.clusterIPs[0]'],
    ),
    [{ clusterIP: '10.0.0.1' }],
    [{ clusterIP: '::1' }],
    [{ clusterIP: 'none' }, 'cluster-ip-invalid ~/clusterIP as ~.clusterIPs[0]'],
    [{ clusterIP: '010.0.0.1' }, 'cluster-ip-unusual ~/clusterIP as ~.clusterIPs[0]'],
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
      'service-selector-key-invalid ~/selector/a b as ~.selector',
      'service-selector-value-invalid ~/selector/d as ~.selector',
    ],
    [{ sessionAffinity: 'None' }, 'field-not-checked ~/sessionAffinity'],
  ];

  it.each(ROWS)('%j', (change, ...found) => {
    expect(findings(service({ ports: [{ port: 80 }], ...(change as object) }), '/spec')).toEqual(
      [...found].sort(),
    );
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
    [[{}], 'service-port-invalid ~/0/port', 'service-target-port-invalid ~/0/targetPort'],
    [[null], 'service-port-invalid ~/0/port', 'service-target-port-invalid ~/0/targetPort'],
    [[{ port: 65_536 }], 'service-port-invalid ~/0/port', 'service-target-port-invalid ~/0/targetPort'],
    [[{ port: -1, targetPort: 80 }], 'service-port-invalid ~/0/port'],
    [[{ port: 0, targetPort: 'http' }], 'service-port-invalid ~/0/port'],
    [[{ port: 80, targetPort: -1 }], 'service-target-port-invalid ~/0/targetPort'],
    [[{ port: 80, targetPort: 65_536 }], 'service-target-port-invalid ~/0/targetPort'],
    // A target port of zero or without a name is the port itself.
    [[{ port: 80, targetPort: 0 }]],
    [[{ port: 80, targetPort: '' }]],
    [
      [{ port: 0, targetPort: '' }],
      'service-port-invalid ~/0/port',
      'service-target-port-invalid ~/0/targetPort',
    ],
    [[{ port: 80, targetPort: true }], 'json-type-wrong ~/0/targetPort'],
    [[{ port: 80, protocol: 'tcp' }], 'service-protocol-not-supported ~/0/protocol'],
    [
      [{ port: 80 }, { port: 81 }],
      'service-port-name-missing ~/0/name',
      'service-port-name-missing ~/1/name',
    ],
    [[{ name: 'A', port: 80 }], 'service-port-name-invalid ~/0/name'],
    [
      [
        { name: 'a', port: 80 },
        { name: 'b', port: 81 },
        { name: 'a', port: 82 },
      ],
      'service-port-name-duplicate ~/2/name',
    ],
    [
      [
        { name: 'a', port: 80 },
        { name: 'b', port: 80, protocol: 'TCP' },
        { name: 'c', port: 80 },
      ],
      'service-port-duplicate ~/1',
      'service-port-duplicate ~/2',
    ],
    [[{ port: 80, nodePort: 1 }], 'field-not-checked ~/0/nodePort'],
    [[7], 'json-type-wrong ~/0'],
  ];

  it.each(PORTS)('ports %j', (ports, ...found) => {
    expect(findings(service({ ports }), '/spec/ports')).toEqual([...found].sort());
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
      problems.map((_problem) => `service-target-port-name-invalid ~/targetPort`),
    );
  });

  it('have a name and a spec', () => {
    expect(findings(service(null))).toEqual(['service-ports-missing /spec/ports']);
    const spec = { ports: [{ port: 80 }] };
    expect(findings({ ...service(spec), metadata: { name: '1a' } })).toEqual([
      'service-name-invalid /metadata/name',
    ]);
    expect(findings({ ...service(spec), status: {}, other: 1 })).toEqual(['field-unknown /other']);
  });
});
