import { describe, expect, it, test } from 'vitest';
import { podSecurity } from '../../../src/check/pod-security/pod-security.ts';
import { APP_ARMOR, pod, SAFE } from '../../support/safe-pod.ts';

/** What both levels forbid, and what the restricted one forbids beside that. */
function violations(parts: Record<string, object>): { baseline: string[]; more: string[] } {
  const { baseline, restricted } = podSecurity(pod(parts));
  expect(baseline.allowed).toBe(baseline.violations.length === 0);
  expect(restricted.allowed).toBe(restricted.violations.length === 0);
  const more = restricted.violations.filter((violation) => !baseline.violations.includes(violation));
  return { baseline: [...baseline.violations], more };
}

describe('the baseline', () => {
  test.each<[string, Record<string, object>]>([
    ['host namespaces', { spec: { hostNetwork: true } }],
    ['host namespaces', { spec: { hostPID: true } }],
    ['host namespaces', { spec: { hostIPC: true } }],
    ['hostPort', { container: { ports: [{ hostPort: 0 }, { hostPort: 80 }] } }],
    ['hostPort', { spec: { initContainers: [{ securityContext: SAFE, ports: [{ hostPort: 1 }] }] } }],
    ['hostPort', { spec: { ephemeralContainers: [{ securityContext: SAFE, ports: [{ hostPort: 1 }] }] } }],
    ['privileged', { spec: { ephemeralContainers: [{ securityContext: { ...SAFE, privileged: true } }] } }],
    ['procMount', { ofContainer: { procMount: 'Unmasked' } }],
    ['forbidden sysctls', { ofPod: { sysctls: [{ name: 'net.ipv4.tcp_rmem' }, { name: 'kernel.msgmax' }] } }],
    ['forbidden sysctls', { ofPod: { sysctls: [{}] } }],
    ['hostProcess', { ofPod: { windowsOptions: { hostProcess: true } } }],
    ['hostProcess', { ofContainer: { windowsOptions: { hostProcess: true } } }],
    ['seLinuxOptions', { ofPod: { seLinuxOptions: { type: 'spc_t' } } }],
    ['seLinuxOptions', { ofContainer: { seLinuxOptions: { user: 'u' } } }],
    ['seLinuxOptions', { ofContainer: { seLinuxOptions: { type: 'container_t', role: 'r' } } }],
    ['privileged', { ofContainer: { privileged: true } }],
    ['seccompProfile', { ofPod: { seccompProfile: { type: 'Unconfined' } } }],
    ['probe or lifecycle host', { container: { livenessProbe: { httpGet: { port: 80, host: 'h' } } } }],
    [
      'probe or lifecycle host',
      { container: { lifecycle: { preStop: { tcpSocket: { port: 80, host: 'h' } } } } },
    ],
    ['seccompProfile', { ofContainer: { seccompProfile: {} } }],
    ['forbidden AppArmor profile', { ofPod: { appArmorProfile: { type: 'Unconfined' } } }],
    ['forbidden AppArmor profile', { ofContainer: { appArmorProfile: { type: 'Other' } } }],
    [
      'forbidden AppArmor profile',
      { ofPod: { appArmorProfile: { type: '' } }, ofContainer: { appArmorProfile: {} } },
    ],
    ['forbidden AppArmor profile', { annotations: { [`${APP_ARMOR}nobody`]: 'unconfined' } }],
    [
      'forbidden AppArmor profile',
      { ofPod: { appArmorProfile: { type: 'X' } }, ofContainer: { appArmorProfile: { type: 'X' } } },
    ],
    [
      'forbidden AppArmor profiles',
      { ofPod: { appArmorProfile: { type: 'X' } }, ofContainer: { appArmorProfile: { type: 'Y' } } },
    ],
    ['forbidden AppArmor profile', { annotations: { [`${APP_ARMOR}second`]: 'other' } }],
    ['forbidden AppArmor profiles', { annotations: { [`${APP_ARMOR}second`]: 'unconfined' } }],
    ['forbidden AppArmor profiles', { annotations: { [`${APP_ARMOR}a`]: 'x', [`${APP_ARMOR}b`]: 'x' } }],
  ])('forbids: %s', (violation, parts) => {
    expect(violations(parts)).toEqual({ baseline: [violation], more: [] });
  });

  test.each<[string, Record<string, object>]>([
    [
      'host namespaces that are not asked for',
      { spec: { hostNetwork: false, hostPID: false, hostIPC: null } },
    ],
    ['ports of no host', { container: { ports: [{ hostPort: 0 }, { containerPort: 80 }, null] } }],
    ['the default mount of /proc', { ofContainer: { procMount: 'Default' } }],
    ['no mount of /proc', { ofContainer: { procMount: null } }],
    [
      'safe sysctls',
      { ofPod: { sysctls: [{ name: 'net.ipv4.tcp_rmem' }, { name: 'kernel.shm_rmid_forced' }] } },
    ],
    ['Windows without host processes', { ofPod: { windowsOptions: { hostProcess: false } } }],
    [
      'types of SELinux for containers',
      { ofPod: { seLinuxOptions: { type: 'container_kvm_t', level: 's0' } } },
    ],
    ['SELinux without a type', { ofContainer: { seLinuxOptions: { type: '', user: '', role: '' } } }],
    ['allowed AppArmor types', { ofPod: { appArmorProfile: { type: 'Localhost' } } }],
    ['images as volumes', { spec: { volumes: [{ name: 'v', image: {} }] } }],
    ['volumes without a source', { spec: { volumes: [{ name: 'v' }] } }],
    [
      'allowed AppArmor annotations',
      {
        annotations: {
          [`${APP_ARMOR}a`]: 'runtime/default',
          [`${APP_ARMOR}b`]: 'localhost/x',
          [`${APP_ARMOR}c`]: '',
          [`x-${APP_ARMOR}`]: 'unconfined',
        },
      },
    ],
    [
      'volumes of any agent',
      { spec: { volumes: [{ name: 'v', persistentVolumeClaim: {}, hostPath: null }] } },
    ],
  ])('and the restricted level allow %s', (_, parts) => {
    expect(violations(parts)).toEqual({ baseline: [], more: [] });
  });

  test('and the restricted level count capabilities and volumes each in its own way', () => {
    const parts = {
      ofContainer: { capabilities: { add: ['SYS_ADMIN'] } },
      spec: { volumes: [{ name: 'v', hostPath: {} }] },
    };
    expect(podSecurity(pod(parts)).restricted.violations).toEqual([
      'restricted volume types',
      'unrestricted capabilities',
    ]);
    expect(violations({ ofContainer: { capabilities: { drop: ['ALL'], add: ['CHOWN'] } } })).toEqual({
      baseline: [],
      more: ['unrestricted capabilities'],
    });
    expect(
      violations({ ofContainer: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } }),
    ).toEqual({
      baseline: [],
      more: [],
    });
    expect(
      violations({ ofContainer: { capabilities: { drop: ['ALL'], add: ['CHOWN', 'SYS_ADMIN'] } } }),
    ).toEqual({
      baseline: ['non-default capabilities'],
      more: ['unrestricted capabilities'],
    });
    expect(violations({ ofContainer: { capabilities: { drop: ['CHOWN'] } } })).toEqual({
      baseline: [],
      more: ['unrestricted capabilities'],
    });
    expect(violations({ spec: { volumes: [{ name: 'v', hostPath: {} }] } })).toEqual({
      baseline: ['hostPath volumes'],
      more: ['restricted volume types'],
    });
    expect(violations({ spec: { volumes: [{ name: 'v', nfs: {} }] } })).toEqual({
      baseline: [],
      more: ['restricted volume types'],
    });
  });
});

