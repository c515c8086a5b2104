import { LEVELS_EXPECTED, tooDeep } from '../base/json/bounded.ts';
import { isJsonObject, ownValue } from '../base/json/json.ts';
import { tokensOf } from '../base/json/json-pointer.ts';
import { excerpt } from '../base/text/excerpt.ts';
import type { ManifestDiagnostic } from './manifest-diagnostic.ts';
import { checkNamespaceMetadata } from './metadata.ts';
import { checkPersistentVolumeClaim } from './persistent-volume-claim.ts';
import { checkPod } from './pod.ts';
import { type JsonObject, noteUnchecked } from './read.ts';
import { findings, newReport, type Report, tell } from './report.ts';
import { checkSecret } from './secret.ts';
import { checkService } from './service.ts';

/** How to check a manifest. */
export interface CheckManifestOptions {
  /** Version of Kubernetes, such as `1.35` or `v1.35.2`. Rules are known for 1.35, which is the default. */
  readonly kubernetes?: string;
}

const NAMESPACE = /* @__PURE__ */ new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status']);
const KNOWN_VERSION = /^v?1\.35(\.\d+)?$/;

/**
 * What the API server would say to a Pod, PersistentVolumeClaim, Service, Secret or Namespace that is created with
 * strict field validation, found without a cluster, and what would go wrong after it.
 *
 * Entries of source `api-server` with severity `error` are the server's refusals; with severity `warning` its
 * warnings, which it gives only where it refuses nothing. Entries of source `podwright` are `warning` for what the
 * server lets through in vain, and `info` for what is not checked. What depends on the state of a cluster (quotas,
 * admission webhooks, classes and accounts that exist) is not looked at. Any JSON value gets an answer; nothing is
 * thrown, and the object is not changed.
 *
 * Source of the rules: the validation of Kubernetes 1.35 with default feature gates; see docs/checks.md.
 *
 * @example
 * ```ts
 * import { checkManifest } from 'podwright';
 *
 * const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'Build' }, spec: { containers: [] } };
 * console.log(checkManifest(pod).map(({ field }) => field)); // [ 'metadata.name', 'spec.containers' ]
 * console.log(checkManifest(pod).map(({ type, code }) => `${type} ${code}`)[0]); // invalid subdomain-name-invalid
 * ```
 *
 * @param object an object as it goes over the wire, or any other value
 * @param options the version of Kubernetes; another one than 1.35 gets a finding
 * @returns what was found, in the order of the server's checks; nothing for an object that is taken
 */
export function checkManifest(object: unknown, options: CheckManifestOptions = {}): ManifestDiagnostic[] {
  const report = newReport();
  const kubernetes = ownValue(options, 'kubernetes') ?? undefined;
  if (kubernetes !== undefined && !(typeof kubernetes === 'string' && KNOWN_VERSION.test(kubernetes))) {
    const version = typeof kubernetes === 'string' ? kubernetes : excerpt(kubernetes);
    tell(report, 'kubernetes-version-not-known', { kubernetes: version });
  }
  const deepPart = tooDeep(object);
  if (deepPart !== undefined)
    tell(report, 'json-type-wrong', { expected: LEVELS_EXPECTED, found: 'a deeper one' }, tokensOf(deepPart));
  else if (isJsonObject(object)) checkKind(report, object);
  else tell(report, 'manifest-not-object', { found: nameOfType(object) });
  return findings(report);
}

function checkKind(report: Report, object: JsonObject): void {
  const { apiVersion, kind } = object;
  const check = (apiVersion ?? 'v1') === 'v1' ? checkOf(kind) : undefined;
  if (check !== undefined) {
    check(report, object);
    return;
  }
  const args = { apiVersion: textOf(apiVersion), kind: textOf(kind) };
  tell(report, 'kind-not-checked', args, ['kind']);
}

function checkOf(kind: unknown): ((report: Report, object: JsonObject) => void) | undefined {
  switch (kind) {
    case 'Pod':
      return checkPod;
    case 'PersistentVolumeClaim':
      return checkPersistentVolumeClaim;
    case 'Service':
      return checkService;
    case 'Secret':
      return checkSecret;
    case 'Namespace':
      return checkNamespace;
    default:
      return undefined;
  }
}

function checkNamespace(report: Report, namespace: JsonObject): void {
  checkNamespaceMetadata(report, namespace);
  const spec = namespace['spec'];
  report.trail.push('spec');
  if (isJsonObject(spec)) noteUnchecked(report, spec, new Set());
  report.trail.pop();
  noteUnchecked(report, namespace, NAMESPACE);
}

function nameOfType(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
