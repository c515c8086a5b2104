import { upper } from '../../base/encoding/case-mapping.ts';
import { isDnsName } from '../../base/text/kubernetes-names.ts';
import type { RuleTable } from '../../diagnostics/diagnostic.ts';
import type { StepTrace } from '../../explain/ledger/trace.ts';
import { isService } from '../../translate/resources/object-names.ts';
import { hasOwnDns } from '../../translate/resources/pod/network.ts';
import { needsRegistrySecret, needsStepSecret } from '../../translate/resources/secrets.ts';
import { type Finding, findingsOf, type LossRows, type StepRule } from '../finding.ts';

/** Services, detached steps, ports and DNS. */
export const NETWORK_RULES = {
  'detached-service-orphan': {
    severity: 'warning',
    message: 'The Service of the detached step {step} finds no Pod and is never deleted.',
    note: 'Agents of 3.0 and 3.1 give the Pod another label than the one that the Service selects.',
    help: 'List {step} under `services`, or update the agent to 3.2.',
  },
  'detached-as-service': {
    severity: 'info',
    message: 'The agent names the Pod of the detached step {step} like the Pod of a service.',
    note: 'Agents of 3.2 to 3.13 do so. Since 3.14 it is named like the Pod of any other step.',
  },
  'detached-with-ports': {
    severity: 'info',
    at: 'key',
    message: 'The `ports` of the detached step {step} create no Service.',
    note: 'Since 3.13 other steps reach a detached step by its name, as they reach a service. No ports are needed.',
    help: 'Remove `ports`.',
  },
  'extra-hosts-replaced': {
    severity: 'warning',
    at: 'key',
    message: 'The agent replaces the `extra_hosts` of {step} with the addresses of the services.',
    note: 'Agents through 3.12 do so.',
    help: 'Update the agent to 3.13, or append the addresses to `/etc/hosts` in a command.',
  },
  'service-without-ports': {
    severity: 'error',
    message: '{name} has no `ports`, so the workflow cannot be set up.',
    note: 'Agents through 3.12 create a Service for each service and detached step, and a Service needs a port.',
    help: 'Add `ports`, or update the agent to 3.13.',
  },
  'service-alias-invalid': {
    severity: 'error',
    message: 'The service name {alias} is not a valid host name.',
    note: 'Agents through 3.12 write it as a host alias into each Pod of the workflow. The API server rejects these Pods.',
    help: 'Use lower-case letters, digits and `-`.',
  },
  'port-repeated': {
    severity: 'error',
    message: 'Port {port} is listed twice.',
    note: 'Agents through 3.12 give both entries the same name, and the API server rejects the Service.',
    help: 'List the port once, or update the agent to 3.13.',
  },
  'port-protocol-unknown': {
    severity: 'error',
    message: 'Invalid protocol {protocol}.',
    note: 'The API server rejects the object.',
    help: 'Use `tcp`, `udp` or `sctp`.',
  },
  'port-zero': {
    severity: 'error',
    message: 'Port `0` is not a valid port.',
    note: 'The API server rejects the object.',
    help: 'Write a number from 1 to 65535.',
  },
  'dns-hides-services': {
    severity: 'warning',
    message: '{step} cannot find services by their short names, because it sets `{field}`.',
    note: 'It replaces the search domain of the workflow.',
    help: 'Remove `{field}`, or add the domain of the services to `dns_search`.',
  },
  'registry-secret-plain-name': {
    severity: 'info',
    message:
      'The registry Secret of the service {step} is named after its id, unlike its Pod, and has no run label.',
    help: 'Find it by the label `step`.',
  },
  'service-secret-left-behind': {
    severity: 'info',
    message: 'The agent never deletes the Secrets of the service {step}.',
    note: 'Agents through 3.13 do not wait for services.',
    help: 'Delete the Secrets yourself, or update the agent to 3.14.',
  },
} as const satisfies RuleTable;

const finding = /* @__PURE__ */ findingsOf(NETWORK_RULES);

export const NETWORK_LOSSES: LossRows = {
  'extra-hosts-replaced': ({ path }, { step }) => finding('extra-hosts-replaced', path, { step: step.name }),
};

const PROTOCOLS = ['', 'TCP', 'UDP', 'SCTP'];

/** Services, detached steps, and how other steps reach them. */
export const services: StepRule = (trace, { hasServices }) => {
  const { step, input, path } = trace;
  const { features } = input;
  const findings: Finding[] = [];
  const makesService = features.perStepServices && isService(step, features);
  if (step.detach === true && step.type !== 'service') {
    const at = `${path}/detach`;
    const args = { step: step.name };
    if (features.detachedOrphanService) findings.push(finding('detached-service-orphan', at, args));
    else if (isService(step, features)) findings.push(finding('detached-as-service', at, args));
    if (!features.perStepServices && (step.ports?.length ?? 0) > 0)
      findings.push(finding('detached-with-ports', `${path}/ports`, args));
  }
  if (makesService && !features.servicePortsRequired && !step.ports?.length)
    findings.push(serviceWithoutPorts(`${path}/ports`, step.name));
  const alias = step.networks?.[0]?.aliases?.[0];
  if (makesService && alias !== undefined && !isDnsName(alias))
    findings.push(finding('service-alias-invalid', `${path}/networks/0/aliases/0`, { alias }));
  if (features.headlessService && hasOwnDns(input) && hasServices && step.type !== 'service') {
    const field = step.dns?.length ? 'dns' : 'dns_search';
    findings.push(finding('dns-hides-services', `${path}/${field}`, { step: step.name, field }));
  }
  return [...findings, ...ports(trace, makesService), ...secretsOfServices(trace)];
};

export function serviceWithoutPorts(path: string, name: string): Finding {
  return finding('service-without-ports', path, { name });
}

function ports({ step, path }: StepTrace, makesService: boolean): Finding[] {
  const seen = new Set<number>();
  return (step.ports ?? []).flatMap(({ number = 0, protocol = '' }, index) => {
    const at = `${path}/ports/${index}`;
    if (number === 0) return [finding('port-zero', at, {})];
    if (!PROTOCOLS.includes(upper(protocol)))
      return [finding('port-protocol-unknown', `${at}/protocol`, { protocol })];
    if (makesService && seen.has(number)) return [finding('port-repeated', at, { port: number })];
    seen.add(number);
    return [];
  });
}

function secretsOfServices({ step, input, path }: StepTrace): Finding[] {
  const { features } = input;
  if (step.type !== 'service') return [];
  const hasCredentials = needsRegistrySecret(step);
  const findings: Finding[] = [];
  const args = { step: step.name };
  if (hasCredentials) findings.push(finding('registry-secret-plain-name', `${path}/auth_config`, args));
  const isLeft = !features.stopTimeout && (hasCredentials || needsStepSecret(step, features));
  const at = hasCredentials ? 'auth_config' : 'secret_mapping';
  if (isLeft) findings.push(finding('service-secret-left-behind', `${path}/${at}`, args));
  return findings;
}
