import type { ContainerPort, PodSpec } from 'kubernetes-types/core/v1.js';
import { rulesOn } from '../../rule.ts';

const port = rulesOn<ContainerPort>('ContainerPort');
const spec = rulesOn<PodSpec>('PodSpec');

const MOST_WARNINGS = 100;

export const CONTAINER_PORTS = [
  port('container-port-missing', {
    verdict: 'required',
    field: 'containerPort',
    message: 'A port has no `containerPort`, or `0`.',
    help: 'Use a number from 1 to 65535.',
    check: ({ containerPort }, found) => {
      if (!containerPort) found({});
    },
  }),
  port('container-port-invalid', {
    verdict: 'invalid',
    field: 'containerPort',
    message: 'Invalid `containerPort` {value}.',
    help: 'Use a number from 1 to 65535.',
    check: ({ containerPort }, found) => {
      if (containerPort && !isPortNumber(containerPort)) found({ value: containerPort });
    },
  }),
  port('container-protocol-not-supported', {
    verdict: 'notSupported',
    field: 'protocol',
    message: 'Invalid value {value} for `protocol`.',
    help: 'Use `TCP`, `UDP` or `SCTP`, in upper case.',
    check: ({ protocol }, found) => {
      if (protocol && !isProtocol(protocol)) found({ value: protocol });
    },
  }),
  spec('container-port-repeated', {
    verdict: 'server-warning',
    field: 'containers[i].ports[j]',
    message: 'The port `{value}` is listed more than once.',
    help: 'List each port once per protocol.',
    // The server warns once for each earlier entry, in any container, that a port repeats. A hundred are enough.
    check: (pod, found) => {
      const counts = new Map<string, number>();
      for (const list of ['initContainers', 'containers'] as const) {
        const containers = pod[list] ?? [];
        for (let index = 0; index < containers.length; index++) {
          const ports = containers[index]?.ports ?? [];
          for (let place = 0; place < ports.length; place++) {
            const key = `${ports[place]?.containerPort ?? 0}/${ports[place]?.protocol || 'TCP'}`;
            const count = counts.get(key) ?? 0;
            for (let times = 0; times < Math.min(count, MOST_WARNINGS); times++)
              found({ value: key }, [list, index, 'ports', place]);
            counts.set(key, count + 1);
          }
        }
      }
    },
  }),
];

export function isPortNumber(port: number): boolean {
  return port >= 1 && port <= 65_535;
}

export function isProtocol(protocol: string): boolean {
  return protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP';
}
