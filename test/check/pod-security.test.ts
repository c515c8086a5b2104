import { describe, expect, it } from 'vitest';
import { podSecurity } from '../../src/check/pod-security.ts';
import { podSecurityRemedies } from '../../src/check/pod-security-remedies.ts';
import { RELEASES, type Release } from '../../src/translate/release/releases.ts';

const container = { name: 'c', image: 'a' };
const pod = (spec: object = {}, metadata: object = {}) => ({
  metadata,
  spec: { containers: [container], ...spec },
});

function whoMends(object: object, release: Release): Record<string, string[]> {
  const remedies = podSecurityRemedies(object, release);
  return Object.fromEntries(
    remedies.map(({ violation, remedies: ways }) => [violation, ways.map(({ by }) => by)]),
  );
}

describe('podSecurity', () => {
  it('takes the word of the Pod where a container says nothing, and of the container where it does', () => {
    const restricted = (ofPod: object, ofContainer: object) =>
      podSecurity(
        pod({ securityContext: ofPod, containers: [{ ...container, securityContext: ofContainer }] }),
      ).restricted.violations;
    expect(restricted({ runAsNonRoot: true }, {})).not.toContain('runAsNonRoot != true');
    expect(restricted({}, { runAsNonRoot: true })).not.toContain('runAsNonRoot != true');
    expect(restricted({ runAsNonRoot: true }, { runAsNonRoot: false })).toContain('runAsNonRoot != true');
    expect(restricted({ seccompProfile: { type: 'Localhost' } }, {})).not.toContain('seccompProfile');
    expect(restricted({}, { seccompProfile: { type: 'Unconfined' } })).toContain('seccompProfile');
  });

  it('counts forbidden AppArmor profiles and annotations', () => {
    const annotations = { 'container.apparmor.security.beta.kubernetes.io/c': 'unconfined' };
    const unconfined = { securityContext: { appArmorProfile: { type: 'Unconfined' } } };
    expect(podSecurity(pod(unconfined)).baseline.violations).toEqual(['forbidden AppArmor profile']);
    expect(podSecurity(pod(unconfined, { annotations })).baseline.violations).toEqual([
      'forbidden AppArmor profiles',
    ]);
  });

  it('does not call a Pod safe that no agent makes', () => {
    const volumes = [{ name: 'v', hostPath: { path: '/' } }];
    expect(podSecurity(pod({ hostNetwork: true, volumes })).baseline.violations).toEqual([
      'host namespaces',
      'hostPath volumes',
    ]);
    expect(podSecurity(pod({ volumes })).restricted.violations).toContain('restricted volume types');
  });
});

describe('podSecurityRemedies', () => {
  it('knows the options of each release', () => {
    const old = whoMends(pod(), '3.13');
    expect(old).toEqual({
      'allowPrivilegeEscalation != false': ['nobody'],
      'runAsNonRoot != true': ['author', 'administrator'],
      seccompProfile: ['author'],
      'unrestricted capabilities': ['nobody'],
    });
    expect(whoMends(pod(), '3.14')).toMatchObject({
      'allowPrivilegeEscalation != false': ['author'],
      'unrestricted capabilities': ['author'],
    });
    expect(whoMends(pod(), '3.16')['runAsNonRoot != true']).toEqual(['author', 'administrator', 'author']);
  });

  it('has an answer for every violation of every release', () => {
    const bad = pod(
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

  it('mends what it says: the options applied, nothing is left', () => {
    const context = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
    const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
    const mended = pod({ securityContext: context, containers: [{ ...container, securityContext }] });
    expect(podSecurity(mended).restricted).toEqual({ allowed: true, violations: [] });
    expect(podSecurityRemedies(mended, '3.17')).toEqual([]);
  });
});
