import { isJsonObject, withOwnKeys } from '../base/json/json.ts';
import { KINDS, type TypeName } from './api-types.ts';
import { type KubernetesVersion, kubernetesIn, parseKubernetesVersion } from './kubernetes-versions.ts';
import { type ManifestDiagnostic, nameOfType, Report } from './report.ts';
import { RULES } from './rules/all-rules.ts';
import { type Walk, walkOf } from './walk.ts';

/** How to check a manifest. */
export interface CheckManifestOptions {
  /**
   * Version of Kubernetes: `1.31`, `v1.31.4`, or the output of `kubectl version`. Default: the newest known version, 1.35.
   */
  readonly kubernetes?: string | undefined;
}

/**
 * Returns the errors and warnings of the API server about a Pod, PersistentVolumeClaim, Service, Secret or Namespace that
 * is created with strict field validation, and its failures after creation. It needs no cluster.
 *
 * Entries of source `api-server` with severity `error` are the server's rejections; with severity `warning` its
 * warnings, which it gives only if it rejects nothing. Entries of source `podwright` are `warning` for values that the
 * server accepts in vain, and `info` for unchecked values. Rules that depend on the state of a cluster (quotas,
 * admission webhooks, classes and accounts that exist) are not checked. Any JSON value gets an answer, and the object
 * is not changed.
 *
 * Source of the rules: the validation of Kubernetes 1.29 to 1.35 with default feature gates; see docs/checks.md.
 *
 * @example
 * ```ts
 * import { checkManifest } from 'podwright';
 *
 * const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'Build' }, spec: { containers: [] } };
 * console.log(checkManifest(pod).map(({ field }) => field)); // [ 'spec.containers', 'metadata.name' ]
 * console.log(checkManifest(pod).map(({ type, code }) => `${type} ${code}`)[0]); // required containers-missing
 * ```
 *
 * @param object an object as it goes over the wire, or any other value
 * @param options the version of Kubernetes
 * @returns the findings, errors first; empty for an object that is accepted. For a version of Kubernetes whose rules
 *   are not known, the only entry is the error `kubernetes-version-unknown`.
 */
export function checkManifest(object: unknown, options: CheckManifestOptions = {}): ManifestDiagnostic[] {
  const given = kubernetesIn(options);
  const version = parseKubernetesVersion(given);
  const report = new Report();
  if (version === undefined) report.unknownVersion(given);
  else if (!isJsonObject(object)) report.undecodable('manifest-not-object', { found: nameOfType(object) });
  else {
    const { apiVersion, kind } = object;
    const type = KINDS.find((candidate) => candidate === kind);
    if (type !== undefined && (apiVersion ?? 'v1') === 'v1')
      walkAt(type, version)(withOwnKeys(object), report);
    else report.kindNotChecked(textOf(apiVersion), textOf(kind));
  }
  return report.findings();
}

const WALKS = new Map<string, Walk>();

function walkAt(type: TypeName, version: KubernetesVersion): Walk {
  const key = `${type} ${version}`;
  const known = WALKS.get(key);
  if (known !== undefined) return known;
  const walk = walkOf(type, version, Object.values(RULES).flat());
  WALKS.set(key, walk);
  return walk;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
