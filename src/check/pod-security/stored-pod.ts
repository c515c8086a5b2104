import { isJsonObject, type JsonObject, NOTHING, withOwnKeys } from '../../base/json/json.ts';
import {
  APP_ARMOR_ANNOTATION,
  annotationOfProfile,
  isSameProfile,
  profileOfAnnotation,
} from '../app-armor.ts';
import { type Checks, isVersionWithin, type KubernetesVersion } from '../kubernetes-versions.ts';

/** A Pod as the server has it when it checks the Pod Security Standards: with defaults, and without dropped fields. */
export interface StoredPod {
  readonly annotations: JsonObject;
  readonly spec: JsonObject;
  readonly context: JsonObject;
  /** Containers of every kind. */
  readonly containers: readonly StoredContainer[];
  readonly isWindows: boolean;
  /** Whether the Pod has its own user namespace. */
  readonly hasUserNamespace: boolean;
}

interface StoredContainer {
  readonly name: unknown;
  readonly container: JsonObject;
  readonly context: JsonObject;
}

/** Applies the server's defaults to a new Pod, as far as the checks see them. */
export function storedPod(pod: JsonObject, version: KubernetesVersion): StoredPod {
  const spec = asObject(pod['spec']);
  const context = asObject(spec['securityContext']);
  const isWindows = asObject(spec['os'])['name'] === 'windows';
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
    asList(spec[list]).map((container) => ({
      name: container['name'] ?? '',
      container,
      context: withProcMount(asObject(container['securityContext']), version),
    })),
  );
  const annotations = asObject(asObject(pod['metadata'])['annotations']);
  const stored = {
    annotations,
    spec,
    context,
    containers,
    isWindows,
    // Before, the server drops `hostUsers`.
    hasUserNamespace: spec['hostUsers'] === false && isVersionWithin(version, '1.33'),
  };
  return isWindows || !isVersionWithin(version, '1.30') ? stored : withAppArmor(stored, version);
}

/** Before 1.33 the server replaces `procMount` by its default. */
function withProcMount(context: JsonObject, version: KubernetesVersion): JsonObject {
  return isVersionWithin(version, '1.33') || !isSet(context['procMount'])
    ? context
    : withOwnKeys({ ...context, procMount: 'Default' });
}

/** The server sets the profile of a container from its annotation, and through 1.33 an annotation from the profile. */
function withAppArmor(pod: StoredPod, version: KubernetesVersion): StoredPod {
  const ofPod = profileOf(pod.context);
  const annotations = new Map(Object.entries(pod.annotations));
  const containers = pod.containers.map((stored) => {
    const { name, context } = stored;
    const key = APP_ARMOR_ANNOTATION + (typeof name === 'string' ? name : '');
    const annotation = annotations.get(key);
    const own = profileOf(context);
    if (typeof annotation === 'string') {
      const profile = own === undefined ? profileOfAnnotation(annotation) : undefined;
      if (profile === undefined || isSameProfile(profile, ofPod)) return stored;
      return { ...stored, context: withOwnKeys({ ...context, appArmorProfile: profile }) };
    }
    const profile = own ?? ofPod;
    const added =
      profile && isVersionWithin(version, '1.30', '1.33') ? annotationOfProfile(profile) : undefined;
    if (added !== undefined) annotations.set(key, added);
    return stored;
  });
  return { ...pod, containers, annotations: withOwnKeys(Object.fromEntries(annotations)) };
}

export function contextsOf({ context, containers }: StoredPod): JsonObject[] {
  return [context, ...containers.map((container) => container.context)];
}

function profileOf(context: JsonObject): JsonObject | undefined {
  const profile = context['appArmorProfile'];
  return isJsonObject(profile) ? profile : undefined;
}

export function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : NOTHING;
}

export function asList(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}

export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** A check of the Pod Security Standards. It returns how often the Pod violates it, or whether. */
export interface PodSecurityCheck extends Checks<(pod: StoredPod) => boolean | number> {
  readonly id: string;
  /** The lowest level that forbids it. The level `restricted` includes `baseline`. */
  readonly level: 'baseline' | 'restricted';
  /** The check of the level `baseline` that this one replaces at the level `restricted`. */
  readonly replaces?: string;
  /** The violation in the words of the API server; a second text is for more than one. */
  readonly violation: string | readonly [one: string, more: string];
}