describe('the restricted level', () => {
  test.each<[string[], Record<string, object>]>([
    [['allowPrivilegeEscalation != false'], { ofContainer: { allowPrivilegeEscalation: true } }],
    [['allowPrivilegeEscalation != false'], { ofContainer: { allowPrivilegeEscalation: null as never } }],
    [['runAsNonRoot != true'], { ofPod: { runAsNonRoot: false } }],
    [['runAsNonRoot != true'], { ofPod: { runAsNonRoot: null as never } }],
    [['runAsNonRoot != true'], { ofPod: { runAsNonRoot: false }, ofContainer: { runAsNonRoot: true } }],
    [['runAsNonRoot != true'], { ofContainer: { runAsNonRoot: false } }],
    [['runAsUser=0'], { ofPod: { runAsUser: 0 as never } }],
    [['runAsUser=0'], { ofContainer: { runAsUser: 0 as never } }],
    [['seccompProfile'], { ofPod: { seccompProfile: null as never } }],
    [
      ['seccompProfile'],
      { ofPod: { seccompProfile: null as never }, ofContainer: { seccompProfile: { type: 'Localhost' } } },
    ],
    [[], { ofPod: { runAsUser: 1 as never } }],
    [[], { ofPod: { runAsUser: 0 as never, runAsNonRoot: false }, spec: { hostUsers: false } }],
    [['runAsUser=0'], { ofPod: { runAsUser: 0 as never }, spec: { hostUsers: true } }],
  ])('forbids also: %j', (more, parts) => {
    expect(violations(parts)).toEqual({ baseline: [], more });
  });
});

const container = { name: 'c', image: 'a' };
const bare = (spec: object) => ({ spec: { containers: [container], ...spec } });

