import { isJsonObject } from '../base/json/json.ts';
import { APP_ARMOR_ANNOTATION, profileOfAnnotation } from './app-armor.ts';
import { descendingPathProblems } from './local-path.ts';
import type { JsonObject } from './read.ts';
import { type Report, tell } from './report.ts';

const WITHOUT_EFFECT = [
  'scheduler.alpha.kubernetes.io/critical-pod',
  'security.alpha.kubernetes.io/sysctls',
  'security.alpha.kubernetes.io/unsafe-sysctls',
] as const;
const MIRROR = 'kubernetes.io/config.mirror';
/** Tolerations as text, from before there was a field for them. */
const TOLERATIONS = 'scheduler.alpha.kubernetes.io/tolerations';
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';

/** Checks the annotations of a Pod that mean something to the server itself. */
export function checkPodAnnotations(report: Report, annotations: JsonObject, spec: JsonObject): void {
  const names = containerNames(spec);
  report.trail.push('metadata', 'annotations');
  for (const key in annotations) {
    const value = annotations[key];
    checkAnnotation(report, key, typeof value === 'string' ? value : '', spec, names);
  }
  report.trail.length -= 2;
}

/** Names of init and plain containers, with the way to each. */
type ContainerNames = ReadonlyMap<string, readonly [list: string, index: number]>;

function checkAnnotation(
  report: Report,
  key: string,
  value: string,
  spec: JsonObject,
  names: ContainerNames,
): void {
  const field = `[${key}]`;
  if (key.startsWith(APP_ARMOR_ANNOTATION)) checkAppArmor(report, key, value, spec, names);
  else if (key === SECCOMP_POD || key.startsWith(SECCOMP_CONTAINER))
    checkSeccomp(report, key, value, spec, names);
  else if ((WITHOUT_EFFECT as readonly string[]).includes(key)) {
    tell(report, 'annotation-without-effect', { key }, [key], field);
  } else if (key === TOLERATIONS && value !== '')
    tell(report, 'field-not-checked', { field: key }, [key], field);
  else if (key === MIRROR) tell(report, 'mirror-annotation-invalid', {}, [key], field);
  else if (key === DELETION_COST && !isDeletionCost(value)) {
    tell(report, 'deletion-cost-invalid', { value }, [key], field);
  }
}

function checkAppArmor(
  report: Report,
  key: string,
  value: string,
  spec: JsonObject,
  names: ContainerNames,
): void {
  const field = `[${key}]`;
  const container = key.slice(APP_ARMOR_ANNOTATION.length);
  const place = names.get(container);
  if (place === undefined) {
    tell(report, 'app-armor-annotation-container-unknown', { value: container }, [key], field);
  }
  if (value !== '' && profileOfAnnotation(value) === undefined && !value.startsWith('localhost/')) {
    tell(report, 'app-armor-annotation-invalid', { value }, [key], field);
  }
  if (place === undefined) return;
  const ofPod = podProfile(spec);
  const ofAnnotation = profileOfAnnotation(value);
  if (ofAnnotation === undefined && ofPod !== undefined && isKnownProfile(ofPod['type'])) {
    const path = `spec.${place[0]}[${place[1]}].securityContext.appArmorProfile.type`;
    tellAt(report, path, value, key);
  }
  const agrees =
    ofAnnotation !== undefined &&
    ofAnnotation.type === ofPod?.['type'] &&
    ofAnnotation.name === (ofPod['localhostProfile'] ?? undefined);
  if (!agrees) tell(report, 'app-armor-annotation-deprecated', { key }, [key], field);
}

/** The server names the container's profile, though the annotation is what must change. */
function tellAt(report: Report, field: string, value: string, key: string): void {
  const trail = report.trail.splice(0);
  tell(report, 'app-armor-annotation-conflict', { value }, [...trail, key], field);
  report.trail.push(...trail);
}

function checkSeccomp(
  report: Report,
  key: string,
  value: string,
  spec: JsonObject,
  names: ContainerNames,
): void {
  const known = value === 'runtime/default' || value === 'docker/default' || value === 'unconfined';
  const path = value.startsWith('localhost/') ? value.slice('localhost/'.length) : undefined;
  const problems = known ? 0 : path === undefined ? 1 : descendingPathProblems(path);
  for (let count = 0; count < problems; count++) {
    tell(report, 'seccomp-annotation-invalid', { value }, [key], `.${key}`);
  }
  const context = spec['securityContext'];
  const warned =
    key === SECCOMP_POD
      ? !isJsonObject(context) || !isJsonObject(context['seccompProfile'])
      : names.has(key.slice(SECCOMP_CONTAINER.length));
  if (warned) tell(report, 'annotation-without-effect', { key }, [key], `[${key}]`);
}

/** A whole number of 32 bits, without a plus and, unless it is negative, without leading zeros. */
function isDeletionCost(value: string): boolean {
  if (!/^(0|-\d+|[1-9]\d*)$/.test(value)) return false;
  const cost = Number(value);
  return cost >= -(2 ** 31) && cost < 2 ** 31;
}

function isKnownProfile(type: unknown): boolean {
  return type === 'Localhost' || type === 'RuntimeDefault' || type === 'Unconfined';
}

function podProfile(spec: JsonObject): JsonObject | undefined {
  const context = spec['securityContext'];
  const profile = isJsonObject(context) ? context['appArmorProfile'] : undefined;
  return isJsonObject(profile) ? profile : undefined;
}

function containerNames(spec: JsonObject): ContainerNames {
  const names = new Map<string, readonly [string, number]>();
  for (const list of ['initContainers', 'containers']) {
    const containers = spec[list];
    if (!Array.isArray(containers)) continue;
    for (const [index, container] of containers.entries()) {
      const name = isJsonObject(container) ? container['name'] : undefined;
      if (typeof name === 'string') names.set(name, [list, index]);
    }
  }
  return names;
}
