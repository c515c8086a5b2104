import { serviceNameProblems, subdomainProblems } from '../base/text/kubernetes-names.ts';
import { ipAddressForm } from './ip-address.ts';
import { checkLabels } from './labels.ts';
import { checkMetadata } from './metadata.ts';
import { type JsonObject, noteUnchecked, readList, readObject, readText } from './read.ts';
import { type Report, tell, tellName } from './report.ts';
import { checkServicePorts } from './service-ports.ts';

const SERVICE = /* @__PURE__ */ new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status']);
const SPEC = /* @__PURE__ */ new Set(['type', 'clusterIP', 'externalName', 'ports', 'selector']);
const TYPES = /* @__PURE__ */ new Set(['', 'ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']);
const EMPTY_SPEC: JsonObject = {};

export function checkService(report: Report, service: JsonObject): void {
  checkMetadata(report, service, 'service-name-invalid', serviceNameProblems);
  const spec = readObject(report, service, 'spec') ?? EMPTY_SPEC;
  report.trail.push('spec');
  const type = readText(report, spec, 'type');
  if (!TYPES.has(type)) tell(report, 'service-type-not-supported', { value: type }, ['type']);
  const clusterIp = readText(report, spec, 'clusterIP');
  checkClusterIp(report, clusterIp, type);
  checkExternalName(report, readText(report, spec, 'externalName'), type);
  const ports = readList(report, spec, 'ports');
  if (ports.length === 0 && clusterIp !== 'None' && type !== 'ExternalName') {
    tell(report, 'service-ports-missing', {}, ['ports']);
  }
  checkServicePorts(report, ports);
  const selector = readObject(report, spec, 'selector');
  if (selector !== undefined) {
    report.trail.push('selector');
    checkLabels(report, selector, 'service-selector-key-invalid', 'service-selector-value-invalid');
    report.trail.pop();
  }
  noteUnchecked(report, spec, SPEC);
  report.trail.pop();
  noteUnchecked(report, service, SERVICE);
}

function checkClusterIp(report: Report, clusterIp: string, type: string): void {
  if (clusterIp === '') return;
  if (type === 'ExternalName') tell(report, 'cluster-ip-forbidden', {}, ['clusterIP'], '.clusterIPs');
  else if (clusterIp === 'None') {
    if (type !== 'NodePort' && type !== 'LoadBalancer') return;
    tell(report, 'cluster-ip-invalid', { value: clusterIp }, ['clusterIP'], '.clusterIPs[0]');
  } else {
    const form = ipAddressForm(clusterIp);
    if (form === 'canonical') return;
    const code = form === 'invalid' ? 'cluster-ip-invalid' : 'cluster-ip-unusual';
    tell(report, code, { value: clusterIp }, ['clusterIP'], '.clusterIPs[0]');
  }
}

function checkExternalName(report: Report, externalName: string, type: string): void {
  if (type !== 'ExternalName') return;
  const name = externalName.endsWith('.') ? externalName.slice(0, -1) : externalName;
  if (name === '') tell(report, 'service-external-name-missing', {}, ['externalName']);
  else tellName(report, 'service-external-name-invalid', subdomainProblems(name), name, ['externalName']);
}
