import { pointerTo } from '../../../base/json/json-pointer.ts';
import {
  type Explained,
  explained,
  fixed,
  platform,
  type StepTrace,
  stepField,
  variable,
  type WorkflowTrace,
} from '../trace.ts';
import { namespaceOf } from './metadata.ts';

/** Names and addresses: host aliases, DNS, hostname and subdomain. */
export function networkOrigin(
  trace: StepTrace,
  workflow: WorkflowTrace,
  field: string,
  rest: readonly string[],
): Explained | undefined {
  switch (field) {
    case 'hostAliases':
      return hostAliasOrigin(trace, workflow, rest);
    case 'dnsConfig':
      return dnsOrigin(trace, rest);
    case 'hostname':
      return explained('hostname', stepField(trace, '/name'));
    case 'subdomain':
      return explained('subdomain', platform('taskUuid'));
    default:
      return undefined;
  }
}

function hostAliasOrigin(
  trace: StepTrace,
  workflow: WorkflowTrace,
  [index = '', field]: readonly string[],
): Explained {
  if (!trace.input.features.perStepServices) {
    const part = field === 'ip' ? 'ip' : 'name';
    const host = pointerTo('/extra_hosts', index);
    const isGiven = trace.step.extra_hosts?.[Number(index)]?.[part] !== undefined;
    return explained('extra-host', stepField(trace, isGiven ? `${host}/${part}` : host));
  }
  if (field === 'ip') return explained('service-alias', platform('serviceAddress'));
  const service = workflow.services[Number(index)] ?? trace;
  return explained('service-alias', stepField(service, '/networks/0/aliases/0'));
}

function dnsOrigin(trace: StepTrace, [field = '', index = '']: readonly string[]): Explained {
  if (hasOwnDns(trace))
    return explained(
      'step-dns',
      stepField(trace, pointerTo(field === 'nameservers' ? '/dns' : '/dns_search', index)),
    );
  const { from } = namespaceOf(trace);
  if (!trace.input.features.clusterDomain)
    return explained('service-search-domain', platform('taskUuid'), ...from);
  return explained('service-search-domain', platform('taskUuid'), ...from, variable('clusterDomain'));
}

export function hasOwnDns({ step }: StepTrace): boolean {
  return (step.dns?.length ?? 0) > 0 || (step.dns_search?.length ?? 0) > 0;
}

/** The ClusterIP Service of a service, made up to 3.12. */
export function serviceOrigin(
  trace: StepTrace,
  tokens: readonly string[],
  portOrigin: (trace: StepTrace, tokens: readonly string[]) => Explained,
  nameOrigin: (trace: StepTrace) => Explained,
): Explained {
  const [section = '', field = '', ...rest] = tokens;
  if (section === 'metadata') return field === 'name' ? nameOrigin(trace) : namespaceOf(trace);
  if (section !== 'spec') return fixed();
  if (field === 'selector') return nameOrigin(trace);
  return field === 'ports' ? portOrigin(trace, rest) : fixed();
}
