import { describe, expect, it, test } from 'vitest';
import { podSecurity } from '../../src/check/pod-security/pod-security.ts';
import type { Release } from '../../src/index.ts';
import { type PodSecurityRemedy, podSecurityRemedies } from '../../src/lint/pod-security-remedies.ts';
import { RELEASES } from '../../src/translate/release/releases.ts';
import { APP_ARMOR, pod } from '../support/safe-pod.ts';

describe('remedies', () => {
  const remedies = (parts: Record<string, object>, release: Release = '3.17') =>
    podSecurityRemedies(pod(parts), release).map(({ violation, level, remedies: ways }) => [
      `${level}: ${violation}`,
      ...ways.map(wayText),
    ]);
  const wayText = (way: PodSecurityRemedy) => {
    const _note = way.note === undefined ? '' : ``;
    if (way.by === 'nobody') return 'nobody';
    return way.by === 'author'
      ? `author: ${way.option} = ${JSON.stringify(way.value)}`
      : `administrator: ${way.variable}=${way.value}`;
  };
  const HOST_USERS = 'author: hostUsers = false';
  const NON_ROOT = [
    'author: securityContext.runAsNonRoot = true',
    'administrator: WOODPECKER_BACKEND_K8S_SECCTX_NONROOT=true',
  ];
  const SECCOMP = 'author: securityContext.seccompProfile = {"type":"RuntimeDefault"}';
  const PRIVILEGED = 'author: securityContext.privileged = false';

  test('of objects that an agent makes', () => {
    expect(remedies({ ofContainer: { privileged: true, allowPrivilegeEscalation: true } })).toEqual([
      ['baseline: privileged', PRIVILEGED],
      [
        'restricted: allowPrivilegeEscalation != false',
        'author: securityContext.allowPrivilegeEscalation = false',
      ],
    ]);
    expect(remedies({ ofContainer: { allowPrivilegeEscalation: true, capabilities: {} } })).toEqual([
      [
        'restricted: allowPrivilegeEscalation != false',
        'author: securityContext.allowPrivilegeEscalation = false',
      ],
      ['restricted: unrestricted capabilities', 'author: securityContext.capabilities = {"drop":["ALL"]}'],
    ]);
    expect(remedies({ ofPod: { runAsNonRoot: false, runAsUser: 0 as never, seccompProfile: {} } })).toEqual([
      ['baseline: seccompProfile', SECCOMP],
      ['restricted: runAsNonRoot != true', ...NON_ROOT, HOST_USERS],
      ['restricted: runAsUser=0', 'author: securityContext.runAsUser = 1000', HOST_USERS],
    ]);
  });

  test('of releases that know less', () => {
    const parts = {
      ofContainer: { allowPrivilegeEscalation: true, capabilities: {} },
      ofPod: { runAsUser: 0 as never, runAsNonRoot: false },
    };

    expect(remedies(parts, '3.13')).toEqual([
      ['restricted: allowPrivilegeEscalation != false', 'nobody'],
      ['restricted: runAsNonRoot != true', ...NON_ROOT],
      ['restricted: runAsUser=0', 'author: securityContext.runAsUser = 1000'],
      ['restricted: unrestricted capabilities', 'nobody'],
    ]);
  });

  test('of AppArmor profiles in any place', () => {
    const annotation = `${APP_ARMOR}second`;
    const option = 'author: securityContext.apparmorProfile = {"type":"RuntimeDefault"}';
    const administrator = `administrator: WOODPECKER_BACKEND_K8S_POD_ANNOTATIONS=without ${annotation}`;
    expect(remedies({ ofPod: { appArmorProfile: { type: 'X' } } })).toEqual([
      ['baseline: forbidden AppArmor profile', option],
    ]);
    expect(remedies({ annotations: { other: 'x', [annotation]: 'x' } })).toEqual([
      ['baseline: forbidden AppArmor profile', `author: annotations["${annotation}"] = null`, administrator],
    ]);
    expect(
      remedies({ ofPod: { appArmorProfile: { type: 'X' } }, annotations: { [annotation]: 'x' } }),
    ).toEqual([
      [
        'baseline: forbidden AppArmor profiles',
        `${option}`,
        `author: annotations["${annotation}"] = null`,
        administrator,
      ],
    ]);
    expect(remedies({ ofContainer: { appArmorProfile: { type: 'X' } } })).toEqual([
      ['baseline: forbidden AppArmor profile', 'nobody'],
    ]);
  });

  test('of objects that no agent makes', () => {
    expect(remedies({ spec: { hostPID: true } })).toEqual([['baseline: host namespaces', 'nobody']]);
  });
});

const container = { name: 'c', image: 'a' };
const made = (spec: object = {}, metadata: object = {}) => ({
  metadata,
  spec: { containers: [container], ...spec },
});

function whoMends(object: object, release: Release): Record<string, string[]> {
  const remedies = podSecurityRemedies(object, release);
  return Object.fromEntries(
    remedies.map(({ violation, remedies: ways }) => [violation, ways.map(({ by }) => by)]),
  );
}

describe('podSecurityRemedies', () => {
  it('knows the options of each release', () => {
    const old = whoMends(made(), '3.13');
    expect(old).toEqual({
      'allowPrivilegeEscalation != false': ['nobody'],
      'runAsNonRoot != true': ['author', 'administrator'],
      seccompProfile: ['author'],
      'unrestricted capabilities': ['nobody'],
    });
    expect(whoMends(made(), '3.14')).toMatchObject({
      'allowPrivilegeEscalation != false': ['author'],
      'unrestricted capabilities': ['author'],
    });
    expect(whoMends(made(), '3.16')['runAsNonRoot != true']).toEqual(['author', 'administrator', 'author']);
  });

  it('has an answer for every violation of every release', () => {
    const bad = made(
      {
        hostPID: true,
        securityContext: { runAsUser: 0, seccompProfile: { type: 'X' }, appArmorProfile: { type: 'X' } },
        containers: [{ ...container, securityContext: { privileged: true } }],
      },
      { annotations: { 'container.apparmor.security.beta.kubernetes.io/c': 'x' } },
    );
    for (const release of RELEASES) {
      const remedies = podSecurityRemedies(bad, release);
      expect(remedies.map(({ violation }) => violation).sort()).toEqual(
        podSecurity(bad).restricted.violations,
      );
      expect(remedies.every((one) => one.remedies.length > 0)).toBe(true);
    }
  });

  it('leaves nothing to fix once its options are set', () => {
    const context = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
    const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
    const fixed = made({ securityContext: context, containers: [{ ...container, securityContext }] });
    expect(podSecurity(fixed).restricted).toEqual({ allowed: true, violations: [] });
    expect(podSecurityRemedies(fixed, '3.17')).toEqual([]);
  });
});
