import { type Context, containersOf, objectOf } from './pod-security-contexts.ts';
import type { JsonObject } from './read.ts';

const SAFE_SYSCTLS = /* @__PURE__ */ new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
]);

/** Violations of both levels that no agent causes, so that a Pod from elsewhere is not called safe. */
export function neverMadeViolations(
  spec: JsonObject,
  ofPod: JsonObject,
  contexts: readonly Context[],
): string[] {
  const all = [ofPod, ...contexts];
  const found: [boolean, string][] = [
    [['hostNetwork', 'hostPID', 'hostIPC'].some((key) => spec[key] === true), 'host namespaces'],
    [hasHostPort(spec), 'hostPort'],
    [contexts.some(({ procMount }) => isSet(procMount) && procMount !== 'Default'), 'procMount'],
    [listOf(ofPod['sysctls']).some(({ name }) => !SAFE_SYSCTLS.has(String(name))), 'forbidden sysctls'],
    [all.some((context) => objectOf(context['windowsOptions'])['hostProcess'] === true), 'hostProcess'],
    [all.some((context) => hasForbiddenSeLinux(objectOf(context['seLinuxOptions']))), 'seLinuxOptions'],
  ];
  return found.filter(([violated]) => violated).map(([, name]) => name);
}

/** Volumes that only the baseline allows, or none of both; the restricted level has one name for all of them. */
export function volumeViolations(spec: JsonObject): { baseline: string[]; restricted: string[] } {
  const volumes = listOf(spec['volumes']);
  const restricted = volumes.some((volume) =>
    Object.keys(volume).some((key) => isSet(volume[key]) && !RESTRICTED_VOLUMES.has(key)),
  );
  return {
    baseline: volumes.some((volume) => isSet(volume['hostPath'])) ? ['hostPath volumes'] : [],
    restricted: restricted ? ['restricted volume types'] : [],
  };
}

const RESTRICTED_VOLUMES = /* @__PURE__ */ new Set([
  'name',
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

const SELINUX_TYPES = /* @__PURE__ */ new Set<unknown>([
  undefined,
  null,
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
]);

function hasForbiddenSeLinux(options: JsonObject): boolean {
  return !SELINUX_TYPES.has(options['type']) || Boolean(options['user']) || Boolean(options['role']);
}

function hasHostPort(spec: JsonObject): boolean {
  return containersOf(spec).some((container) =>
    listOf(container['ports']).some((port) => Boolean(port['hostPort'])),
  );
}

function listOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
