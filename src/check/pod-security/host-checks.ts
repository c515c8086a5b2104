import type { JsonObject } from '../../base/json/json.ts';
import { asList, asObject, isSet, type PodSecurityCheck, type StoredPod } from './stored-pod.ts';

/** Checks of fields that give a Pod access to its node. */
export const HOST_CHECKS: readonly PodSecurityCheck[] = [
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

/** The security contexts of the Pod and of its containers. */
export function contextsOf({ context, containers }: StoredPod): JsonObject[] {
  return [context, ...containers.map((container) => container.context)];
}

function handlersOf(container: JsonObject): JsonObject[] {
  const { postStart, preStop } = asObject(container['lifecycle']);
  const probes = [container['livenessProbe'], container['readinessProbe'], container['startupProbe']];
  return [...probes, postStart, preStop].map(asObject);
}

function namesHost({ httpGet, tcpSocket }: JsonObject): boolean {
  return Boolean(asObject(httpGet)['host']) || Boolean(asObject(tcpSocket)['host']);
}
