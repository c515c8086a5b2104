import { nameRule, quote, refusal, serverWarning } from './rule.ts';

/** Rules about claims, Services and Secrets. */
export const OTHER_OBJECT_RULES = {
  'access-modes-missing': refusal(
    'required',
    'spec.accessModes',
    'at least one access mode.',
    () => 'The claim has no access mode.',
  ),
  'access-mode-not-supported': refusal(
    'notSupported',
    'spec.accessModes',
    '`ReadWriteOnce`, `ReadOnlyMany`, `ReadWriteMany` or `ReadWriteOncePod`.',
    ({ value }: { value: string }) => `The access mode is ${quote(value)}.`,
  ),
  'access-modes-conflict': refusal(
    'forbidden',
    'spec.accessModes',
    '`ReadWriteOncePod` alone.',
    () => 'The access mode `ReadWriteOncePod` stands beside another.',
  ),
  'storage-missing': refusal(
    'required',
    'spec.resources[storage]',
    'the requested storage.',
    () => 'The claim requests no storage.',
  ),
  'storage-not-positive': refusal(
    'invalid',
    'spec.resources[storage]',
    'more than zero.',
    ({ value }: { value: string }) => `The claim requests ${quote(value)} of storage.`,
  ),
  'storage-fractional-bytes': serverWarning(
    'spec.resources.requests[storage]',
    'whole bytes; the suffix `m` is a thousandth, `M` and `Mi` are millions.',
    ({ value }: { value: string }) => `The storage ${quote(value)} has fractions of a byte.`,
  ),
  'storage-class-name-invalid': nameRule('spec.storageClassName', 'The name of a storage class', 'subdomain'),
  'service-type-not-supported': refusal(
    'notSupported',
    'spec.type',
    '`ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`.',
    ({ value }: { value: string }) => `The type of the Service is ${quote(value)}.`,
  ),
  'service-external-name-missing': refusal(
    'required',
    'spec.externalName',
    'a DNS name beside the type `ExternalName`.',
    () => 'The Service has no external name.',
  ),
  'service-external-name-invalid': nameRule(
    'spec.externalName',
    'The external name of a Service',
    'subdomain',
  ),
  'service-ports-missing': refusal(
    'required',
    'spec.ports',
    'at least one port, unless `clusterIP` is `None`.',
    () => 'The Service has no ports.',
  ),
  'service-port-name-missing': refusal(
    'required',
    'spec.ports[i].name',
    'a name for each port where there are several.',
    () => 'The port has no name.',
  ),
  'service-port-name-invalid': nameRule('spec.ports[i].name', 'The name of a port', 'label'),
  'service-port-name-duplicate': refusal(
    'duplicate',
    'spec.ports[i].name',
    'each port name once.',
    ({ value }: { value: string }) => `The port name ${quote(value)} is used twice.`,
  ),
  'service-port-invalid': refusal(
    'invalid',
    'spec.ports[i].port',
    'a number from 1 to 65535.',
    ({ value }: { value: number }) => `The port is ${value}.`,
  ),
  'service-protocol-not-supported': refusal(
    'notSupported',
    'spec.ports[i].protocol',
    '`TCP`, `UDP` or `SCTP`, in capitals.',
    ({ value }: { value: string }) => `The protocol is ${quote(value)}.`,
  ),
  'service-target-port-invalid': refusal(
    'invalid',
    'spec.ports[i].targetPort',
    'a number from 1 to 65535.',
    ({ value }: { value: number }) => `The target port is ${value}.`,
  ),
  'service-target-port-name-invalid': refusal(
    'invalid',
    'spec.ports[i].targetPort',
    'at most 15 of `a-z`, `0-9` and `-`, with a letter, without `--`, with a letter or digit at both ends.',
    ({ value, problem }: { value: string; problem: string }) =>
      `The name ${quote(value)} of the target port ${problem}.`,
  ),
  'service-port-duplicate': refusal(
    'duplicate',
    'spec.ports[i]',
    'each port once per protocol.',
    ({ value }: { value: string }) => `The port ${value} stands here a second time.`,
  ),
  'service-selector-key-invalid': nameRule('spec.selector', 'The key of a Service selector', 'qualifiedName'),
  'service-selector-value-invalid': nameRule(
    'spec.selector',
    'The value of a Service selector',
    'labelValue',
  ),
  'cluster-ip-invalid': refusal(
    'invalid',
    'spec.clusterIPs[0]',
    '`None`, or an IPv4 or IPv6 address.',
    ({ value }: { value: string }) => `The cluster address is ${quote(value)}.`,
  ),
  'cluster-ip-forbidden': refusal(
    'forbidden',
    'spec.clusterIPs',
    'no cluster address with the type `ExternalName`.',
    () => 'A Service of type `ExternalName` has a cluster address.',
  ),
  'cluster-ip-unusual': serverWarning(
    'spec.clusterIPs[0]',
    'an IPv4 address without leading zeros, or an IPv6 address in the form of RFC 5952.',
    ({ value }: { value: string }) => `The address ${quote(value)} is in an unusual form.`,
  ),
  'secret-key-invalid': nameRule('data[key]', 'The key of a Secret', 'configKey'),
  'secret-value-not-base64': refusal(
    'invalid',
    'data[key]',
    'base64 with padding; anything else cannot be decoded.',
    ({ key }: { key: string }) => `The value of ${quote(key)} is not base64.`,
  ),
  'secret-too-long': refusal(
    'tooLong',
    'data',
    'at most 1048576 bytes in all values.',
    ({ bytes }: { bytes: number }) => `The Secret has ${bytes} bytes.`,
  ),
  'docker-config-missing': refusal(
    'required',
    'data[.dockerconfigjson]',
    'the key `.dockerconfigjson` in a Secret of type `kubernetes.io/dockerconfigjson`.',
    () => 'The Secret has no registry credentials.',
  ),
  'docker-config-invalid': refusal(
    'invalid',
    'data[.dockerconfigjson]',
    'a JSON object.',
    () => 'The registry credentials are not a JSON object.',
  ),
} as const;
