import { byteLength } from '../base/encoding/byte-length.ts';
import { labelProblems, searchDomainProblems, subdomainProblems } from '../base/text/kubernetes-names.ts';
import { ipAddressForm } from './ip-address.ts';
import {
  type JsonObject,
  noteUnchecked,
  readItem,
  readList,
  readObject,
  readText,
  readTexts,
} from './read.ts';
import { type Report, tell, tellName } from './report.ts';

const HOST_ALIAS = /* @__PURE__ */ new Set(['ip', 'hostnames']);
const DNS_CONFIG = /* @__PURE__ */ new Set(['nameservers', 'searches']);
const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const SEARCH_BYTES = 2048;

/** Checks `hostname`, `subdomain`, `hostAliases` and `dnsConfig` of a Pod. */
export function checkNetwork(report: Report, spec: JsonObject): void {
  const hostname = readText(report, spec, 'hostname');
  const hostnameProblems = hostname === '' ? 0 : labelProblems(hostname);
  tellName(report, 'hostname-invalid', hostnameProblems, hostname, ['hostname']);
  const subdomain = readText(report, spec, 'subdomain');
  const problems = subdomain === '' ? 0 : labelProblems(subdomain);
  tellName(report, 'subdomain-invalid', problems, subdomain, ['subdomain']);
  checkHostAliases(report, spec);
  const dns = readObject(report, spec, 'dnsConfig');
  if (dns === undefined) return;
  report.trail.push('dnsConfig');
  checkNameservers(report, readTexts(report, dns, 'nameservers'));
  checkSearches(report, readTexts(report, dns, 'searches'));
  noteUnchecked(report, dns, DNS_CONFIG);
  report.trail.pop();
}

function checkHostAliases(report: Report, spec: JsonObject): void {
  const aliases = readList(report, spec, 'hostAliases');
  const addresses = new Set<string>();
  report.trail.push('hostAliases');
  for (let index = 0; index < aliases.length; index++) {
    const alias = readItem(report, aliases, index);
    report.trail.push(index);
    const ip = readText(report, alias, 'ip');
    const form = ipAddressForm(ip);
    if (form === 'invalid') tell(report, 'host-alias-ip-invalid', { value: ip }, ['ip']);
    else if (form === 'unusual') tell(report, 'host-alias-ip-unusual', { value: ip }, ['ip']);
    if (addresses.has(ip)) tell(report, 'host-alias-ip-repeated', { value: ip }, ['ip']);
    addresses.add(ip);
    checkHostNames(report, readTexts(report, alias, 'hostnames'));
    noteUnchecked(report, alias, HOST_ALIAS);
    report.trail.pop();
  }
  report.trail.pop();
}

function checkHostNames(report: Report, names: readonly string[]): void {
  for (const [index, name] of names.entries()) {
    tellName(report, 'host-alias-name-invalid', subdomainProblems(name), name, ['hostnames', index]);
  }
}

function checkNameservers(report: Report, nameservers: readonly string[]): void {
  const count = nameservers.length;
  if (count > MOST_NAMESERVERS) tell(report, 'nameservers-too-many', { count }, ['nameservers']);
  for (const [index, value] of nameservers.entries()) {
    const form = ipAddressForm(value);
    if (form === 'invalid') tell(report, 'nameserver-invalid', { value }, ['nameservers', index]);
    else if (form === 'unusual') tell(report, 'nameserver-unusual', { value }, ['nameservers', index]);
  }
}

function checkSearches(report: Report, searches: readonly string[]): void {
  const count = searches.length;
  if (count > MOST_SEARCHES) tell(report, 'searches-too-many', { count }, ['searches']);
  let bytes = Math.max(0, count - 1);
  for (const [index, search] of searches.entries()) {
    bytes += byteLength(search);
    if (search === '.') continue;
    const domain = search.endsWith('.') ? search.slice(0, -1) : search;
    tellName(report, 'search-domain-invalid', searchDomainProblems(domain), search, ['searches', index]);
  }
  if (bytes > SEARCH_BYTES) tell(report, 'searches-too-long', { bytes }, ['searches']);
}
