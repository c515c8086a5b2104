import type { ResourceRequirements } from 'kubernetes-types/core/v1.js';
import { type StoredQuantity, storedQuantity } from '../base/quantity/stored-quantity.ts';
import { trimSpace } from '../base/text/go-literals.ts';
import { qualifiedNameProblems } from '../base/text/kubernetes-names.ts';
import type { Loose } from './rule.ts';

const CONTAINER_RESOURCES = /* @__PURE__ */ new Set(['cpu', 'memory', 'ephemeral-storage']);

/** Resources that are counted, not measured. */
const WHOLE_RESOURCES = /* @__PURE__ */ new Set([
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
]);

/** Resources without a prefix that quotas use. */
const QUOTA_RESOURCES = /* @__PURE__ */ new Set([
  ...WHOLE_RESOURCES,
  'storage',
  'requests.storage',
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
]);

/** Whether a container may request a resource without a prefix. */
export function isContainerResource(name: string): boolean {
  return CONTAINER_RESOURCES.has(name) || isHugePages(name);
}

/** Whether Kubernetes knows a resource without a prefix. */
export function isStandardResource(name: string): boolean {
  return isContainerResource(name) || QUOTA_RESOURCES.has(name) || name.startsWith('requests.hugepages-');
}

export function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** Whether requests of the resource may differ from its limits. */
export function mayBeOvercommitted(name: string): boolean {
  return CONTAINER_RESOURCES.has(name) || (isNativeResource(name) && !isHugePages(name));
}

/** Whether the resource comes in whole numbers only. */
export function isWholeResource(name: string): boolean {
  return !CONTAINER_RESOURCES.has(name) && (WHOLE_RESOURCES.has(name) || isExtendedResource(name));
}

export function isNativeResource(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

/** A resource of a device plugin. Quotas put `requests.` before its name, so there must be room for that. */
export function isExtendedResource(name: string): boolean {
  if (isNativeResource(name) || name.startsWith('requests.')) return false;
  return qualifiedNameProblems(`requests.${name}`) === 0;
}

/** A quantity with its name and the text that it was parsed from. */
export interface Amount extends StoredQuantity {
  readonly name: string;
  readonly text: string;
  readonly list: 'limits' | 'requests';
}

export interface Amounts {
  /** The limits and requests of the manifest. */
  readonly written: readonly Amount[];
  /** Those and the limits without a request, which the server makes requests too. */
  readonly all: readonly Amount[];
  readonly limitOf: ReadonlyMap<string, Amount>;
}

type Quantities = Readonly<Record<string, unknown>> | null | undefined;

const ZERO: StoredQuantity = { exact: 0n, milli: 0n, units: 0n };

export function amountsOf({ limits, requests }: Loose<ResourceRequirements>): Amounts | undefined {
  if (!limits && !requests) return undefined;
  const written = amountsIn('limits', limits);
  const limitOf = new Map<string, Amount>();
  const added: Amount[] = [];
  for (const limit of written) {
    limitOf.set(limit.name, limit);
    if (!requests || !Object.hasOwn(requests, limit.name)) added.push({ ...limit, list: 'requests' });
  }
  for (const request of amountsIn('requests', requests)) written.push(request);
  return { written, all: added.length > 0 ? [...written, ...added] : written, limitOf };
}

/** The amounts of a map of quantities that can be decoded. */
export function amountsIn(list: Amount['list'], quantities: Quantities): Amount[] {
  const amounts: Amount[] = [];
  for (const name in quantities) {
    const text = String(quantities[name] ?? 0);
    const { exact, milli, units } = storedQuantity(trimSpace(text)) ?? ZERO;
    amounts.push({ name, list, text, exact, milli, units });
  }
  return amounts;
}

/** The rule about an amount of bytes that the server accepts with a warning, without its message. */
export const FRACTIONAL_BYTES = {
  verdict: 'server-warning',
  note: 'The suffix `m` means thousandths. The server computes with 64 bits, so values above 9223372036854775 overflow.',
  help: 'Write `Mi` for mebibytes or `M` for megabytes.',
} as const;
