import type { HostAlias, PodDNSConfig, PodSpec } from 'kubernetes-types/core/v1.js';
import { byteLength } from '../../../base/encoding/utf8.ts';
import { searchDomainProblems, subdomainProblems } from '../../../base/text/kubernetes-names.ts';
import { isNotAddress, isUnusualAddress, UNUSUAL_ADDRESS } from '../../ip-address.ts';
import { atMost, repeated, wrong } from '../../patterns.ts';
import { each, given, reportedAt } from '../../places.ts';
import { rulesOn } from '../../rule.ts';
import { DNS_LABEL, DNS_SUBDOMAIN, type NameForm, named, withoutDot } from '../names.ts';

const spec = rulesOn<PodSpec>('PodSpec');
const dns = rulesOn<PodDNSConfig>('PodDNSConfig');
const alias = rulesOn<HostAlias>('HostAlias');

const SEARCH_BYTES = 2048;

const ADDRESS_HELP = 'Write an IPv4 or IPv6 address, without zone, mask or spaces.';
const ALIAS_IPS = each('hostAliases[].ip');
const ALIAS_NAMES = each('hostAliases[].hostnames[]');

function aliasName(places: typeof ALIAS_NAMES) {
  return named(places, DNS_SUBDOMAIN, 'Invalid host name {value} in `hostAliases`.');
}

function searchDomain(problemsOf: NameForm['problemsOf']) {
  return named(each('searches[]'), { ...DNS_SUBDOMAIN, problemsOf }, 'Invalid search domain {value}.');
}

const OLD_SEARCH_DOMAIN = searchDomain((search) => subdomainProblems(withoutDot(search)));
const SEARCH_DOMAIN = searchDomain((search) =>
  search === '.' ? 0 : searchDomainProblems(withoutDot(search)),
);

export const NETWORK = [
  spec('hostname-invalid', named(given('hostname'), DNS_LABEL)),
  spec('subdomain-invalid', named(given('subdomain'), DNS_LABEL)),
  spec('host-alias-ip-invalid', {
    verdict: 'invalid',
    field: ALIAS_IPS.field,
    message: 'Invalid IP address {value} in `hostAliases`.',
    note: 'Kubernetes 1.29 reports it without the index.',
    help: ADDRESS_HELP,
    versions: [
      { through: '1.29', ...wrong(reportedAt('hostAliases.ip', ALIAS_IPS), isNotAddress) },
      { since: '1.30', ...wrong(ALIAS_IPS, isNotAddress) },
    ],
  }),
  alias('host-alias-ip-unusual', {
    ...UNUSUAL_ADDRESS,
    ...wrong(each('ip'), isUnusualAddress),
    since: '1.33',
  }),
  spec('host-alias-ip-repeated', {
    verdict: 'server-warning',
    message: 'The address {value} is listed more than once in `hostAliases`.',
    help: 'List each address once, with all its host names.',
    ...repeated(ALIAS_IPS),
  }),
  spec('host-alias-name-invalid', {
    ...aliasName(ALIAS_NAMES),
    versions: [
      { through: '1.29', check: aliasName(reportedAt('hostAliases.hostnames', ALIAS_NAMES)).check },
      { since: '1.30', check: aliasName(ALIAS_NAMES).check },
    ],
  }),
  dns('nameservers-too-many', atMost('nameservers', 3)),
  dns('nameserver-invalid', {
    verdict: 'invalid',
    message: 'Invalid IP address {value} in `nameservers`.',
    help: ADDRESS_HELP,
    ...wrong(each('nameservers[]'), isNotAddress),
  }),
  dns('nameserver-unusual', {
    ...UNUSUAL_ADDRESS,
    ...wrong(each('nameservers[]'), isUnusualAddress),
    since: '1.33',
  }),
  dns('searches-too-many', atMost('searches', 32)),
  dns('searches-too-long', {
    verdict: 'invalid',
    field: 'searches',
    message: 'The search domains have {bytes:text} bytes.',
    help: 'Keep them within 2048 bytes, joined with spaces.',
    check: ({ searches }) => {
      let bytes = Math.max(0, (searches?.length ?? 0) - 1);
      for (const search of searches ?? []) bytes += byteLength(search ?? '');
      return bytes > SEARCH_BYTES && { bytes };
    },
  }),
  dns('search-domain-invalid', {
    ...SEARCH_DOMAIN,
    note: 'It {problem:text}. Since Kubernetes 1.33 a domain may contain `_` and may be `.`.',
    versions: [
      { through: '1.32', check: OLD_SEARCH_DOMAIN.check },
      { since: '1.33', check: SEARCH_DOMAIN.check },
    ],
  }),
];
