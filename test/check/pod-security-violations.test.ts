import { describe, expect, test } from 'vitest';
import { podSecurity } from '../../src/check/pod-security.ts';
import { type PodSecurityRemedy, podSecurityRemedies } from '../../src/check/pod-security-remedies.ts';
import type { Release } from '../../src/index.ts';
import { deepFrozen } from '../support/deep-frozen.ts';

const SAFE = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const SAFE_POD = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/** A Pod that violates nothing but for what is given. */
function pod({
  spec = {},
  ofPod = {},
  ofContainer = {},
  container = {},
  annotations = {},
}: Record<string, object>): object {
  return deepFrozen({
    metadata: { annotations },
    spec: {
      containers: [
        { name: 'first', securityContext: SAFE },
        { name: 'second', securityContext: { ...SAFE, ...ofContainer }, ...container },
      ],
      securityContext: { ...SAFE_POD, ...ofPod },
      ...spec,
    },
  });
}

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
    ['seccompProfile', { ofContainer: { seccompProfile: {} } }],
    ['forbidden AppArmor profile', { ofPod: { appArmorProfile: { type: 'Unconfined' } } }],
    ['forbidden AppArmor profile', { ofContainer: { appArmorProfile: { type: 'Other' } } }],
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
      { spec: { hostNetwork: false, hostPID: 'true', hostIPC: null } },
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
    [
      'AppArmor without a type',
      { ofPod: { appArmorProfile: { type: '' } }, ofContainer: { appArmorProfile: {} } },
    ],
    [
      'allowed AppArmor annotations',
      {
        annotations: {
          [`${APP_ARMOR}a`]: 'runtime/default',
          [`${APP_ARMOR}b`]: 'localhost/x',
          [`${APP_ARMOR}c`]: '',
          [`${APP_ARMOR}d`]: 5 as never,
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

describe('remedies', () => {
  const remedies = (parts: Record<string, object>, release: Release = '3.17') =>
    podSecurityRemedies(pod(parts), release).map(({ violation, level, remedies: ways }) => [
      `${level}: ${violation}`,
      ...ways.map(wayText),
    ]);
  const wayText = (way: PodSecurityRemedy) => {
    const note = way.note === undefined ? '' : ` (${way.note})`;
    if (way.by === 'nobody') return `nobody${note}`;
    return way.by === 'author'
      ? `author: ${way.option} = ${JSON.stringify(way.value)}${note}`
      : `administrator: ${way.variable}=${way.value}${note}`;
  };
  const HOST_USERS =
    'author: hostUsers = false (The Pod then has users of its own; nodes must support user namespaces.)';
  const NON_ROOT = [
    'author: securityContext.runAsNonRoot = true',
    'administrator: WOODPECKER_BACKEND_K8S_SECCTX_NONROOT=true (Holds for every step, and no step can take it back.)',
  ];
  const SECCOMP = 'author: securityContext.seccompProfile = {"type":"RuntimeDefault"}';
  const PRIVILEGED =
    'author: securityContext.privileged = false (The step then runs without the privileges that it was given.)';

  test('of what an agent makes', () => {
    expect(remedies({ ofContainer: { privileged: true, allowPrivilegeEscalation: true } })).toEqual([
      ['baseline: privileged', PRIVILEGED],
      [
        'restricted: allowPrivilegeEscalation != false',
        'author: securityContext.allowPrivilegeEscalation = false (Together with `securityContext.privileged: false`, else the server refuses the Pod.)',
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
      [
        'restricted: runAsUser=0',
        'author: securityContext.runAsUser = 1000 (Any user but 0 will do.)',
        HOST_USERS,
      ],
    ]);
  });

  test('of releases that know less', () => {
    const parts = {
      ofContainer: { allowPrivilegeEscalation: true, capabilities: {} },
      ofPod: { runAsUser: 0 as never, runAsNonRoot: false },
    };
    const unknown = (option: string) =>
      `nobody (The option \`securityContext.${option}\` is not known to agents of this release.)`;
    expect(remedies(parts, '3.13')).toEqual([
      ['restricted: allowPrivilegeEscalation != false', unknown('allowPrivilegeEscalation')],
      ['restricted: runAsNonRoot != true', ...NON_ROOT],
      ['restricted: runAsUser=0', 'author: securityContext.runAsUser = 1000 (Any user but 0 will do.)'],
      ['restricted: unrestricted capabilities', unknown('capabilities.drop')],
    ]);
  });

  test('of AppArmor profiles, wherever they stand', () => {
    const annotation = `${APP_ARMOR}second`;
    const option = 'author: securityContext.apparmorProfile = {"type":"RuntimeDefault"}';
    const administrator = `administrator: WOODPECKER_BACKEND_K8S_POD_ANNOTATIONS=without ${annotation} (Where the annotation comes from the agent.)`;
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
        `${option} (Together with the annotation ${annotation}.)`,
        `author: annotations["${annotation}"] = null (Together with the profile of the security context.)`,
        administrator,
      ],
    ]);
    expect(remedies({ ofContainer: { appArmorProfile: { type: 'X' } } })).toEqual([
      ['baseline: forbidden AppArmor profile', 'nobody (No agent sets a profile on a container.)'],
    ]);
  });

  test('of what no agent makes', () => {
    expect(remedies({ spec: { hostPID: true } })).toEqual([
      ['baseline: host namespaces', 'nobody (No agent makes such a Pod.)'],
    ]);
  });
});