describe('podSecurity', () => {
  it('reads the Pod if a container sets nothing, otherwise the container', () => {
    const restricted = (ofPod: object, ofContainer: object) =>
      podSecurity(
        bare({ securityContext: ofPod, containers: [{ ...container, securityContext: ofContainer }] }),
      ).restricted.violations;
    expect(restricted({ runAsNonRoot: true }, {})).not.toContain('runAsNonRoot != true');
    expect(restricted({}, { runAsNonRoot: true })).not.toContain('runAsNonRoot != true');
    expect(restricted({ runAsNonRoot: true }, { runAsNonRoot: false })).toContain('runAsNonRoot != true');
    expect(restricted({ seccompProfile: { type: 'Localhost' } }, {})).not.toContain('seccompProfile');
    expect(restricted({}, { seccompProfile: { type: 'Unconfined' } })).toContain('seccompProfile');
  });
});

describe('in the version of Kubernetes', () => {
  const at = (
    kubernetes: string,
    parts: Record<string, object>,
    level: 'baseline' | 'restricted' = 'restricted',
  ) => podSecurity(pod(parts), { kubernetes })[level].violations;

  test('user namespaces exempt from the rules about root since 1.35', () => {
    const parts = { ofPod: { runAsUser: 0 as never, runAsNonRoot: false }, spec: { hostUsers: false } };
    expect(at('1.34', parts)).toEqual(['runAsNonRoot != true', 'runAsUser=0']);
    expect(at('1.35', parts)).toEqual([]);
    expect(at('1.35', { ...parts, ofContainer: { procMount: 'Unmasked' } }, 'baseline')).toEqual([]);
    expect(at('1.35', { ...parts, ofContainer: { procMount: 'Unmasked' } })).toEqual(['procMount']);
  });

  test('`procMount` counts since 1.33, because the server replaces it before', () => {
    expect(at('1.32', { ofContainer: { procMount: 'Unmasked' } })).toEqual([]);
    expect(at('1.33', { ofContainer: { procMount: 'Unmasked' } })).toEqual(['procMount']);
  });

  test('profiles become annotations, which count again, from 1.30 to 1.33', () => {
    const parts = { ofPod: { appArmorProfile: { type: 'Unconfined' } } };
    expect(at('1.33', parts)).toEqual(['forbidden AppArmor profiles']);
    expect(at('1.34', parts)).toEqual(['forbidden AppArmor profile']);
  });

  test('hosts of probes are forbidden since 1.34', () => {
    const parts = { container: { startupProbe: { tcpSocket: { port: 1, host: 'h' } } } };
    expect(at('1.33', parts)).toEqual([]);
    expect(at('1.34', parts)).toEqual(['probe or lifecycle host']);
  });

  test('more types and sysctls are allowed', () => {
    const engine = { ofPod: { seLinuxOptions: { type: 'container_engine_t' } } };
    expect([at('1.30', engine), at('1.31', engine)]).toEqual([['seLinuxOptions'], []]);
    const memory = { ofPod: { sysctls: [{ name: 'net.ipv4.tcp_rmem' }] } };
    expect([at('1.31', memory), at('1.32', memory)]).toEqual([['forbidden sysctls'], []]);
  });

  test('Windows needs no settings of Linux', () => {
    const spec = {
      os: { name: 'windows' },
      securityContext: { runAsNonRoot: true },
      containers: [{ name: 'c' }],
    };
    expect(at('1.35', { spec })).toEqual([]);
  });

  test('must be known', () => {
    const unchecked = { allowed: false, violations: [] };
    expect(podSecurity({}, { kubernetes: '1.28' })).toEqual({
      baseline: unchecked,
      restricted: unchecked,
      notChecked: [''],
    });
  });
});

describe('a Pod that is not read in full', () => {
  test.each([
    [{ spec: { hostPID: 'true' } }, '/spec/hostPID'],
    [{ spec: { unheardOf: 1 } }, '/spec/unheardOf'],
    [{ ofContainer: { privileged: 'no' as never } }, '/spec/containers/1/securityContext/privileged'],
    [
      { spec: { ephemeralContainers: [{ securityContext: [] }] } },
      '/spec/ephemeralContainers/0/securityContext',
    ],
  ])('is allowed by no level: %j', (parts, place) => {
    const { baseline, restricted, notChecked } = podSecurity(pod(parts));
    expect([baseline.allowed, restricted.allowed, notChecked]).toEqual([false, false, [place]]);
  });

  test('has fields that its version lacks', () => {
    const one = pod({ ofPod: { appArmorProfile: { type: 'RuntimeDefault' } } });
    expect(podSecurity(one, { kubernetes: '1.29' })).toMatchObject({
      baseline: { allowed: false, violations: [] },
      notChecked: ['/spec/securityContext/appArmorProfile'],
    });
    expect(podSecurity(one, { kubernetes: '1.30' })).not.toHaveProperty('notChecked');
  });

  test.each([[null], [7], ['x'], [[]], [{ kind: 'Service' }]])('is not a Pod: %j', (value) => {
    expect(podSecurity(value)).toMatchObject({
      baseline: { allowed: false },
      restricted: { allowed: false },
    });
  });
});
