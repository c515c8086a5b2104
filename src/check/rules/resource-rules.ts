import { doubt, nameRule, quote, refusal, serverWarning } from './rule.ts';

/** Rules about requests and limits of containers. */
export const RESOURCE_RULES = {
  'quantity-invalid': refusal(
    'invalid',
    'any quantity',
    'a number with an optional suffix `n u m k M G T P E`, `Ki Mi Gi Ti Pi Ei` or an exponent; anything else cannot be decoded.',
    ({ value }: { value: string }) => `The quantity ${quote(value)} cannot be read.`,
  ),
  'resource-name-invalid': nameRule(
    'spec.containers[i].resources.limits[name]',
    'The name of a resource',
    'qualifiedName',
  ),
  'resource-name-unknown': refusal(
    'invalid',
    'spec.containers[i].resources.limits[name]',
    'a resource that Kubernetes knows, or a name with a prefix.',
    ({ value }: { value: string }) => `There is no resource ${quote(value)}.`,
  ),
  'resource-not-for-containers': refusal(
    'invalid',
    'spec.containers[i].resources.limits[name]',
    '`cpu`, `memory`, `ephemeral-storage`, `hugepages-` and a size, or a name with a prefix.',
    ({ value }: { value: string }) => `A container cannot ask for the resource ${quote(value)}.`,
  ),
  'extended-resource-name-invalid': refusal(
    'invalid',
    'spec.containers[i].resources.limits[name]',
    'a qualified name that stays one with `requests.` before it, and does not begin with that itself.',
    ({ value }: { value: string }) => `The name ${quote(value)} cannot be that of an extended resource.`,
  ),
  'quantity-negative': refusal(
    'invalid',
    'spec.containers[i].resources.limits[name]',
    'zero or more.',
    ({ name, value }: { name: string; value: string }) =>
      `The quantity ${quote(value)} of ${name} is negative.`,
  ),
  'quantity-not-whole': refusal(
    'invalid',
    'spec.containers[i].resources.limits[name]',
    'a whole number, as the resource cannot be divided.',
    ({ name, value }: { name: string; value: string }) =>
      `The quantity ${quote(value)} of ${name} has a fraction.`,
  ),
  'request-above-limit': refusal(
    'invalid',
    'spec.containers[i].resources.requests',
    'a request that is at most the limit.',
    ({ name, value, limit }: { name: string; value: string; limit: string }) =>
      `The request ${quote(value)} of ${name} is above the limit ${quote(limit)}.`,
  ),
  'request-not-limit': refusal(
    'invalid',
    'spec.containers[i].resources.requests',
    'a request equal to the limit, as the resource cannot be overcommitted.',
    ({ name, value, limit }: { name: string; value: string; limit: string }) =>
      `The request ${quote(value)} of ${name} is not the limit ${quote(limit)}.`,
  ),
  'limit-missing': refusal(
    'required',
    'spec.containers[i].resources.limits',
    'a limit beside the request, as the resource cannot be overcommitted.',
    ({ name }: { name: string }) => `There is a request of ${name}, but no limit.`,
  ),
  'huge-pages-not-multiple': refusal(
    'invalid',
    'spec.containers[i].resources.limits[name]',
    'a multiple of the page size.',
    ({ name, value }: { name: string; value: string }) =>
      `The quantity ${quote(value)} of ${name} does not fill its pages.`,
  ),
  'huge-pages-alone': refusal(
    'forbidden',
    'spec.containers[i].resources',
    'huge pages together with `cpu` or `memory`.',
    () => 'The container asks for huge pages only.',
  ),
  'quantity-fractional-bytes': serverWarning(
    'spec.containers[i].resources.limits[name]',
    'whole bytes; the suffix `m` is a thousandth, `M` and `Mi` are millions.',
    ({ name, value }: { name: string; value: string }) =>
      `The quantity ${quote(value)} of ${name} has fractions of a byte.`,
  ),
  'memory-too-small': doubt(
    'spec.containers[i].resources.requests[memory]',
    'at least 4Mi; no container starts with less.',
    ({ value }: { value: string }) => `The memory ${quote(value)} is less than a container needs to start.`,
  ),
} as const;
