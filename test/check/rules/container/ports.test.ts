import { describe, expect, it } from 'vitest';
import { containerWith, findings, podWith, type Row } from '../../findings.ts';

describe('ports of containers', () => {
  const WHERE = '/spec/containers/0/ports';
  const ROWS: readonly Row[] = [
    [[]],
    [[{ containerPort: 1 }, { containerPort: 65_535 }]],
    [[{ containerPort: 80, protocol: '' }]],
    [['TCP', 'UDP', 'SCTP'].map((protocol) => ({ containerPort: 80, protocol }))],
    [[{}], 'container-port-missing ~/0/containerPort'],
    [[null], 'container-port-missing ~/0/containerPort'],
    [[{ containerPort: 0 }], 'container-port-missing ~/0/containerPort'],
    [
      [{ containerPort: -1 }, { containerPort: 65_536 }],
      'container-port-invalid ~/0/containerPort',
      'container-port-invalid ~/1/containerPort',
    ],
    [
      [{ containerPort: 80 }, { containerPort: 1, protocol: 'tcp' }],
      'container-protocol-not-supported ~/1/protocol',
    ],
    [[{ containerPort: 80 }, { containerPort: 80, protocol: 'TCP' }], 'container-port-repeated ~/1'],
    [
      [{ containerPort: 80 }, { containerPort: 80 }, { containerPort: 80 }],
      'container-port-repeated ~/1',
      'container-port-repeated ~/2',
      'container-port-repeated ~/2',
    ],
    [[{ containerPort: 80, hostPort: 80 }], 'field-not-checked ~/0/hostPort'],
  ];

  it.each(ROWS)('%j', (ports, ...found) => {
    expect(findings(containerWith({ ports }), WHERE)).toEqual([...found].sort());
  });

  it('are counted over all containers, init containers first', () => {
    const container = (name: string) => ({ name, image: 'alpine', ports: [{ containerPort: 80 }] });
    const spec = { containers: [container('c')], initContainers: [container('d')] };
    expect(findings(podWith(spec))).toEqual(['container-port-repeated /spec/containers/0/ports/0']);
  });
});
