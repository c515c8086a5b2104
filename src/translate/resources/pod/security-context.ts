import type { PodSecurityContext, SeccompProfile, SecurityContext } from 'kubernetes-types/core/v1.js';
import type { ProfileOptions } from '../../options/backend-options.ts';
import type { StepInput } from '../step-input.ts';

const DEFAULT_FS_GROUP = 1000;

/** The security context of the Pod. User and group 0 are dropped unless the step may be root. */
export function podSecurityContext({ step, agent, features, options }: StepInput): PodSecurityContext {
  const wanted = options.securityContext;
  const mayBeRoot = step.privileged === true || (features.hostUsers && options.hostUsers === false);
  const context: PodSecurityContext = {};
  const runAsNonRoot = agent.runAsNonRoot || wanted?.runAsNonRoot;
  if (runAsNonRoot !== undefined) context.runAsNonRoot = runAsNonRoot;
  const runAsUser = wanted?.runAsUser;
  if (runAsUser !== undefined && (runAsUser !== 0 || mayBeRoot)) context.runAsUser = runAsUser;
  const runAsGroup = wanted?.runAsGroup;
  if (runAsGroup !== undefined && (runAsGroup !== 0 || mayBeRoot)) context.runAsGroup = runAsGroup;
  context.fsGroup = wanted?.fsGroup ?? DEFAULT_FS_GROUP;
  if (wanted?.fsGroupChangePolicy !== undefined) context.fsGroupChangePolicy = wanted.fsGroupChangePolicy;
  const seccompProfile = profile(wanted?.seccompProfile);
  if (seccompProfile !== undefined) context.seccompProfile = seccompProfile;
  const appArmorProfile = profile(wanted?.apparmorProfile);
  if (appArmorProfile !== undefined) context.appArmorProfile = appArmorProfile;
  return context;
}

/** A profile without a type is dropped. */
function profile(wanted: ProfileOptions | undefined): SeccompProfile | undefined {
  if (!wanted?.type) return undefined;
  const { type, localhostProfile } = wanted;
  return localhostProfile === '' ? { type } : { type, localhostProfile };
}

/** The security context of the container: what only containers have. Absent when there is nothing to say. */
export function containerSecurityContext({ step, options }: StepInput): SecurityContext | undefined {
  const wanted = options.securityContext;
  const context: SecurityContext = {};
  if (step.privileged && wanted?.privileged !== false) context.privileged = true;
  if (wanted?.allowPrivilegeEscalation === false) context.allowPrivilegeEscalation = false;
  const drop = wanted?.capabilities?.drop;
  if (drop !== undefined && drop.length > 0) context.capabilities = { drop: [...drop] };
  return Object.keys(context).length > 0 ? context : undefined;
}
