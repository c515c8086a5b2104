import type { HostAlias, PodDNSConfig } from 'kubernetes-types/core/v1.js';
import type { Notes } from '../../provenance/voices.ts';
import { isPerOrganization, namespaceOf } from '../namespace.ts';
import { isService } from '../object-names.ts';
import type { StepInput } from '../step-input.ts';

const DEFAULT_CLUSTER_DOMAIN = 'cluster.local';

/** One host alias for each extra host, in order and not merged; or for each service, if the release has those. */
export function hostAliases(input: StepInput): HostAlias[] {
  const { step, hosts, notes } = input;
  if (notes !== undefined) noteNetworks(input, notes);
  if (hosts !== undefined) {
    if (step.extra_hosts?.length)
      notes?.lost(
        '/spec/hostAliases/-',
        'extra-host',
        '/extra_hosts',
        'extra-hosts-replaced',
        'perStepServices',
      );
    hosts.forEach(({ path }, index) => {
      notes?.set(`/spec/hostAliases/${index}/ip`, 'service-address');
      notes?.set(`/spec/hostAliases/${index}/hostnames`, 'service-alias', path);
    });
  } else
    step.extra_hosts?.forEach(({ name, ip }, index) => {
      const host = `/extra_hosts/${index}`;
      const alias = `/spec/hostAliases/${index}`;
      notes?.set(`${alias}/ip`, 'extra-host', ip === undefined ? host : `${host}/ip`);
      notes?.set(`${alias}/hostnames/0`, 'extra-host', name === undefined ? host : `${host}/name`);
    });
  return (hosts ?? step.extra_hosts ?? []).map(({ name = '', ip = '' }) => ({ ip, hostnames: [name] }));
}

/** Notes that networks have no part in the Pod. The first alias of a service is its host name in some releases. */
function noteNetworks({ step, features, hosts }: StepInput, notes: Notes): void {
  const isNamed = hosts !== undefined && isService(step, features);
  const lost = (path: string): void => notes.lost('/spec/hostAliases/-', 'field', path, 'network-unused');
  step.networks?.forEach(({ name, aliases }, index) => {
    const path = `/networks/${index}`;
    if (!isNamed || index > 0) lost(path);
    else {
      if (name) lost(`${path}/name`);
      for (let alias = 1; alias < (aliases?.length ?? 0); alias++) lost(`${path}/aliases/${alias}`);
    }
  });
}

/** The step's own DNS servers and search domains, otherwise the search domain of the workflow's services. */
export function dnsConfig(input: StepInput, subdomain: string | undefined): PodDNSConfig | undefined {
  const { step, agent, features, orgId, notes } = input;
  if (!hasOwnDns(input)) {
    if (subdomain === undefined) return undefined;
    const domain = (features.clusterDomain && agent.clusterDomain) || DEFAULT_CLUSTER_DOMAIN;
    const voice = isPerOrganization(agent, features) ? 'organization-search-domain' : 'search-domain';
    notes?.set('/spec/dnsConfig', voice);
    return { searches: [`${subdomain}.${namespaceOf(orgId, agent, features)}.svc.${domain}`] };
  }
  notes?.lost('/spec/dnsConfig/searches/-', 'cluster-domain', '', 'cluster-domain-unused');
  const config: PodDNSConfig = {};
  if (step.dns?.length) {
    config.nameservers = [...step.dns];
    notes?.set('/spec/dnsConfig/nameservers', 'dns', '/dns');
  }
  if (step.dns_search?.length) {
    config.searches = [...step.dns_search];
    notes?.set('/spec/dnsConfig/searches', 'dns', '/dns_search');
  }
  return config;
}

/** Whether a step sets DNS options, which replace the search domain of the services. */
export function hasOwnDns({ step }: Pick<StepInput, 'step'>): boolean {
  return Boolean(step.dns?.length || step.dns_search?.length);
}
