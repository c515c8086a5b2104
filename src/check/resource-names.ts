import { qualifiedNameProblems } from '../base/text/kubernetes-names.ts';
import { type Report, tell, tellName } from './report.ts';

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

/** Resources without a prefix that are known beside those of containers; quotas use them. */
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

/** Checks the name of a resource of a container; the trail ends at `limits` or `requests`. */
export function checkResourceName(report: Report, name: string): void {
  if (CONTAINER_RESOURCES.has(name)) return;
  const field = `[${name}]`;
  const problems = qualifiedNameProblems(name);
  tellName(report, 'resource-name-invalid', problems, name, [name], field);
  if (!name.includes('/')) {
    if (isHugePages(name)) return;
    if (problems === 0 && !isKnown(name))
      tell(report, 'resource-name-unknown', { value: name }, [name], field);
    tell(report, 'resource-not-for-containers', { value: name }, [name], field);
  } else if (!isNative(name) && !isExtended(name)) {
    tell(report, 'extended-resource-name-invalid', { value: name }, [name], field);
  }
}

export function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** Whether requests of the resource may differ from its limits. */
export function mayBeOvercommitted(name: string): boolean {
  return CONTAINER_RESOURCES.has(name) || (isNative(name) && !isHugePages(name));
}

/** Whether the resource comes in whole numbers only. */
export function isWholeResource(name: string): boolean {
  return WHOLE_RESOURCES.has(name) || isExtended(name);
}

function isKnown(name: string): boolean {
  return QUOTA_RESOURCES.has(name) || name.startsWith('requests.hugepages-');
}

function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

/** A resource of a device plugin. Quotas put `requests.` before its name, so there must be room for that. */
function isExtended(name: string): boolean {
  if (isNative(name) || name.startsWith('requests.')) return false;
  return qualifiedNameProblems(`requests.${name}`) === 0;
}
