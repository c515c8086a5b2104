import { type JsonObject, noteUnchecked, readInteger, readItem, readList, readText } from './read.ts';
import { type Report, tell } from './report.ts';

const CHECKED = /* @__PURE__ */ new Set(['containerPort', 'protocol']);

/** How often each port and protocol was seen in the containers before. */
export type SeenPorts = Map<string, number>;

/** Checks `ports` of a container. The server warns once for each earlier entry that a port repeats. */
export function checkContainerPorts(report: Report, container: JsonObject, seen: SeenPorts): void {
  const ports = readList(report, container, 'ports');
  report.trail.push('ports');
  for (let index = 0; index < ports.length; index++) {
    const port = readItem(report, ports, index);
    report.trail.push(index);
    checkPort(report, port, seen);
    report.trail.pop();
  }
  report.trail.pop();
}

export function isPortNumber(port: number): boolean {
  return port >= 1 && port <= 65_535;
}

export function isProtocol(protocol: string): boolean {
  return protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP';
}

function checkPort(report: Report, port: JsonObject, seen: SeenPorts): void {
  const number = readInteger(report, port, 'containerPort', 32) ?? 0;
  if (number === 0) tell(report, 'container-port-missing', {}, ['containerPort']);
  else if (!isPortNumber(number))
    tell(report, 'container-port-invalid', { value: number }, ['containerPort']);
  const protocol = readText(report, port, 'protocol') || 'TCP';
  if (!isProtocol(protocol))
    tell(report, 'container-protocol-not-supported', { value: protocol }, ['protocol']);
  noteUnchecked(report, port, CHECKED);

  const key = `${number}/${protocol}`;
  const before = seen.get(key) ?? 0;
  for (let count = 0; count < before; count++) tell(report, 'container-port-repeated', { value: key });
  seen.set(key, before + 1);
}
