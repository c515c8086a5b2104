import { describe, expect, it } from 'vitest';
import { findings, podWith, type Row } from '../../findings.ts';

describe('security context of a Pod', () => {
  const ROWS: readonly Row[] = [
    [null],
    [{}],
    [{ runAsUser: 0, runAsGroup: 0, fsGroup: 0, runAsNonRoot: false }],
    [{ runAsUser: 2_147_483_647, runAsGroup: 2_147_483_647, fsGroup: 2_147_483_647 }],
    [{ runAsUser: null, runAsGroup: null, fsGroup: null, runAsNonRoot: null, fsGroupChangePolicy: null }],
    [
      { runAsUser: -1, runAsGroup: -1, fsGroup: -1 },
      'user-id-invalid ~/runAsUser',
      'group-id-invalid ~/runAsGroup',
      'group-id-invalid ~/fsGroup',
    ],
    [
      { runAsUser: 2_147_483_648, runAsGroup: 2_147_483_648, fsGroup: 2_147_483_648 },
      'user-id-invalid ~/runAsUser',
      'group-id-invalid ~/runAsGroup',
      'group-id-invalid ~/fsGroup',
    ],
    [{ runAsUser: 1.5 }, 'json-type-wrong ~/runAsUser'],
    [{ runAsNonRoot: true }],
    [{ runAsNonRoot: true, runAsUser: 1 }],
    [{ runAsNonRoot: true, runAsUser: 0 }, 'root-user-refused-later ~/runAsUser'],
    [{ runAsNonRoot: 'true', runAsUser: 0 }, 'json-type-wrong ~/runAsNonRoot'],
    [{ fsGroupChangePolicy: 'Always' }],
    [{ fsGroupChangePolicy: 'OnRootMismatch' }],
    [{ fsGroupChangePolicy: '' }, 'fs-group-change-policy-not-supported ~/fsGroupChangePolicy'],
    [{ fsGroupChangePolicy: 'always' }, 'fs-group-change-policy-not-supported ~/fsGroupChangePolicy'],
    [{ supplementalGroups: [1] }, 'field-not-checked ~/supplementalGroups'],
  ];

  it.each(ROWS)('%j', (securityContext, ...found) => {
    expect(findings(podWith({ securityContext }), '/spec/securityContext')).toEqual([...found].sort());
  });

  const PROFILES: readonly Row[] = [
    [null],
    [{ type: 'RuntimeDefault' }],
    [{ type: 'Unconfined', localhostProfile: null }],
    [{ type: 'Localhost', localhostProfile: 'a/b' }],
    [{ type: 'Localhost', localhostProfile: '' }],
    [{}, 'seccomp-type-missing ~/type'],
    [{ type: 'runtimeDefault' }, 'seccomp-type-not-supported ~/type'],
    [{ type: 'Localhost' }, 'seccomp-path-missing ~/localhostProfile'],
    [{ type: 'Localhost', localhostProfile: null }, 'seccomp-path-missing ~/localhostProfile'],
    [{ type: 'Localhost', localhostProfile: '/a' }, 'seccomp-path-invalid ~/localhostProfile'],
    [{ type: 'Localhost', localhostProfile: 'a/../b' }, 'seccomp-path-invalid ~/localhostProfile'],
    [
      { type: 'Localhost', localhostProfile: '/../a' },
      'seccomp-path-invalid ~/localhostProfile',
      'seccomp-path-invalid ~/localhostProfile',
    ],
    [{ type: 'RuntimeDefault', localhostProfile: '' }, 'seccomp-path-forbidden ~/localhostProfile'],
    [{ localhostProfile: 'a', more: 1 }, 'field-unknown ~/more'],
    ['RuntimeDefault', 'json-type-wrong ~'],
  ];

  it.each(PROFILES)('seccomp profile %j', (seccompProfile, ...found) => {
    const pod = podWith({ securityContext: { seccompProfile } });
    expect(findings(pod, '/spec/securityContext/seccompProfile')).toEqual([...found].sort());
  });
});
