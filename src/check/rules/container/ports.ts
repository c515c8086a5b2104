import type { ContainerPort, PodSpec } from 'kubernetes-types/core/v1.js';
import { inRange, oneOf, required } from '../../patterns.ts';
import { given, numbers, type Places } from '../../places.ts';
import { rulesOn } from '../../rule.ts';

const port = rulesOn<ContainerPort>('ContainerPort');
const spec = rulesOn<PodSpec>('PodSpec');

/** The rules that ports of containers and of Services share. */
export const PROTOCOL = {
  ...oneOf(given('protocol'), ['TCP', 'UDP', 'SCTP']),
  help: 'Use `TCP`, `UDP` or `SCTP`, in upper case.',
};
export function portNumber<Value>(places: Places<Value, number>) {
  return inRange(places, 1, 65_535);
}

const PORT_HELP = 'Use a number from 1 to 65535.';
const MOST_WARNINGS = 100;

export const CONTAINER_PORTS = [
  port(
    'container-port-missing',
    required('containerPort', 'A port has no `containerPort`, or `0`.', PORT_HELP),
  ),
  // The port 0 is a missing one.
  port('container-port-invalid', {
    ...inRange(numbers('containerPort'), 0, 65_535),
    help: PORT_HELP,
  }),
  port('container-protocol-not-supported', PROTOCOL),
  spec('container-port-repeated', {
    verdict: 'server-warning',
    field: 'containers[].ports[]',
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
