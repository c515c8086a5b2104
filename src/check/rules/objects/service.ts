import type { Service, ServicePort, ServiceSpec } from 'kubernetes-types/core/v1.js';
import {
  labelProblems,
  labelValueProblems,
  qualifiedNameProblems,
  subdomainProblems,
} from '../../../base/text/kubernetes-names.ts';
import { ipAddressForm } from '../../ip-address.ts';
import { rulesOn } from '../../rule.ts';
import { isPortNumber, isProtocol } from '../container/ports.ts';
import { DNS_LABEL, DNS_SUBDOMAIN, LABEL_VALUE, QUALIFIED_NAME, reportName } from '../names.ts';

const service = rulesOn<Service>('Service');
const spec = rulesOn<ServiceSpec>('ServiceSpec');
const port = rulesOn<ServicePort>('ServicePort');

const TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];
const TOPOLOGY_ANNOTATION = 'service.kubernetes.io/topology-aware-hints';
const PORT_HELP = 'Use a number from 1 to 65535.';

const PORT_NAME_PROBLEMS = {
  tooLong: 'is longer than 15 characters',
  malformed: 'has characters other than `a-z`, `0-9` and `-`',
  noLetter: 'has no letter',
  doubleDash: 'has two dashes in a row',
  outerDash: 'starts or ends with a dash',
} as const;

