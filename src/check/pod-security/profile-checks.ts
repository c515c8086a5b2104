import { isJsonObject, type JsonObject } from '../../base/json/json.ts';
import { APP_ARMOR_ANNOTATION } from '../app-armor.ts';
import { asList, asObject, contextsOf, isSet, type PodSecurityCheck, type StoredPod } from './stored-pod.ts';

/** Checks of fields that confine the processes of a Pod. */
export const PROFILE_CHECKS: readonly PodSecurityCheck[] = [
  {
    id: 'appArmorProfile',
    level: 'baseline',
    violation: ['forbidden AppArmor profile', 'forbidden AppArmor profiles'],
    // The server counts each forbidden type and each forbidden annotation.
    versions: [
      { through: '1.29', check: forbiddenAnnotations },
      { since: '1.30', check: (pod) => forbiddenAppArmorTypes(pod) + forbiddenAnnotations(pod) },
    ],
  },
  {
    id: 'seccompProfile_baseline',
    level: 'baseline',
    violation: 'seccompProfile',
    check: (pod) => contextsOf(pod).some(hasForbiddenSeccomp),
  },
  {
    id: 'seccompProfile_restricted',
    level: 'restricted',
    replaces: 'seccompProfile_baseline',
    violation: 'seccompProfile',
    check: (pod) =>
      !pod.isWindows &&
      (contextsOf(pod).some(hasForbiddenSeccomp) ||
        (!hasSeccomp(pod.context) && pod.containers.some(({ context }) => !hasSeccomp(context)))),
  },
  {
    id: 'seLinuxOptions',
    level: 'baseline',
    violation: 'seLinuxOptions',
    versions: [
      {
        through: '1.30',
        check: seLinux(['container_t', 'container_init_t', 'container_kvm_t']),
      },
      {
        since: '1.31',
        check: seLinux(['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']),
      },
    ],
  },
  {
    id: 'procMount',
    level: 'baseline',
    violation: 'procMount',
    versions: [
      { through: '1.34', check: hasForbiddenProcMount },
      { since: '1.35', check: (pod) => !pod.hasUserNamespace && hasForbiddenProcMount(pod) },
    ],
  },
  {
    id: 'procMount_restricted',
    level: 'restricted',
    replaces: 'procMount',
    violation: 'procMount',
    since: '1.35',
    check: hasForbiddenProcMount,
  },
  {
    id: 'sysctls',
    level: 'baseline',
    violation: 'forbidden sysctls',
    versions: [
      { through: '1.31', check: sysctls(['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']) },
      { since: '1.32', check: sysctls([]) },
    ],
  },
];

function forbiddenAppArmorTypes(pod: StoredPod): number {
  const types = contextsOf(pod)
    .map((context) => context['appArmorProfile'])
    .filter(isJsonObject)
    .map(({ type }) => type ?? '')
    .filter((type) => type !== 'RuntimeDefault' && type !== 'Localhost');
  return new Set(types).size;
}

function forbiddenAnnotations({ annotations }: StoredPod): number {
  return Object.entries(annotations).filter(
    ([key, value]) =>
      key.startsWith(APP_ARMOR_ANNOTATION) &&
      isSet(value) &&
      value !== '' &&
      value !== 'runtime/default' &&
      !(typeof value === 'string' && value.startsWith('localhost/')),
  ).length;
}

function hasSeccomp(context: JsonObject): boolean {
  return isJsonObject(context['seccompProfile']);
}

function hasForbiddenSeccomp(context: JsonObject): boolean {
  const { type } = asObject(context['seccompProfile']);
  return hasSeccomp(context) && type !== 'RuntimeDefault' && type !== 'Localhost';
}

function seLinux(types: readonly string[]) {
  const allowed = new Set<unknown>(['', ...types]);
  return (pod: StoredPod): boolean =>
    contextsOf(pod).some((context) => {
      const { type, user, role } = asObject(context['seLinuxOptions']);
      return !allowed.has(type ?? '') || Boolean(user) || Boolean(role);
    });
}

function hasForbiddenProcMount({ containers }: StoredPod): boolean {
  return containers.some(({ context: { procMount } }) => isSet(procMount) && procMount !== 'Default');
}

const SAFE_SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
];

function sysctls(except: readonly string[]) {
  return ({ context }: StoredPod): boolean =>
    asList(context['sysctls']).some(
      ({ name }) => !SAFE_SYSCTLS.includes(name as string) || except.includes(name as string),
    );
}
