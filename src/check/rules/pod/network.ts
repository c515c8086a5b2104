import type { HostAlias, PodDNSConfig, PodSpec } from 'kubernetes-types/core/v1.js';
import { byteLength } from '../../../base/encoding/utf8.ts';
import {
  labelProblems,
  searchDomainProblems,
  subdomainProblems,
} from '../../../base/text/kubernetes-names.ts';
import { ipAddressForm } from '../../ip-address.ts';
import { rulesOn } from '../../rule.ts';
import { DNS_LABEL, DNS_SUBDOMAIN, reportName } from '../names.ts';

const spec = rulesOn<PodSpec>('PodSpec');
const dns = rulesOn<PodDNSConfig>('PodDNSConfig');
const alias = rulesOn<HostAlias>('HostAlias');

const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const SEARCH_BYTES = 2048;

const ADDRESS_HELP = 'Write an IPv4 or IPv6 address, without zone, mask or spaces.';
const UNUSUAL_ADDRESS = {
  note: 'A later release of Kubernetes may reject it.',
  help: 'Write an IPv4 address without leading zeros, or an IPv6 address in the form of RFC 5952.',
} as const;

export const NETWORK = [
  spec('hostname-invalid', {
    verdict: 'invalid',
    field: 'hostname',
    message: 'Invalid `hostname` {value}.',
    ...DNS_LABEL,
    check: ({ hostname }, found) => {
      if (hostname) reportName(found, labelProblems(hostname), hostname);
    },
  }),
  spec('subdomain-invalid', {
    verdict: 'invalid',
    field: 'subdomain',
    message: 'Invalid `subdomain` {value}.',
    ...DNS_LABEL,
    check: ({ subdomain }, found) => {
      if (subdomain) reportName(found, labelProblems(subdomain), subdomain);
    },
  }),
  spec('host-alias-ip-invalid', {
    verdict: 'invalid',
    field: 'hostAliases[i].ip',
    message: 'Invalid IP address {value} in `hostAliases`.',
    note: 'Kubernetes 1.29 reports it without the index.',
    help: ADDRESS_HELP,
    versions: [
      {
        through: '1.29',
        check: ({ hostAliases }, found) => {
          for (const [index, item] of (hostAliases ?? []).entries()) {
            const value = item?.ip ?? '';
            if (ipAddressForm(value) === 'invalid')
              found({ value }, ['hostAliases', index, 'ip'], 'hostAliases.ip');
          }
        },
      },
      {
        since: '1.30',
        check: ({ hostAliases }, found) => {
          for (const [index, item] of (hostAliases ?? []).entries()) {
            const value = item?.ip ?? '';
            if (ipAddressForm(value) === 'invalid') found({ value }, ['hostAliases', index, 'ip']);
          }
        },
      },
    ],
  }),
  alias('host-alias-ip-unusual', {
    verdict: 'server-warning',
    field: 'ip',
    message: 'Non-standard IP address {value}.',
    ...UNUSUAL_ADDRESS,
    since: '1.33',
    check: ({ ip }, found) => {
      const form = ipAddressForm(ip ?? '');
      if (form !== 'canonical' && form !== 'invalid') found({ value: ip ?? '' });
    },
  }),
  spec('host-alias-ip-repeated', {
    verdict: 'server-warning',
    field: 'hostAliases[i].ip',
    message: 'The address {value} is listed more than once in `hostAliases`.',
    help: 'List each address once, with all its host names.',
    check: ({ hostAliases }, found) => {
      const addresses = new Set<string>();
      for (const [index, item] of (hostAliases ?? []).entries()) {
        const value = item?.ip ?? '';
        if (addresses.has(value)) found({ value }, ['hostAliases', index, 'ip']);
        addresses.add(value);
      }
    },
  }),
  spec('host-alias-name-invalid', {
    verdict: 'invalid',
    field: 'hostAliases[i].hostnames[j]',
    message: 'Invalid host name {value} in `hostAliases`.',
    ...DNS_SUBDOMAIN,
    versions: [
      {
        through: '1.29',
        check: ({ hostAliases }, found) => {
          for (const [index, item] of (hostAliases ?? []).entries()) {
            for (const [place, name] of (item?.hostnames ?? []).entries()) {
              const at = ['hostAliases', index, 'hostnames', place];
              reportName(found, subdomainProblems(name ?? ''), name ?? '', at, 'hostAliases.hostnames');
            }
          }
        },
      },
      {
        since: '1.30',
        check: ({ hostAliases }, found) => {
          for (const [index, item] of (hostAliases ?? []).entries()) {
            for (const [place, name] of (item?.hostnames ?? []).entries()) {
              const at = ['hostAliases', index, 'hostnames', place];
              reportName(found, subdomainProblems(name ?? ''), name ?? '', at);
            }
          }
        },
      },
    ],
  }),
  dns('nameservers-too-many', {
    verdict: 'invalid',
    field: 'nameservers',
    message: '`nameservers` has {count:text} entries.',
    help: 'Keep at most 3.',
    check: ({ nameservers }, found) => {
      const count = nameservers?.length ?? 0;
      if (count > MOST_NAMESERVERS) found({ count });
    },
  }),
  dns('nameserver-invalid', {
    verdict: 'invalid',
    field: 'nameservers[i]',
    message: 'Invalid IP address {value} in `nameservers`.',
    help: ADDRESS_HELP,
    check: ({ nameservers }, found) => {
      for (const [index, value] of (nameservers ?? []).entries()) {
        if (ipAddressForm(value ?? '') === 'invalid') found({ value }, ['nameservers', index]);
      }
    },
  }),
  dns('nameserver-unusual', {
    verdict: 'server-warning',
    field: 'nameservers[i]',
    message: 'Non-standard IP address {value}.',
    ...UNUSUAL_ADDRESS,
    since: '1.33',
    check: ({ nameservers }, found) => {
      for (const [index, value] of (nameservers ?? []).entries()) {
        const form = ipAddressForm(value ?? '');
        if (form !== 'canonical' && form !== 'invalid') found({ value }, ['nameservers', index]);
      }
    },
  }),
  dns('searches-too-many', {
    verdict: 'invalid',
    field: 'searches',
    message: '`searches` has {count:text} entries.',
    help: 'Keep at most 32.',
    check: ({ searches }, found) => {
      const count = searches?.length ?? 0;
      if (count > MOST_SEARCHES) found({ count });
    },
  }),
  dns('searches-too-long', {
    verdict: 'invalid',
    field: 'searches',
    message: 'The search domains have {bytes:text} bytes.',
    help: 'Keep them within 2048 bytes, joined with spaces.',
    check: ({ searches }, found) => {
      let bytes = Math.max(0, (searches?.length ?? 0) - 1);
      for (const search of searches ?? []) bytes += byteLength(search ?? '');
      if (bytes > SEARCH_BYTES) found({ bytes });
    },
  }),
  dns('search-domain-invalid', {
    verdict: 'invalid',
    field: 'searches[i]',
    message: 'Invalid search domain {value}.',
    ...DNS_SUBDOMAIN,
    note: 'It {problem:text}. Since Kubernetes 1.33 a domain may contain `_` and may be `.`.',
    versions: [
      {
        through: '1.32',
        check: ({ searches }, found) => {
          for (const [index, search] of (searches ?? []).entries()) {
            const domain = withoutDot(search ?? '');
            reportName(found, subdomainProblems(domain), search ?? '', ['searches', index]);
          }
        },
      },
      {
        since: '1.33',
        check: ({ searches }, found) => {
          for (const [index, search] of (searches ?? []).entries()) {
            if (search === '.') continue;
            const domain = withoutDot(search ?? '');
            reportName(found, searchDomainProblems(domain), search ?? '', ['searches', index]);
          }
        },
      },
    ],
  }),
];

/** A trailing dot is allowed. */
function withoutDot(domain: string): string {
  return domain.endsWith('.') ? domain.slice(0, -1) : domain;
}
