import type { AppArmorProfile, PodSecurityContext, SeccompProfile } from 'kubernetes-types/core/v1.js';
import { byteLength } from '../../../base/encoding/utf8.ts';
import { trimSpace } from '../../../base/text/go-literals.ts';
import { descendingPathProblems } from '../../paths.ts';
import { rulesOn } from '../../rule.ts';

const context = rulesOn<PodSecurityContext>('PodSecurityContext');
const seccomp = rulesOn<SeccompProfile>('SeccompProfile');
const appArmor = rulesOn<AppArmorProfile>('AppArmorProfile');

const GREATEST_ID = 2 ** 31 - 1;
const PROFILE_BYTES = 4095;
const PROFILE_TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined'];
const TYPE_HELP = 'Use `Localhost`, `RuntimeDefault` or `Unconfined`.';

function isId(id: number): boolean {
  return id >= 0 && id <= GREATEST_ID;
}

export const POD_SECURITY_CONTEXT = [
  context('user-id-invalid', {
    verdict: 'invalid',
    field: 'runAsUser',
    message: 'Invalid `runAsUser` {value}.',
    help: 'Use a number from 0 to 2147483647.',
    check: ({ runAsUser: id }, found) => {
      if (typeof id === 'number' && !isId(id)) found({ value: id });
    },
  }),
  context('group-id-invalid', {
    verdict: 'invalid',
    field: 'runAsGroup',
    message: 'Invalid group ID {value}.',
    help: 'Use a number from 0 to 2147483647.',
    check: ({ runAsGroup, fsGroup }, found) => {
      if (typeof runAsGroup === 'number' && !isId(runAsGroup)) found({ value: runAsGroup });
      if (typeof fsGroup === 'number' && !isId(fsGroup)) found({ value: fsGroup }, ['fsGroup']);
    },
  }),
  context('fs-group-change-policy-not-supported', {
    verdict: 'notSupported',
    field: 'fsGroupChangePolicy',
    message: 'Invalid value {value} for `fsGroupChangePolicy`.',
    help: 'Use `Always` or `OnRootMismatch`.',
    check: ({ fsGroupChangePolicy: policy }, found) => {
      if (typeof policy === 'string' && policy !== 'Always' && policy !== 'OnRootMismatch')
        found({ value: policy });
    },
  }),
  context('root-user-refused-later', {
    verdict: 'warning',
    field: 'runAsUser',
    message: '`runAsUser: 0` contradicts `runAsNonRoot: true`; the kubelet does not start the container.',
    help: 'Set `runAsUser` to another user, or remove `runAsNonRoot`.',
    check: ({ runAsNonRoot, runAsUser }, found) => {
      if (runAsNonRoot === true && runAsUser === 0) found({});
    },
  }),
  seccomp('seccomp-type-missing', {
    verdict: 'required',
    field: 'type',
    message: 'The seccomp profile has no type.',
    help: TYPE_HELP,
    check: ({ type }, found) => {
      if (!type) found({});
    },
  }),
  seccomp('seccomp-type-not-supported', {
    verdict: 'notSupported',
    field: 'type',
    message: 'Invalid seccomp profile type {value}.',
    help: TYPE_HELP,
    check: ({ type }, found) => {
      if (type && !PROFILE_TYPES.includes(type)) found({ value: type });
    },
  }),
  seccomp('seccomp-path-missing', {
    verdict: 'required',
    field: 'localhostProfile',
    message: 'A seccomp profile of type `Localhost` has no `localhostProfile`.',
    help: 'Set `localhostProfile` to the path of a profile on the node.',
    check: ({ type, localhostProfile }, found) => {
      if (type === 'Localhost' && typeof localhostProfile !== 'string') found({});
    },
  }),
  seccomp('seccomp-path-invalid', {
    verdict: 'invalid',
    field: 'localhostProfile',
    message: 'The seccomp profile path {value} is absolute or contains `..`.',
    help: 'Write a relative path without `..`.',
    check: ({ type, localhostProfile: path }, found) => {
      if (type !== 'Localhost' || typeof path !== 'string') return;
      for (let problems = descendingPathProblems(path); problems > 0; problems--) found({ value: path });
    },
  }),
  seccomp('seccomp-path-forbidden', {
    verdict: 'invalid',
    field: 'localhostProfile',
    message: 'A seccomp profile of type {type} cannot have a `localhostProfile`.',
    help: 'Remove `localhostProfile`, or use the type `Localhost`.',
    check: ({ type, localhostProfile: path }, found) => {
      if (type !== 'Localhost' && typeof path === 'string') found({ type: type ?? '' });
    },
  }),
  appArmor('app-armor-type-missing', {
    verdict: 'required',
    field: 'type',
    message: 'The AppArmor profile has no type.',
    help: TYPE_HELP,
    since: '1.30',
    check: ({ type }, found) => {
      if (!type) found({});
    },
  }),
  appArmor('app-armor-type-not-supported', {
    verdict: 'notSupported',
    field: 'type',
    message: 'Invalid AppArmor profile type {value}.',
    help: TYPE_HELP,
    since: '1.30',
    check: ({ type }, found) => {
      if (type && !PROFILE_TYPES.includes(type)) found({ value: type });
    },
  }),
  appArmor('app-armor-profile-missing', {
    verdict: 'required',
    field: 'localhostProfile',
    message: 'An AppArmor profile of type `Localhost` has no `localhostProfile`.',
    help: 'Set `localhostProfile` to the name of a profile on the node.',
    since: '1.30',
    check: ({ type, localhostProfile }, found) => {
      if (type === 'Localhost' && !localhostProfile) found({});
    },
  }),
  appArmor('app-armor-profile-padded', {
    verdict: 'invalid',
    field: 'localhostProfile',
    message: 'The AppArmor profile {value} has spaces around it.',
    help: 'Remove the spaces.',
    since: '1.30',
    check: ({ type, localhostProfile: profile }, found) => {
      if (type === 'Localhost' && profile && trimSpace(profile) !== profile) found({ value: profile });
    },
  }),
  appArmor('app-armor-profile-too-long', {
    verdict: 'tooLong',
    field: 'localhostProfile',
    message: 'The name of the AppArmor profile has {bytes:text} bytes.',
    help: 'Use at most 4095 bytes.',
    since: '1.30',
    check: ({ type, localhostProfile: profile }, found) => {
      if (type !== 'Localhost' || !profile) return;
      const bytes = byteLength(profile);
      if (bytes > PROFILE_BYTES) found({ bytes });
    },
  }),
  appArmor('app-armor-profile-forbidden', {
    verdict: 'invalid',
    field: 'localhostProfile',
    message: 'An AppArmor profile of type {type} cannot have a `localhostProfile`.',
    help: 'Remove `localhostProfile`, or use the type `Localhost`.',
    since: '1.30',
    check: ({ type, localhostProfile: profile }, found) => {
      if ((type === 'RuntimeDefault' || type === 'Unconfined') && typeof profile === 'string')
        found({ type });
    },
  }),
];
