import { isJsonObject } from '../base/json/json.ts';
import { forbiddenAppArmorProfiles } from './pod-security-app-armor.ts';
import { type Context, contextsOf, objectOf } from './pod-security-contexts.ts';
import { neverMadeViolations, volumeViolations } from './pod-security-other.ts';
import type { JsonObject } from './read.ts';

/** The verdict of one level of the Pod Security Standards. */
export interface PodSecurityVerdict {
  /** Whether nothing is violated. */
  readonly allowed: boolean;
  /** In the words of the API server, sorted. */
  readonly violations: string[];
}

/** The verdicts of the levels that forbid anything; the level `privileged` allows all. */
export interface PodSecurity {
  /** Of the level that forbids known ways to gain privileges. */
  readonly baseline: PodSecurityVerdict;
  /** Of the level that asks for a hardened Pod; what violates `baseline` violates it too. */
  readonly restricted: PodSecurityVerdict;
}

/**
 * The verdicts of the Pod Security Standards (version `latest` of Kubernetes 1.35) on a Pod, without a cluster.
 * Any JSON value gets an answer: what is no Pod violates nothing. See {@link podSecurityRemedies} for who can mend
 * a violation.
 *
 * Source: the Pod Security admission of Kubernetes 1.35,
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
 */
export function podSecurity(pod: unknown): PodSecurity {
  const spec = isJsonObject(pod) ? objectOf(pod['spec']) : {};
  const metadata = isJsonObject(pod) ? objectOf(pod['metadata']) : {};
  const ofPod = objectOf(spec['securityContext']);
  const contexts = contextsOf(spec);
  const shared = [
    ...neverMadeViolations(spec, ofPod, contexts),
    ...forbiddenAppArmorProfiles(objectOf(metadata['annotations']), ofPod, contexts),
    ...(contexts.some(({ privileged }) => privileged === true) ? ['privileged'] : []),
  ];
  const volumes = volumeViolations(spec);
  const baseline = [...baselineCapabilities(contexts), ...baselineSeccomp(ofPod, contexts)];
  return {
    baseline: verdict([...shared, ...volumes.baseline, ...baseline]),
    restricted: verdict([...shared, ...volumes.restricted, ...restrictedViolations(spec, ofPod, contexts)]),
  };
}

function verdict(violations: string[]): PodSecurityVerdict {
  return { allowed: violations.length === 0, violations: violations.sort() };
}

const DEFAULT_CAPABILITIES = /* @__PURE__ */ new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

function baselineCapabilities(contexts: readonly Context[]): string[] {
  const added = contexts.flatMap((context) => capabilities(context, 'add'));
  return added.every((name) => DEFAULT_CAPABILITIES.has(name)) ? [] : ['non-default capabilities'];
}

function baselineSeccomp(ofPod: JsonObject, contexts: readonly Context[]): string[] {
  return [ofPod, ...contexts].some((context) => isForbiddenSeccomp(seccompType(context)))
    ? ['seccompProfile']
    : [];
}

function restrictedViolations(spec: JsonObject, ofPod: JsonObject, contexts: readonly Context[]): string[] {
  const violations: string[] = [];
  if (contexts.some((context) => context['allowPrivilegeEscalation'] !== false)) {
    violations.push('allowPrivilegeEscalation != false');
  }
  if (contexts.some(hasUnrestrictedCapabilities)) violations.push('unrestricted capabilities');
  // With a user namespace of its own, root in the Pod is no root on the node.
  if (spec['hostUsers'] !== false) violations.push(...rootViolations(ofPod, contexts));
  if (hasUnrestrictedSeccomp(ofPod, contexts)) violations.push('seccompProfile');
  return violations;
}

function rootViolations(ofPod: JsonObject, contexts: readonly Context[]): string[] {
  const nonRoot = ofPod['runAsNonRoot'];
  const mayBeRoot =
    nonRoot === false || contexts.some((context) => (context['runAsNonRoot'] ?? nonRoot ?? false) === false);
  const isRoot = [ofPod, ...contexts].some((context) => context['runAsUser'] === 0);
  return [...(mayBeRoot ? ['runAsNonRoot != true'] : []), ...(isRoot ? ['runAsUser=0'] : [])];
}

function hasUnrestrictedCapabilities(context: Context): boolean {
  const added = capabilities(context, 'add');
  return !capabilities(context, 'drop').includes('ALL') || added.some((name) => name !== 'NET_BIND_SERVICE');
}

function hasUnrestrictedSeccomp(ofPod: JsonObject, contexts: readonly Context[]): boolean {
  const podType = seccompType(ofPod);
  if (isForbiddenSeccomp(podType)) return true;
  return contexts.some((context) => {
    const type = seccompType(context);
    return isForbiddenSeccomp(type) || (type === undefined && podType === undefined);
  });
}

function seccompType(context: JsonObject): unknown {
  const profile = context['seccompProfile'];
  return isJsonObject(profile) ? (profile['type'] ?? '') : undefined;
}

function isForbiddenSeccomp(type: unknown): boolean {
  return type !== undefined && type !== 'RuntimeDefault' && type !== 'Localhost';
}

function capabilities(context: Context, list: 'add' | 'drop'): readonly unknown[] & string[] {
  const names = objectOf(context['capabilities'])[list];
  return Array.isArray(names) ? names : [];
}
