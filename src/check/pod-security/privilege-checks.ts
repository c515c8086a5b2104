import type { JsonObject } from '../../base/json/json.ts';
import { contextsOf } from './host-checks.ts';
import { asObject, type PodSecurityCheck, type StoredPod } from './stored-pod.ts';

/** Checks of fields that give the processes of a Pod privileges. */
export const PRIVILEGE_CHECKS: readonly PodSecurityCheck[] = [
  {
    id: 'privileged',
    level: 'baseline',
    violation: 'privileged',
    check: ({ containers }) => containers.some(({ context }) => context['privileged'] === true),
  },
  {
    id: 'allowPrivilegeEscalation',
    level: 'restricted',
    violation: 'allowPrivilegeEscalation != false',
    check: ({ isWindows, containers }) =>
      !isWindows && containers.some(({ context }) => context['allowPrivilegeEscalation'] !== false),
  },
  {
    id: 'capabilities_baseline',
    level: 'baseline',
    violation: 'non-default capabilities',
    check: ({ containers }) =>
      containers.some(({ context }) =>
        capabilities(context, 'add').some((name) => !DEFAULT_CAPABILITIES.has(name)),
      ),
  },
  {
    id: 'capabilities_restricted',
    level: 'restricted',
    replaces: 'capabilities_baseline',
    violation: 'unrestricted capabilities',
    check: ({ isWindows, containers }) =>
      !isWindows &&
      containers.some(
        ({ context }) =>
          !capabilities(context, 'drop').includes('ALL') ||
          capabilities(context, 'add').some((name) => name !== 'NET_BIND_SERVICE'),
      ),
  },
  {
    id: 'runAsNonRoot',
    level: 'restricted',
    violation: 'runAsNonRoot != true',
    versions: [
      { through: '1.34', check: mayRunAsRoot },
      { since: '1.35', check: (pod) => !pod.hasUserNamespace && mayRunAsRoot(pod) },
    ],
  },
  {
    id: 'runAsUser',
    level: 'restricted',
    violation: 'runAsUser=0',
    versions: [
      { through: '1.34', check: runsAsUserZero },
      { since: '1.35', check: (pod) => !pod.hasUserNamespace && runsAsUserZero(pod) },
    ],
  },
];

const DEFAULT_CAPABILITIES: ReadonlySet<unknown> = /* @__PURE__ */ new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

function capabilities(context: JsonObject, list: 'add' | 'drop'): readonly unknown[] {
  const names = asObject(context['capabilities'])[list];
  return Array.isArray(names) ? names : [];
}

function mayRunAsRoot({ context, containers }: StoredPod): boolean {
  const ofPod = context['runAsNonRoot'] ?? undefined;
  if (ofPod === false) return true;
  return containers.some((container) => (container.context['runAsNonRoot'] ?? ofPod) !== true);
}

function runsAsUserZero(pod: StoredPod): boolean {
  return contextsOf(pod).some((context) => context['runAsUser'] === 0);
}
