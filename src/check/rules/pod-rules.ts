import { doubt, nameRule, quote, refusal, serverWarning } from './rule.ts';

/** Rules about volumes, resources and network of a Pod. */
export const POD_RULES = {
  'restart-policy-not-supported': refusal(
    'notSupported',
    'spec.restartPolicy',
    '`Always`, `OnFailure` or `Never`.',
    ({ value }: { value: string }) => `The restart policy is ${quote(value)}.`,
  ),
  'service-account-name-invalid': nameRule(
    'spec.serviceAccountName',
    'The name of a service account',
    'subdomain',
  ),
  'runtime-class-name-invalid': nameRule('spec.runtimeClassName', 'The name of a runtime class', 'subdomain'),
  'priority-class-name-invalid': nameRule(
    'spec.priorityClassName',
    'The name of a priority class',
    'subdomain',
  ),
  'hostname-invalid': nameRule('spec.hostname', 'The host name', 'label'),
  'subdomain-invalid': nameRule('spec.subdomain', 'The subdomain of a Pod', 'label'),
  'pull-secret-name-empty': serverWarning(
    'spec.imagePullSecrets[i].name',
    'the name of a Secret.',
    () => 'The pull secret has no name.',
  ),
  'pull-secret-repeated': serverWarning(
    'spec.imagePullSecrets[i].name',
    'each pull secret once.',
    ({ value }: { value: string }) => `The pull secret ${quote(value)} stands here a second time.`,
  ),
  'pull-secret-unresolvable': doubt(
    'spec.imagePullSecrets[i].name',
    'a DNS subdomain, as only such a Secret can exist.',
    ({ value }: { value: string }) => `No Secret can have the name ${quote(value)}.`,
  ),
  'host-alias-ip-invalid': refusal(
    'invalid',
    'spec.hostAliases[i].ip',
    'an IPv4 or IPv6 address without zone, mask or blanks.',
    ({ value }: { value: string }) => `The address of a host alias is ${quote(value)}.`,
  ),
  'host-alias-ip-unusual': serverWarning(
    'spec.hostAliases[i].ip',
    'an IPv4 address without leading zeros, or an IPv6 address in the form of RFC 5952.',
    ({ value }: { value: string }) => `The address ${quote(value)} is in an unusual form.`,
  ),
  'host-alias-ip-repeated': serverWarning(
    'spec.hostAliases[i].ip',
    'each address once, with all its host names.',
    ({ value }: { value: string }) => `The address ${quote(value)} stands here a second time.`,
  ),
  'host-alias-name-invalid': nameRule(
    'spec.hostAliases[i].hostnames[j]',
    'The name of a host alias',
    'subdomain',
  ),
  'nameservers-too-many': refusal(
    'invalid',
    'spec.dnsConfig.nameservers',
    'at most 3.',
    ({ count }: { count: number }) => `There are ${count} nameservers.`,
  ),
  'nameserver-invalid': refusal(
    'invalid',
    'spec.dnsConfig.nameservers[i]',
    'an IPv4 or IPv6 address without zone, mask or blanks.',
    ({ value }: { value: string }) => `The nameserver is ${quote(value)}.`,
  ),
  'nameserver-unusual': serverWarning(
    'spec.dnsConfig.nameservers[i]',
    'an IPv4 address without leading zeros, or an IPv6 address in the form of RFC 5952.',
    ({ value }: { value: string }) => `The address ${quote(value)} is in an unusual form.`,
  ),
  'searches-too-many': refusal(
    'invalid',
    'spec.dnsConfig.searches',
    'at most 32.',
    ({ count }: { count: number }) => `There are ${count} search domains.`,
  ),
  'searches-too-long': refusal(
    'invalid',
    'spec.dnsConfig.searches',
    'at most 2048 bytes, joined with blanks.',
    ({ bytes }: { bytes: number }) => `The search domains have ${bytes} bytes.`,
  ),
  'search-domain-invalid': nameRule('spec.dnsConfig.searches[i]', 'A search domain', 'searchDomain'),
  'volume-name-missing': refusal(
    'required',
    'spec.volumes[i].name',
    'every volume has a name.',
    () => 'The volume has no name.',
  ),
  'volume-name-invalid': nameRule('spec.volumes[i].name', 'The name of a volume', 'label'),
  'volume-name-duplicate': refusal(
    'duplicate',
    'spec.volumes[i].name',
    'each volume once.',
    ({ value }: { value: string }) => `The volume name ${quote(value)} is used twice.`,
  ),
  'volume-source-forbidden': refusal(
    'forbidden',
    'spec.volumes[i].persistentVolumeClaim',
    'one source per volume.',
    () => 'The volume has a second source.',
  ),
  'claim-name-missing': refusal(
    'required',
    'spec.volumes[i].persistentVolumeClaim.claimName',
    'the name of a claim.',
    () => 'The volume names no claim.',
  ),
  'claim-name-unresolvable': doubt(
    'spec.volumes[i].persistentVolumeClaim.claimName',
    'a DNS subdomain, as only such a claim can exist.',
    ({ value }: { value: string }) => `No claim can have the name ${quote(value)}.`,
  ),
  'secret-name-missing': refusal(
    'required',
    'spec.volumes[i].secret.secretName',
    'the name of a Secret.',
    () => 'The volume names no Secret.',
  ),
  'secret-name-unresolvable': doubt(
    'spec.volumes[i].secret.secretName',
    'a DNS subdomain, as only such a Secret can exist.',
    ({ value }: { value: string }) => `No Secret can have the name ${quote(value)}.`,
  ),
  'secret-mode-invalid': refusal(
    'invalid',
    'spec.volumes[i].secret.defaultMode',
    'a file mode from 0 to 511 (octal 0777).',
    ({ value }: { value: number }) => `The file mode is ${value}.`,
  ),
  'secret-item-key-missing': refusal(
    'required',
    'spec.volumes[i].secret.items[j].key',
    'a key of the Secret.',
    () => 'The item has no key.',
  ),
  'secret-item-path-missing': refusal(
    'required',
    'spec.volumes[i].secret.items[j].path',
    'a path within the volume.',
    () => 'The item has no path.',
  ),
  'secret-item-path-invalid': refusal(
    'invalid',
    'spec.volumes[i].secret.items[j].path',
    'a relative path without `..`, not beginning with `..`.',
    ({ value }: { value: string }) => `The path ${quote(value)} of an item is not allowed.`,
  ),
  'secret-item-mode-invalid': refusal(
    'invalid',
    'spec.volumes[i].secret.items[j].mode',
    'a file mode from 0 to 511 (octal 0777).',
    ({ value }: { value: number }) => `The file mode is ${value}.`,
  ),
} as const;
