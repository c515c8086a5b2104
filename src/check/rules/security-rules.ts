import { doubt, quote, refusal } from './rule.ts';

const POD = 'spec.securityContext';

/** Rules about security contexts. */
export const SECURITY_RULES = {
  'user-id-invalid': refusal(
    'invalid',
    `${POD}.runAsUser`,
    'a number from 0 to 2147483647.',
    ({ value }: { value: number }) => `The user id is ${value}.`,
  ),
  'group-id-invalid': refusal(
    'invalid',
    `${POD}.runAsGroup and .fsGroup`,
    'a number from 0 to 2147483647.',
    ({ value }: { value: number }) => `The group id is ${value}.`,
  ),
  'fs-group-change-policy-not-supported': refusal(
    'notSupported',
    `${POD}.fsGroupChangePolicy`,
    '`Always` or `OnRootMismatch`.',
    ({ value }: { value: string }) => `The policy is ${quote(value)}.`,
  ),
  'seccomp-type-missing': refusal(
    'required',
    `${POD}.seccompProfile.type`,
    '`Localhost`, `RuntimeDefault` or `Unconfined`.',
    () => 'The seccomp profile has no type.',
  ),
  'seccomp-type-not-supported': refusal(
    'notSupported',
    `${POD}.seccompProfile.type`,
    '`Localhost`, `RuntimeDefault` or `Unconfined`.',
    ({ value }: { value: string }) => `The type of the seccomp profile is ${quote(value)}.`,
  ),
  'seccomp-path-missing': refusal(
    'required',
    `${POD}.seccompProfile.localhostProfile`,
    'a profile path with the type `Localhost`.',
    () => 'The seccomp profile has no path.',
  ),
  'seccomp-path-invalid': refusal(
    'invalid',
    `${POD}.seccompProfile.localhostProfile`,
    'a relative path without `..`.',
    ({ value }: { value: string }) =>
      `The path ${quote(value)} of the seccomp profile is absolute or climbs.`,
  ),
  'seccomp-path-forbidden': refusal(
    'invalid',
    `${POD}.seccompProfile.localhostProfile`,
    'no path with a type other than `Localhost`.',
    ({ type }: { type: string }) => `A seccomp profile of type ${quote(type)} has a path.`,
  ),
  'app-armor-type-missing': refusal(
    'required',
    `${POD}.appArmorProfile.type`,
    '`Localhost`, `RuntimeDefault` or `Unconfined`.',
    () => 'The AppArmor profile has no type.',
  ),
  'app-armor-type-not-supported': refusal(
    'notSupported',
    `${POD}.appArmorProfile.type`,
    '`Localhost`, `RuntimeDefault` or `Unconfined`.',
    ({ value }: { value: string }) => `The type of the AppArmor profile is ${quote(value)}.`,
  ),
  'app-armor-profile-missing': refusal(
    'required',
    `${POD}.appArmorProfile.localhostProfile`,
    'the name of a profile with the type `Localhost`.',
    () => 'The AppArmor profile has no name.',
  ),
  'app-armor-profile-padded': refusal(
    'invalid',
    `${POD}.appArmorProfile.localhostProfile`,
    'no white space around the name.',
    ({ value }: { value: string }) => `The AppArmor profile ${quote(value)} has white space around it.`,
  ),
  'app-armor-profile-too-long': refusal(
    'tooLong',
    `${POD}.appArmorProfile.localhostProfile`,
    'at most 4095 bytes.',
    ({ bytes }: { bytes: number }) => `The name of the AppArmor profile has ${bytes} bytes.`,
  ),
  'app-armor-profile-forbidden': refusal(
    'invalid',
    `${POD}.appArmorProfile.localhostProfile`,
    'no profile name with the types `RuntimeDefault` and `Unconfined`.',
    ({ type }: { type: string }) => `An AppArmor profile of type ${quote(type)} has a name.`,
  ),
  'privileged-without-escalation': refusal(
    'invalid',
    'spec.containers[i].securityContext',
    'either `privileged: true` or `allowPrivilegeEscalation: false`.',
    () => 'A privileged container cannot be kept from escalating its privileges.',
  ),
  'root-user-refused-later': doubt(
    `${POD}.runAsUser`,
    'a user other than 0 beside `runAsNonRoot: true`; the kubelet refuses to start the container.',
    () => 'The Pod must not run as root, but runs as user 0.',
  ),
} as const;