export const SERVICES = [
  service('service-annotation-deprecated', {
    verdict: 'server-warning',
    field: `annotation ${TOPOLOGY_ANNOTATION}`,
    message: 'The annotation {key} is deprecated.',
    help: 'Use `service.kubernetes.io/topology-mode`.',
    // The server's warning names no field.
    check: ({ metadata }, found) => {
      const key = TOPOLOGY_ANNOTATION;
      if (metadata?.annotations && Object.hasOwn(metadata.annotations, key))
        found(
          { key },
          ['metadata', 'annotations', key],
          `annotation ${key} is deprecated, please use service.kubernetes.io/topology-mode instead`,
        );
    },
  }),
  spec('service-type-not-supported', {
    verdict: 'notSupported',
    field: 'type',
    message: 'Invalid value {value} for `type`.',
    help: 'Use `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`.',
    check: ({ type }, found) => {
      if (type && !TYPES.includes(type)) found({ value: type });
    },
  }),
  // The server needs a valid address before it checks anything else.
  spec('cluster-ip-invalid', {
    verdict: 'invalid',
    field: 'clusterIPs[0]',
    alone: true,
    message: 'Invalid `clusterIP` {value}.',
    help: 'Write an IPv4 or IPv6 address, or `None`.',
    check: ({ clusterIP, type }, found) => {
      if (!clusterIP || clusterIP === 'None' || type === 'ExternalName') return;
      if (ipAddressForm(clusterIP) === 'invalid') found({ value: clusterIP }, ['clusterIP'], 'clusterIPs[0]');
    },
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
    verdict: 'server-warning',
    field: 'clusterIPs[0]',
    message: 'Non-standard IP address {value}.',
    note: 'A later release of Kubernetes may reject it.',
    help: 'Write an IPv4 address without leading zeros, or an IPv6 address in the form of RFC 5952.',
    versions: [
      {
        through: '1.32',
        check: ({ clusterIP, type }, found) => {
          if (!clusterIP || clusterIP === 'None' || type === 'ExternalName') return;
          if (ipAddressForm(clusterIP) === 'unusual')
            found({ value: clusterIP }, ['clusterIP'], 'clusterIPs[0]');
        },
      },
      {
        since: '1.33',
        check: ({ clusterIP, type }, found) => {
          if (!clusterIP || clusterIP === 'None' || type === 'ExternalName') return;
          const form = ipAddressForm(clusterIP);
          if (form === 'unusual' || form === 'mapped')
            found({ value: clusterIP }, ['clusterIP'], 'clusterIPs[0]');
        },
      },
    ],
  }),
  spec('service-external-name-missing', {
    verdict: 'required',
    field: 'externalName',
    message: 'A Service of type `ExternalName` has no `externalName`.',
    help: 'Set `externalName` to a DNS name.',
    check: ({ externalName, type }, found) => {
      if (type === 'ExternalName' && withoutDot(externalName ?? '') === '') found({});
    },
  }),
  spec('service-external-name-invalid', {
    verdict: 'invalid',
    field: 'externalName',
    message: 'Invalid `externalName` {value}.',
    ...DNS_SUBDOMAIN,
    check: ({ externalName, type }, found) => {
      const name = withoutDot(externalName ?? '');
      if (type === 'ExternalName' && name !== '') reportName(found, subdomainProblems(name), name);
    },
  }),
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
    check: ({ clusterIP, ports, type }, found) => {
      if (!ports?.length && clusterIP !== 'None' && type !== 'ExternalName') found({});
    },
  }),
  spec('service-port-name-missing', {
    verdict: 'required',
    field: 'ports[i].name',
    message: 'A port of a Service with several ports has no name.',
    help: 'Set `name` on each port.',
    check: ({ ports }, found) => {
      if (!ports || ports.length < 2) return;
      for (const [index, one] of ports.entries()) if (!one?.name) found({}, ['ports', index, 'name']);
    },
  }),
  port('service-port-name-invalid', {
    verdict: 'invalid',
    field: 'name',
    message: 'Invalid port name {value}.',
    ...DNS_LABEL,
    check: ({ name }, found) => {
      if (name) reportName(found, labelProblems(name), name);
    },
  }),
  spec('service-port-name-duplicate', {
    verdict: 'duplicate',
    field: 'ports[i].name',
    message: 'Duplicate port name {value}.',
    help: 'Give every port its own name.',
    check: ({ ports }, found) => {
      const names = new Set<string>();
      for (const [index, one] of (ports ?? []).entries()) {
        const name = one?.name;
        if (!name) continue;
        if (names.has(name)) found({ value: name }, ['ports', index, 'name']);
        names.add(name);
      }
    },
  }),
  port('service-port-invalid', {
    verdict: 'invalid',
    field: 'port',
    message: 'Invalid `port` {value}.',
    help: PORT_HELP,
    check: ({ port: number }, found) => {
      if (!isPortNumber(number ?? 0)) found({ value: number ?? 0 });
    },
  }),
  port('service-protocol-not-supported', {
    verdict: 'notSupported',
    field: 'protocol',
    message: 'Invalid value {value} for `protocol`.',
    help: 'Use `TCP`, `UDP` or `SCTP`, in upper case.',
    check: ({ protocol }, found) => {
      if (protocol && !isProtocol(protocol)) found({ value: protocol });
    },
  }),
  port('service-target-port-invalid', {
    verdict: 'invalid',
    field: 'targetPort',
    message: 'Invalid `targetPort` {value}.',
    note: 'Without a `targetPort` the server uses `port`.',
    help: PORT_HELP,
    check: ({ port: number, targetPort }, found) => {
      const target: unknown = targetPort;
      if (typeof target === 'string' && target !== '') return;
      const value = typeof target === 'number' && target !== 0 ? target : (number ?? 0);
      if (!isPortNumber(value)) found({ value });
    },
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
    field: 'ports[i]',
    message: 'Duplicate port `{value}`.',
    help: 'List each port once per protocol.',
    check: ({ ports }, found) => {
      const seen = new Set<string>();
      for (const [index, one] of (ports ?? []).entries()) {
        const value = `${one?.port ?? 0}/${one?.protocol || 'TCP'}`;
        if (seen.has(value)) found({ value }, ['ports', index]);
        seen.add(value);
      }
    },
  }),
  spec('service-selector-key-invalid', {
    verdict: 'invalid',
    field: 'selector',
    at: 'key',
    message: 'Invalid label key {value} in `selector`.',
    ...QUALIFIED_NAME,
    check: ({ selector }, found) => {
      for (const key in selector)
        reportName(found, qualifiedNameProblems(key), key, ['selector', key], 'selector');
    },
  }),
  spec('service-selector-value-invalid', {
    verdict: 'invalid',
    field: 'selector',
    message: 'Invalid label value {value} in `selector`.',
    ...LABEL_VALUE,
    check: ({ selector }, found) => {
      for (const key in selector) {
        const value = selector[key] ?? '';
        reportName(found, labelValueProblems(value), value, ['selector', key], 'selector');
      }
    },
  }),
];

function withoutDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

function portNameProblems(name: string): (keyof typeof PORT_NAME_PROBLEMS)[] {
  const problems: (keyof typeof PORT_NAME_PROBLEMS)[] = [];
  if (name.length > 15) problems.push('tooLong');
  if (!/^[-a-z0-9]+$/.test(name)) problems.push('malformed');
  if (!/[a-z]/.test(name)) problems.push('noLetter');
  if (name.includes('--')) problems.push('doubleDash');
  if (name.startsWith('-') || name.endsWith('-')) problems.push('outerDash');
  return problems;
}
