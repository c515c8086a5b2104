import { isJsonObject, withOwnKeys } from '../../base/json/json.ts';
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
 * @param object a Pod as it goes over the wire, or any other value
 * @param options the version of Kubernetes
 */
export function podSecurity(object: unknown, options: PodSecurityOptions = {}): PodSecurity {
  const version = parseKubernetesVersion(kubernetesIn(options));
  if (version === undefined) {
    const unchecked = { allowed: false, violations: [] };
    return { baseline: unchecked, restricted: unchecked, notChecked: [''] };
  }
  const pod = withOwnKeys(object);
  const { walk, baseline, restricted } = standardsOf(version);
  const notChecked = unreadPlaces(pod, walk);
  const stored = storedPod(isJsonObject(pod) ? pod : {}, version);
  const verdict = (checks: readonly CompiledCheck[]): PodSecurityVerdict => {
    const violations = checks.flatMap((check) => violationOf(check, stored)).sort();
    return { allowed: violations.length === 0 && notChecked.length === 0, violations };
  };
  return {
    baseline: verdict(baseline),
    restricted: verdict(restricted),
    ...(notChecked.length > 0 && { notChecked }),
  };
}

interface CompiledCheck {
  readonly rule: PodSecurityCheck;
  readonly check: (pod: StoredPod) => number | boolean;
}

/** The Pod Security Standards at a version of Kubernetes. */
interface Standards {
  readonly walk: Walk;
  readonly baseline: readonly CompiledCheck[];
  /** Those of `baseline` too, unless a check of this level replaces them. */
  readonly restricted: readonly CompiledCheck[];
}

const STANDARDS = new Map<KubernetesVersion, Standards>();

function standardsOf(version: KubernetesVersion): Standards {
  const known = STANDARDS.get(version);
  if (known !== undefined) return known;
  const checks = POD_SECURITY_CHECKS.flatMap((rule): CompiledCheck[] => {
    const found = versionsOf(rule).find(({ since, through }) => isVersionWithin(version, since, through));
    return found === undefined ? [] : [{ rule, check: found.check }];
  });
  const baseline = checks.filter(({ rule }) => rule.level === 'baseline');
  const own = checks.filter(({ rule }) => rule.level === 'restricted');
  const replaced = new Set(own.map(({ rule }) => rule.replaces));
  const restricted = [...baseline.filter(({ rule }) => !replaced.has(rule.id)), ...own];
  const standards = { walk: walkOf('Pod', version, []), baseline, restricted };
  STANDARDS.set(version, standards);
  return standards;
}

function violationOf({ rule: { violation }, check }: CompiledCheck, pod: StoredPod): string[] {
  const count = Number(check(pod));
  if (count === 0) return [];
  return [typeof violation === 'string' ? violation : violation[count > 1 ? 1 : 0]];
}

/** The values that the server cannot decode. */
function unreadPlaces(pod: unknown, walk: Walk): string[] {
  if (isJsonObject(pod) && (pod['kind'] ?? 'Pod') !== 'Pod') return ['/kind'];
  const report = new Report();
  walk(pod, report);
  return report
    .findings()
    .filter(({ severity }) => severity === 'error')
    .map(({ path }) => path);
}
