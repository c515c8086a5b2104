import { isJsonObject } from '../../base/json/json.ts';
import {
  isVersionWithin,
  type KubernetesVersion,
  kubernetesIn,
  parseKubernetesVersion,
  versionsOf,
} from '../kubernetes-versions.ts';
import { Report } from '../report.ts';
import { type Walk, walkOf } from '../walk.ts';
import { PRIVILEGE_CHECKS } from './privilege-checks.ts';
import { PROFILE_CHECKS } from './profile-checks.ts';
import { type PodSecurityCheck, type StoredPod, storedPod } from './stored-pod.ts';

/** The verdict of one level of the Pod Security Standards. */
export interface PodSecurityVerdict {
  /** Whether nothing is violated, in a Pod that was read in full. */
  readonly allowed: boolean;
  /** In the words of the API server, sorted. */
  readonly violations: string[];
}

/** The verdicts of the levels that forbid anything; the level `privileged` allows all. */
export interface PodSecurity {
  /** Of the level that forbids known ways to gain privileges. */
  readonly baseline: PodSecurityVerdict;
  /** Of the level that asks for a hardened Pod; a violation of `baseline` violates it too. */
  readonly restricted: PodSecurityVerdict;
  /**
   * JSON Pointers to unchecked places: values that this version of Kubernetes cannot decode, and fields that it
   * does not have. It is the whole Pod for a version of Kubernetes whose rules are not known, which
   * {@link checkManifest} reports. Absent for a Pod that was read in full; otherwise no level allows the Pod.
   */
  readonly notChecked?: readonly string[];
}

/** How to check a Pod against the Pod Security Standards. */
export interface PodSecurityOptions {
  /** Version of Kubernetes, as for {@link checkManifest}. Default: the newest known version, 1.35. */
  readonly kubernetes?: string | undefined;
}

/** Every check of the Pod Security Standards. */
export const POD_SECURITY_CHECKS: readonly PodSecurityCheck[] = [...PRIVILEGE_CHECKS, ...PROFILE_CHECKS];

/**
 * Returns the verdicts of the Pod Security Standards (version `latest` of a version of Kubernetes) on a Pod, without a
 * cluster. Any JSON value gets an answer. See {@link podSecurityRemedies} for who can fix a violation.
 *
 * Source: the Pod Security admission of Kubernetes 1.29 to 1.35,
 * <https://kubernetes.io/docs/concepts/security/pod-security-standards/>.
 *
 * @example
 * ```ts
 * import { makePod, podSecurity, resolveAgentOptions } from 'podwright';
 *
 * const pod = makePod({ name: 'build', image: 'golang', privileged: true }, resolveAgentOptions());
 * console.log(podSecurity(pod).baseline.violations); // [ 'privileged' ]
 * ```
 *
 * @param pod a Pod as it goes over the wire, or any other value
 * @param options the version of Kubernetes
 */
export function podSecurity(pod: unknown, options: PodSecurityOptions = {}): PodSecurity {
  const version = parseKubernetesVersion(kubernetesIn(options));
  if (version === undefined) {
    const unchecked = { allowed: false, violations: [] };
    return { baseline: unchecked, restricted: unchecked, notChecked: [''] };
  }
  const notChecked = unreadPlaces(pod, version);
  const stored = storedPod(isJsonObject(pod) ? pod : {}, version);
  const verdict = (checks: readonly PodSecurityCheck[]): PodSecurityVerdict => {
    const violations = checks.flatMap((check) => violationOf(check, stored, version)).sort();
    return { allowed: violations.length === 0 && notChecked.length === 0, violations };
  };
  const restricted = checksOf('restricted', version);
  const replaced = new Set(restricted.map(({ replaces }) => replaces));
  const baseline = checksOf('baseline', version);
  return {
    baseline: verdict(baseline),
    restricted: verdict([...baseline.filter(({ id }) => !replaced.has(id)), ...restricted]),
    ...(notChecked.length > 0 && { notChecked }),
  };
}

function checksOf(level: PodSecurityCheck['level'], version: KubernetesVersion): PodSecurityCheck[] {
  return POD_SECURITY_CHECKS.filter(
    (check) => check.level === level && versionOf(check, version) !== undefined,
  );
}

function versionOf(check: PodSecurityCheck, version: KubernetesVersion) {
  return versionsOf(check).find(({ since, through }) => isVersionWithin(version, since, through));
}

function violationOf(check: PodSecurityCheck, pod: StoredPod, version: KubernetesVersion): string[] {
  const count = Number(versionOf(check, version)?.check(pod) ?? 0);
  if (count === 0) return [];
  const { violation } = check;
  return [typeof violation === 'string' ? violation : violation[count > 1 ? 1 : 0]];
}

const WALKS = new Map<KubernetesVersion, Walk>();

/** The values that the server cannot decode. */
function unreadPlaces(pod: unknown, version: KubernetesVersion): string[] {
  if (isJsonObject(pod) && (pod['kind'] ?? 'Pod') !== 'Pod') return ['/kind'];
  const walk = WALKS.get(version) ?? walkOf('Pod', version, []);
  WALKS.set(version, walk);
  const report = new Report();
  walk(pod, report);
  return report
    .findings()
    .filter(({ severity }) => severity === 'error')
    .map(({ path }) => path);
}
