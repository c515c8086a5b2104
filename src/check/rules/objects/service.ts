import type { Service, ServicePort, ServiceSpec } from 'kubernetes-types/core/v1.js';
import { ipAddressForm, isNotAddress, isUnusualAddress, UNUSUAL_ADDRESS } from '../../ip-address.ts';
import { deprecatedAnnotation, oneOf, repeated, wrong } from '../../patterns.ts';
import { annotation, given, numbers, type Places, reportedAt } from '../../places.ts';
import { type Loose, rulesOn } from '../../rule.ts';
import { PROTOCOL, portInRange } from '../container/containers.ts';
import { DNS_LABEL, DNS_SUBDOMAIN, labelKeys, labelValues, named, withoutDot } from '../names.ts';

const service = rulesOn<Service>('Service');
const spec = rulesOn<ServiceSpec>('ServiceSpec');
const port = rulesOn<ServicePort>('ServicePort');

const TOPOLOGY_ANNOTATION = 'service.kubernetes.io/topology-aware-hints';

const PORT_NAME_PROBLEMS = {
  tooLong: 'is longer than 15 characters',
  malformed: 'has characters other than `a-z`, `0-9` and `-`',
  noLetter: 'has no letter',
  doubleDash: 'has two dashes in a row',
  outerDash: 'starts or ends with a dash',
} as const;

/** The address, which only some types may have. */
const CLUSTER_IP: Places<Loose<ServiceSpec>, string> = {
  field: 'clusterIPs[0]',
  visit: ({ clusterIP, type }, see) => {
    if (clusterIP && clusterIP !== 'None' && type !== 'ExternalName')
      see(clusterIP, ['clusterIP'], 'clusterIPs[0]');
  },
};

/** The name without the dot that it may end in. */
const EXTERNAL_NAME: Places<Loose<ServiceSpec>, string> = {
  field: 'externalName',
  visit: ({ externalName, type }, see) => {
    const name = withoutDot(externalName ?? '');
    if (type === 'ExternalName' && name !== '') see(name, ['externalName']);
  },
};

/** A target port that is a number; the server replaces a missing one by the port. */
const TARGET_PORT: Places<Loose<ServicePort>, number> = {
  field: 'targetPort',
  visit: ({ port: number, targetPort }, see) => {
    const target: unknown = targetPort;
    if (typeof target === 'string' && target !== '') return;
    see(typeof target === 'number' && target !== 0 ? target : (number ?? 0), ['targetPort']);
  },
};

const PORTS: Places<Loose<ServiceSpec>, string> = {
  field: 'ports[]',
  visit: ({ ports }, see) => {
    for (const [index, one] of (ports ?? []).entries())
      see(`${one?.port ?? 0}/${one?.protocol || 'TCP'}`, ['ports', index]);
  },
};

