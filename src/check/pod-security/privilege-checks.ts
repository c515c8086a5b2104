import type { JsonObject } from '../../base/json/json.ts';
import { asList, asObject, contextsOf, isSet, type PodSecurityCheck, type StoredPod } from './stored-pod.ts';

/** Checks of fields that give a Pod access to its node, and its processes privileges. */
export const PRIVILEGE_CHECKS: readonly PodSecurityCheck[] = [
  {
    id: 'hostNamespaces',
    level: 'baseline',
    violation: 'host namespaces',
    check: ({ spec }) => ['hostNetwork', 'hostPID', 'hostIPC'].some((key) => spec[key] === true),
  },
  {
    id: 'hostPorts',
    level: 'baseline',
    violation: 'hostPort',
    // In the network of the host each port of a container is one of the host, except those of debug containers.
    check: ({ spec, containers }) =>
      containers.some(({ container }) =>
        asList(container['ports']).some(
          ({ hostPort, containerPort }) => hostPort || (spec['hostNetwork'] === true && containerPort),
        ),
      ),
  },
  {
    id: 'hostProbesAndHostLifecycle',
    level: 'baseline',
    violation: 'probe or lifecycle host',
    since: '1.34',
    check: ({ containers }) => containers.some(({ container }) => handlersOf(container).some(namesHost)),
  },
  {
    id: 'hostPathVolumes',
    level: 'baseline',
    violation: 'hostPath volumes',
    check: ({ spec }) => asList(spec['volumes']).some((volume) => isSet(volume['hostPath'])),
  },
  {
    id: 'restrictedVolumes',
    level: 'restricted',
    replaces: 'hostPathVolumes',
    violation: 'restricted volume types',
    check: ({ spec }) =>
      asList(spec['volumes']).some((volume) => {
        const sources = Object.keys(volume).filter((key) => key !== 'name' && isSet(volume[key]));
        // Without a source the server makes the volume an `emptyDir`.
        return sources.length > 0 && !sources.some((source) => RESTRICTED_VOLUMES.has(source));
      }),
  },
  {
    id: 'windowsHostProcess',
    level: 'baseline',
    violation: 'hostProcess',
    check: (pod) =>
      contextsOf(pod).some((context) => asObject(context['windowsOptions'])['hostProcess'] === true),
  },
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

const RESTRICTED_VOLUMES = /* @__PURE__ */ new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

function handlersOf(container: JsonObject): JsonObject[] {
  const { postStart, preStop } = asObject(container['lifecycle']);
  const probes = [container['livenessProbe'], container['readinessProbe'], container['startupProbe']];
  return [...probes, postStart, preStop].map(asObject);
}

function namesHost({ httpGet, tcpSocket }: JsonObject): boolean {
  return Boolean(asObject(httpGet)['host']) || Boolean(asObject(tcpSocket)['host']);
}

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
