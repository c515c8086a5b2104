import { labelProblems } from '../base/text/kubernetes-names.ts';
import { isPortNumber, isProtocol } from './container-ports.ts';
import { type JsonObject, noteUnchecked, readInteger, readItem, readText } from './read.ts';
import { type Report, tell, tellName } from './report.ts';

const CHECKED = /* @__PURE__ */ new Set(['name', 'port', 'targetPort', 'protocol']);

/** Checks `ports` of a Service; the trail ends at `spec`. */
export function checkServicePorts(report: Report, ports: readonly unknown[]): void {
  const names = new Set<string>();
  const seen = new Set<string>();
  report.trail.push('ports');
  for (let index = 0; index < ports.length; index++) {
    const port = readItem(report, ports, index);
    report.trail.push(index);
    checkName(report, port, names, ports.length > 1);
    const number = readInteger(report, port, 'port', 32) ?? 0;
    if (!isPortNumber(number)) tell(report, 'service-port-invalid', { value: number }, ['port']);
    const protocol = readText(report, port, 'protocol') || 'TCP';
    if (!isProtocol(protocol))
      tell(report, 'service-protocol-not-supported', { value: protocol }, ['protocol']);
    checkTargetPort(report, port, number);
    const key = `${number}/${protocol}`;
    if (seen.has(key)) tell(report, 'service-port-duplicate', { value: key });
    seen.add(key);
    noteUnchecked(report, port, CHECKED);
    report.trail.pop();
  }
  report.trail.pop();
}

function checkName(report: Report, port: JsonObject, names: Set<string>, required: boolean): void {
  const name = readText(report, port, 'name');
  if (name === '') {
    if (required) tell(report, 'service-port-name-missing', {}, ['name']);
    return;
  }
  tellName(report, 'service-port-name-invalid', labelProblems(name), name, ['name']);
  if (names.has(name)) tell(report, 'service-port-name-duplicate', { value: name }, ['name']);
  names.add(name);
}

/** A missing target port is the port itself. */
function checkTargetPort(report: Report, port: JsonObject, number: number): void {
  const target = port['targetPort'];
  if (typeof target === 'string' && target !== '') {
    for (const problem of portNameProblems(target)) {
      tell(report, 'service-target-port-name-invalid', { value: target, problem }, ['targetPort']);
    }
    return;
  }
  const value = target === '' ? number : readInteger(report, port, 'targetPort', 32) || number;
  if (!isPortNumber(value)) tell(report, 'service-target-port-invalid', { value }, ['targetPort']);
}

function portNameProblems(name: string): string[] {
  const problems: string[] = [];
  if (name.length > 15) problems.push('is longer than 15 characters');
  if (!/^[-a-z0-9]+$/.test(name)) problems.push('has characters other than `a-z`, `0-9` and `-`');
  if (!/[a-z]/.test(name)) problems.push('has no letter');
  if (name.includes('--')) problems.push('has two dashes in a row');
  if (name.startsWith('-') || name.endsWith('-')) problems.push('begins or ends with a dash');
  return problems;
}