export const SERVICES = [
  service('service-annotation-deprecated', {
    ...deprecatedAnnotation(
      TOPOLOGY_ANNOTATION,
      'Use `service.kubernetes.io/topology-mode`.',
      // The server's warning names no field.
      reportedAt(
        `annotation ${TOPOLOGY_ANNOTATION} is deprecated, please use service.kubernetes.io/topology-mode instead`,
        annotation(TOPOLOGY_ANNOTATION),
      ),
    ),
    field: `annotation ${TOPOLOGY_ANNOTATION}`,
  }),
  spec(
    'service-type-not-supported',
    oneOf(given('type'), ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']),
  ),
  // The server needs a valid address before it checks anything else.
  spec('cluster-ip-invalid', {
    verdict: 'invalid',
    alone: true,
    message: 'Invalid `clusterIP` {value}.',
    help: 'Write an IPv4 or IPv6 address, or `None`.',
    ...wrong(CLUSTER_IP, isNotAddress),
  }),
  spec('cluster-ip-invalid', {
    verdict: 'invalid',
    field: 'clusterIPs[0]',
    message: 'A Service of type {type} cannot have `clusterIP: {value}`.',
    help: 'Remove `clusterIP`, or use the type `ClusterIP`.',
    check: ({ clusterIP, type }, found) => {
      if (clusterIP === 'None' && (type === 'NodePort' || type === 'LoadBalancer'))
        found({ value: clusterIP, type }, ['clusterIP'], 'clusterIPs[0]');
    },
  }),
  spec('cluster-ip-forbidden', {
    verdict: 'forbidden',
    field: 'clusterIPs',
    message: 'A Service of type `ExternalName` cannot have a `clusterIP`.',
    help: 'Remove `clusterIP`.',
    check: ({ clusterIP, type }, found) => {
      if (clusterIP && type === 'ExternalName') found({}, ['clusterIP'], 'clusterIPs');
    },
  }),
  spec('cluster-ip-unusual', {
    ...UNUSUAL_ADDRESS,
    versions: [
      { through: '1.32', ...wrong(CLUSTER_IP, (address) => ipAddressForm(address) === 'unusual') },
      { since: '1.33', ...wrong(CLUSTER_IP, isUnusualAddress) },
    ],
    field: CLUSTER_IP.field,
  }),
  spec('service-external-name-missing', {
    verdict: 'required',
    field: 'externalName',
    message: 'A Service of type `ExternalName` has no `externalName`.',
    help: 'Set `externalName` to a DNS name.',
    check: ({ externalName, type }) =>
      type === 'ExternalName' && (!externalName || externalName === '.') && {},
  }),
  spec('service-external-name-invalid', named(EXTERNAL_NAME, DNS_SUBDOMAIN)),
  spec('service-external-name-ignored', {
    verdict: 'server-warning',
    field: 'externalName',
    message: 'Only a Service of type `ExternalName` uses `externalName: {value}`.',
    help: 'Remove `externalName`, or set `type: ExternalName`.',
    // The server's warning names no field but goes on in the same sentence.
    check: ({ externalName, type }, found) => {
      if (externalName && type !== 'ExternalName')
        found(
          { value: externalName },
          ['externalName'],
          'externalName is ignored when spec.type is not "ExternalName"',
        );
    },
  }),
  spec('service-ports-missing', {
    verdict: 'required',
    field: 'ports',
    message: 'The Service has no ports.',
    help: 'Add a port, or set `clusterIP: None`.',
    check: ({ clusterIP, ports, type }) =>
      !ports?.length && clusterIP !== 'None' && type !== 'ExternalName' && {},
  }),
  spec('service-port-name-missing', {
    verdict: 'required',
    field: 'ports[].name',
    message: 'A port of a Service with several ports has no name.',
    help: 'Set `name` on each port.',
    check: ({ ports }, found) => {
      if (!ports || ports.length < 2) return;
      for (const [index, one] of ports.entries()) if (!one?.name) found({}, ['ports', index, 'name']);
    },
  }),
  port('service-port-name-invalid', named(given('name'), DNS_LABEL, 'Invalid port name {value}.')),
  spec('service-port-name-duplicate', {
    verdict: 'duplicate',
    message: 'Duplicate port name {value}.',
    help: 'Give every port its own name.',
    ...repeated(given('ports[].name')),
  }),
  port('service-port-invalid', portInRange(numbers('port'))),
  port('service-protocol-not-supported', PROTOCOL),
  port('service-target-port-invalid', {
    ...portInRange(TARGET_PORT),
    note: 'Without a `targetPort` the server uses `port`.',
  }),
  port('service-target-port-name-invalid', {
    verdict: 'invalid',
    field: 'targetPort',
    message: 'Invalid `targetPort` {value}.',
    note: 'The name {problem:text}.',
    help: 'Use at most 15 of `a-z`, `0-9` and `-`, with a letter or digit at both ends and at least one letter.',
    words: { problem: PORT_NAME_PROBLEMS },
    check: ({ targetPort }, found) => {
      const value: unknown = targetPort;
      if (typeof value !== 'string' || value === '') return;
      for (const problem of portNameProblems(value)) found({ value, problem });
    },
  }),
  spec('service-port-duplicate', {
    verdict: 'duplicate',
    message: 'Duplicate port `{value}`.',
    help: 'List each port once per protocol.',
    ...repeated(PORTS),
  }),
  spec('service-selector-key-invalid', labelKeys('selector')),
  spec('service-selector-value-invalid', labelValues('selector')),
];

function portNameProblems(name: string): (keyof typeof PORT_NAME_PROBLEMS)[] {
  const problems: (keyof typeof PORT_NAME_PROBLEMS)[] = [];
  if (name.length > 15) problems.push('tooLong');
  if (!/^[-a-z0-9]+$/.test(name)) problems.push('malformed');
  if (!/[a-z]/.test(name)) problems.push('noLetter');
  if (name.includes('--')) problems.push('doubleDash');
  if (name.startsWith('-') || name.endsWith('-')) problems.push('outerDash');
  return problems;
}
