import type { PodSecurityContext, SeccompProfile, SecurityContext } from 'kubernetes-types/core/v1.js';
import { CONTAINER } from '../object-names.ts';
import type { StepInput } from '../step-input.ts';
import { layeredValue } from './layers.ts';

export function podSecurityContext(input: StepInput): PodSecurityContext {
  const { options, notes } = input;
  const context: PodSecurityContext = {};
  const runAsNonRoot = layeredValue('runAsNonRoot', input);
  if (runAsNonRoot !== undefined) context.runAsNonRoot = runAsNonRoot;
  const runAsUser = id('runAsUser', input);
  if (runAsUser !== undefined) context.runAsUser = runAsUser;
  const runAsGroup = id('runAsGroup', input);
  if (runAsGroup !== undefined) context.runAsGroup = runAsGroup;
  context.fsGroup = layeredValue('fsGroup', input) as number;
  const policy = options.securityContext?.fsGroupChangePolicy;
  if (policy !== undefined) {
    context.fsGroupChangePolicy = policy;
    notes?.set('/spec/securityContext/fsGroupChangePolicy', 'option', '/securityContext/fsGroupChangePolicy');
  }
  const seccompProfile = profile('seccompProfile', 'seccompProfile', input);
  if (seccompProfile !== undefined) context.seccompProfile = seccompProfile;
  const appArmorProfile = profile('apparmorProfile', 'appArmorProfile', input);
  if (appArmorProfile !== undefined) context.appArmorProfile = appArmorProfile;
  return context;
}

/** The id of a user or group. 0 is dropped unless the step may be root. */
function id(name: 'runAsUser' | 'runAsGroup', input: StepInput): number | undefined {
  const wanted = input.options.securityContext?.[name];
  if (wanted === undefined) return undefined;
  const field = `/spec/securityContext/${name}`;
  if (wanted !== 0) input.notes?.set(field, 'option', `/securityContext/${name}`);
  else if (input.step.privileged) input.notes?.set(field, 'root-when-privileged', name);
  else if (mayBeRoot(input)) input.notes?.set(field, 'root-of-own-users', name);
  else {
    input.notes?.lost(field, 'option', `/securityContext/${name}`, 'root-not-allowed');
    return undefined;
  }
  return wanted;
}

/** Whether a step may run as root: it is privileged, or its users are not those of the host. */
export function mayBeRoot({ step, features, options }: StepInput): boolean {
  return step.privileged === true || (features.hostUsers && options.hostUsers === false);
}

/** A profile without a type is dropped. */
function profile(
  name: 'seccompProfile' | 'apparmorProfile',
  field: 'seccompProfile' | 'appArmorProfile',
  { options, notes }: StepInput,
): SeccompProfile | undefined {
  const wanted = options.securityContext?.[name];
  if (wanted === undefined) return undefined;
  const { type, localhostProfile } = wanted;
  const at = `/spec/securityContext/${field}`;
  if (type === '') {
    notes?.lost(at, 'option', `/securityContext/${name}`, 'profile-without-type');
    return undefined;
  }
  notes?.set(at, 'option', `/securityContext/${name}`);
  return localhostProfile === '' ? { type } : { type, localhostProfile };
}

const CONTEXT = `${CONTAINER}/securityContext`;

/** The part of the security context that only containers have. Absent if it would be empty. */
export function containerSecurityContext(input: StepInput): SecurityContext | undefined {
  const { options, notes } = input;
  const { securityContext } = options;
  const allowPrivilegeEscalation = securityContext?.allowPrivilegeEscalation;
  const context: SecurityContext = {};
  if (isPrivileged(input)) context.privileged = true;
  if (allowPrivilegeEscalation === false) {
    context.allowPrivilegeEscalation = false;
    notes?.set(`${CONTEXT}/allowPrivilegeEscalation`, 'option', ESCALATION);
  } else if (allowPrivilegeEscalation)
    notes?.lost(`${CONTEXT}/allowPrivilegeEscalation`, 'option', ESCALATION, 'escalation-only-forbidden');
  const drop = securityContext?.capabilities?.drop;
  if (drop !== undefined && drop.length > 0) {
    context.capabilities = { drop: [...drop] };
    notes?.set(`${CONTEXT}/capabilities`, 'option', '/securityContext/capabilities');
  }
  return Object.keys(context).length > 0 ? context : undefined;
}

const ESCALATION = '/securityContext/allowPrivilegeEscalation';

/** Only a step that is privileged can be privileged; the option can only give that up. */
function isPrivileged({ step, options, notes }: StepInput): boolean {
  const field = `${CONTEXT}/privileged`;
  const option = '/securityContext/privileged';
  const wanted = options.securityContext?.privileged;
  if (!step.privileged) {
    if (wanted) notes?.lost(field, 'option', option, 'privileged-not-allowed');
    return false;
  }
  if (wanted === false) {
    notes?.acts(field, 'option', option, 'privilege-given-up');
    notes?.lost(field, 'privileged', '', 'privilege-given-up');
    return false;
  }
  notes?.set(field, 'privileged');
  if (wanted) notes?.lost(field, 'option', option, 'same-as-absent');
  return true;
}
