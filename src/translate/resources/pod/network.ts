import type { HostAlias, PodDNSConfig } from 'kubernetes-types/core/v1.js';
import type { StepInput } from '../step-input.ts';
import { namespaceOf } from '../step-names.ts';

const DEFAULT_CLUSTER_DOMAIN = 'cluster.local';

/** One host alias for each extra host, in order and not merged. */
export function hostAliases({ step }: StepInput): HostAlias[] {
  return (step.extra_hosts ?? []).map(({ name = '', ip = '' }) => ({ ip, hostnames: [name] }));
}

/** The step's own DNS servers and search domains, or else the search domain of the workflow's services. */
export function dnsConfig(
  { step, agent, features }: StepInput,
  subdomain: string | undefined,
): PodDNSConfig | undefined {
  const nameservers = step.dns ?? [];
  const searches = step.dns_search ?? [];
  if (nameservers.length === 0 && searches.length === 0) {
    if (subdomain === undefined) return undefined;
    const domain = (features.clusterDomain && agent.clusterDomain) || DEFAULT_CLUSTER_DOMAIN;
    return { searches: [`${subdomain}.${namespaceOf(step.org_id ?? 0, agent, features)}.svc.${domain}`] };
  }
  const config: PodDNSConfig = {};
  if (nameservers.length > 0) config.nameservers = [...nameservers];
  if (searches.length > 0) config.searches = [...searches];
  return config;
}
