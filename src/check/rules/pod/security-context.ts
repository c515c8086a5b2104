import type { AppArmorProfile, PodSecurityContext, SeccompProfile } from 'kubernetes-types/core/v1.js';
import { byteLength } from '../../../base/encoding/utf8.ts';
import { descendingPathProblems } from '../../path-problems.ts';
import { descending, inRange, oneOf, padded, required } from '../../patterns.ts';
import { both, given, numbers, present, where } from '../../places.ts';
import { type Loose, rulesOn } from '../../rule.ts';

const context = rulesOn<PodSecurityContext>('PodSecurityContext');
const seccomp = rulesOn<SeccompProfile>('SeccompProfile');
const appArmor = rulesOn<AppArmorProfile>('AppArmorProfile');

const GREATEST_ID = 2 ** 31 - 1;
const PROFILE_BYTES = 4095;
const PROFILE_TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined'];
const USE_TYPE = 'Use `Localhost`, `RuntimeDefault` or `Unconfined`.';

const LOCALHOST_PROFILE = where(
  present('localhostProfile'),
  ({ type }: Loose<SeccompProfile>) => type === 'Localhost',
);

export const POD_SECURITY_CONTEXT = [
  context('user-id-invalid', inRange(numbers('runAsUser'), 0, GREATEST_ID)),
  context(
    'group-id-invalid',
    inRange(both(numbers('runAsGroup'), numbers('fsGroup')), 0, GREATEST_ID, 'Invalid group ID {value}.'),
  ),
  context(
    'fs-group-change-policy-not-supported',
    oneOf(present('fsGroupChangePolicy'), ['Always', 'OnRootMismatch']),
  ),
  context('root-user-refused-later', {
    verdict: 'warning',
    field: 'runAsUser',
    message: '`runAsUser: 0` contradicts `runAsNonRoot: true`; the kubelet does not start the container.',
    help: 'Set `runAsUser` to another user, or remove `runAsNonRoot`.',
    check: ({ runAsNonRoot, runAsUser }) => runAsNonRoot === true && runAsUser === 0 && {},
  }),
  seccomp('seccomp-type-missing', required('type', 'The seccomp profile has no type.', USE_TYPE)),
  seccomp(
    'seccomp-type-not-supported',
    oneOf(given('type'), PROFILE_TYPES, 'Invalid seccomp profile type {value}.'),
  ),
  seccomp('seccomp-path-missing', {
    verdict: 'required',
    field: 'localhostProfile',
    message: 'A seccomp profile of type `Localhost` has no `localhostProfile`.',
    help: 'Set `localhostProfile` to the path of a profile on the node.',
    check: ({ type, localhostProfile }) => type === 'Localhost' && typeof localhostProfile !== 'string' && {},
  }),
  seccomp(
    'seccomp-path-invalid',
    descending(
      LOCALHOST_PROFILE,
      descendingPathProblems,
      'The seccomp profile path {value} is absolute or contains `..`.',
    ),
  ),
  seccomp('seccomp-path-forbidden', {
    verdict: 'invalid',
    field: 'localhostProfile',
    message: 'A seccomp profile of type {type} cannot have a `localhostProfile`.',
    help: 'Remove `localhostProfile`, or use the type `Localhost`.',
    check: ({ type, localhostProfile: path }) =>
      type !== 'Localhost' && typeof path === 'string' && { type: type ?? '' },
  }),
  appArmor('app-armor-type-missing', {
    ...required('type', 'The AppArmor profile has no type.', USE_TYPE),
    since: '1.30',
  }),
  appArmor('app-armor-type-not-supported', {
    ...oneOf(given('type'), PROFILE_TYPES, 'Invalid AppArmor profile type {value}.'),
    since: '1.30',
  }),
  appArmor('app-armor-profile-missing', {
    verdict: 'required',
    field: 'localhostProfile',
    message: 'An AppArmor profile of type `Localhost` has no `localhostProfile`.',
    help: 'Set `localhostProfile` to the name of a profile on the node.',
    since: '1.30',
    check: ({ type, localhostProfile }) => type === 'Localhost' && !localhostProfile && {},
  }),
  appArmor('app-armor-profile-padded', {
    ...padded(LOCALHOST_PROFILE, 'The AppArmor profile {value} has spaces around it.'),
    since: '1.30',
  }),
  appArmor('app-armor-profile-too-long', {
    verdict: 'tooLong',
    field: 'localhostProfile',
    message: 'The name of the AppArmor profile has {bytes:text} bytes.',
    help: 'Use at most 4095 bytes.',
    since: '1.30',
    check: ({ type, localhostProfile }) => {
      const bytes = type === 'Localhost' ? byteLength(localhostProfile ?? '') : 0;
      return bytes > PROFILE_BYTES && { bytes };
    },
  }),
  appArmor('app-armor-profile-forbidden', {
    verdict: 'invalid',
    field: 'localhostProfile',
    message: 'An AppArmor profile of type {type} cannot have a `localhostProfile`.',
    help: 'Remove `localhostProfile`, or use the type `Localhost`.',
    since: '1.30',
    check: ({ type, localhostProfile: profile }) =>
      (type === 'RuntimeDefault' || type === 'Unconfined') && typeof profile === 'string' && { type },
  }),
];
