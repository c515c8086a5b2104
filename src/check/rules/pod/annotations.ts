import type { Pod } from 'kubernetes-types/core/v1.js';
import { lower } from '../../../base/encoding/case-mapping.ts';
import { isJsonObject } from '../../../base/json/json.ts';
import { qualifiedNameProblems } from '../../../base/text/kubernetes-names.ts';
import {
  APP_ARMOR_ANNOTATION,
  annotationOfProfile,
  contradiction,
  isSameProfile,
  profileOfAnnotation,
} from '../../app-armor.ts';
import { descendingPathProblems } from '../../path-problems.ts';
import { wrong } from '../../patterns.ts';
import { annotation, type Places } from '../../places.ts';
import { type Loose, rulesOnDerived } from '../../rule.ts';
import { named, QUALIFIED_NAME } from '../names.ts';

const WITHOUT_EFFECT = [
  'scheduler.alpha.kubernetes.io/critical-pod',
  'security.alpha.kubernetes.io/sysctls',
  'security.alpha.kubernetes.io/unsafe-sysctls',
];
const MIRROR = 'kubernetes.io/config.mirror';
/** Tolerations as a string, from before there was a field for them. */
const TOLERATIONS = 'scheduler.alpha.kubernetes.io/tolerations';
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';

/** A Pod that has annotations, or gets some from its AppArmor profile. */
interface AnnotatedPod {
  readonly metadata: { readonly annotations: Readonly<Record<string, string | null | undefined>> };
  readonly spec: Loose<Pod>['spec'];
  readonly appArmor: ReadonlyMap<string, string>;
  /** The annotations that set seccomp profiles of containers. */
  readonly seccomp: ReadonlyMap<string, string>;
  readonly containers: readonly ContainerPlace[];
}

interface ContainerPlace {
  readonly name: string;
  readonly list: 'initContainers' | 'containers';
  readonly index: number;
  readonly hasAppArmor: boolean;
  readonly hasSeccomp: boolean;
}

const pod = rulesOnDerived<Pod, AnnotatedPod>('Pod', ({ metadata, spec }) => {
  const annotations = metadata?.annotations ?? {};
  const keys = Object.keys(annotations);
  if (keys.length === 0 && !spec?.securityContext?.appArmorProfile) return undefined;
  const startingWith = (prefix: string) =>
    new Map(keys.filter((key) => key.startsWith(prefix)).map((key) => [key, annotations[key] ?? '']));
  const containers = (['initContainers', 'containers'] as const).flatMap((list) =>
    (spec?.[list] ?? []).map((container, index) => {
      const context: Readonly<Record<string, unknown>> = container?.securityContext ?? {};
      return {
        name: container?.name ?? '',
        list,
        index,
        hasAppArmor: isJsonObject(context['appArmorProfile']),
        hasSeccomp: isJsonObject(context['seccompProfile']),
      };
    }),
  );
  const [appArmor, seccomp] = [startingWith(APP_ARMOR_ANNOTATION), startingWith(SECCOMP_CONTAINER)];
  return { metadata: { annotations }, spec, appArmor, seccomp, containers };
});

function at(key: string): readonly [readonly string[], string] {
  return [['metadata', 'annotations', key], `metadata.annotations[${key}]`];
}

const APP_ARMOR: Places<AnnotatedPod, string> = {
  field: `metadata.annotations[${APP_ARMOR_ANNOTATION}<container>]`,
  visit: ({ appArmor }, see) => {
    for (const [key, value] of appArmor) see(value, ...at(key));
  },
};

/** The containers whose profile an annotation sets, because they have none themselves. */
function appArmorContainers({ appArmor, containers }: AnnotatedPod) {
  return containers.flatMap((container) => {
    const key = APP_ARMOR_ANNOTATION + container.name;
    const annotation = container.hasAppArmor ? undefined : appArmor.get(key);
    return annotation === undefined ? [] : [{ ...container, key, annotation }];
  });
}

/** For old nodes the server writes a profile as an annotation. The key has the name of the container. */
const ADDED_ANNOTATIONS: Places<AnnotatedPod, string> = {
  field: 'metadata.annotations',
  visit: ({ spec, appArmor, containers }, see) => {
    const profile = spec?.securityContext?.appArmorProfile;
    if (!profile || annotationOfProfile(profile) === undefined) return;
    const given = new Set(appArmor.keys());
    for (const { name, list, index, hasAppArmor } of containers) {
      const key = APP_ARMOR_ANNOTATION + name;
      if (given.has(key) || hasAppArmor) continue;
      given.add(key);
      see(name, ['spec', list, index, 'name'], 'metadata.annotations');
    }
  },
};

export const POD_ANNOTATIONS = [
  pod('annotation-without-effect', {
    verdict: 'server-warning',
    field: 'metadata.annotations[key]',
    message: 'The annotation {key} no longer has any effect.',
    help: 'Use the field of the Pod that replaced the annotation, or remove the annotation.',
    check: ({ metadata: { annotations }, spec, seccomp, containers }, found) => {
      for (const key of WITHOUT_EFFECT) if (Object.hasOwn(annotations, key)) found({ key }, ...at(key));
      if (Object.hasOwn(annotations, SECCOMP_POD) && !spec?.securityContext?.seccompProfile)
        found({ key: SECCOMP_POD }, ...at(SECCOMP_POD));
      for (const { name, hasSeccomp } of containers) {
        const key = SECCOMP_CONTAINER + name;
        if (seccomp.has(key) && !hasSeccomp) found({ key }, ...at(key));
      }
    },
  }),
  pod('mirror-annotation-invalid', {
    verdict: 'invalid',
    field: `metadata.annotations[${MIRROR}]`,
    message: 'The annotation {key} marks a mirror Pod, but the Pod has no node.',
    note: 'Only the kubelet sets this annotation.',
    help: 'Remove the annotation.',
    check: ({ metadata, spec }, found) => {
      if (!spec?.nodeName && Object.hasOwn(metadata.annotations, MIRROR))
        found({ key: MIRROR }, ...at(MIRROR));
    },
  }),
  pod('deletion-cost-invalid', {
    verdict: 'invalid',
    message: 'Invalid Pod deletion cost {value}.',
    help: 'Write a whole number of 32 bits.',
    ...wrong(annotation(DELETION_COST), (cost) => !isDeletionCost(cost)),
  }),
  pod('tolerations-annotation-invalid', {
    verdict: 'invalid',
    field: 'metadata.annotations',
    message: 'The annotation {key} is not a list of tolerations.',
    help: 'Remove the annotation and use the field `tolerations`.',
    check: ({ metadata }, found) => {
      const value = metadata.annotations[TOLERATIONS];
      if (value && tolerationsIn(value) === undefined)
        found({ key: TOLERATIONS }, at(TOLERATIONS)[0], 'metadata.annotations');
    },
  }),
  pod('field-not-checked', {
    verdict: 'info',
    field: `metadata.annotations[${TOLERATIONS}]`,
    message: 'The tolerations in the annotation {field} are not checked.',
    help: 'Use the field `tolerations`.',
    check: ({ metadata }, found) => {
      const value = metadata.annotations[TOLERATIONS];
      if (value && (tolerationsIn(value) ?? 0) > 0) found({ field: TOLERATIONS }, ...at(TOLERATIONS));
    },
  }),
  pod('app-armor-annotation-invalid', {
    verdict: 'invalid',
    message: 'Invalid AppArmor annotation {value}.',
    help: 'Use `runtime/default`, `unconfined` or `localhost/<profile>`.',
    ...wrong(
      APP_ARMOR,
      (value) => value !== '' && !value.startsWith('localhost/') && profileOfAnnotation(value) === undefined,
    ),
  }),
  pod('app-armor-annotation-container-unknown', {
    verdict: 'invalid',
    field: APP_ARMOR.field,
    message: 'The AppArmor annotation names the container {value}, which the Pod does not have.',
    help: 'Use the name of a container of the Pod, or remove the annotation.',
    check: ({ appArmor, containers }, found) => {
      const names = new Set(containers.map(({ name }) => name));
      for (const key of appArmor.keys()) {
        const value = key.slice(APP_ARMOR_ANNOTATION.length);
        if (!names.has(value)) found({ value }, ...at(key));
      }
    },
  }),
  pod('app-armor-annotation-conflict', {
    verdict: 'forbidden',
    field: 'spec.containers[].securityContext.appArmorProfile.type',
    message: 'The AppArmor annotation {value} contradicts the `appArmorProfile` of the Pod.',
    help: 'Remove the annotation or the `appArmorProfile`.',
    since: '1.30',
    // An annotation that can be parsed becomes the container's profile, which then agrees with it.
    check: (object, found) => {
      const profile = object.spec?.securityContext?.appArmorProfile;
      if (!profile) return;
      for (const { key, annotation, list, index } of appArmorContainers(object)) {
        if (profileOfAnnotation(annotation) !== undefined) continue;
        const wrong = contradiction(profile, annotation);
        if (wrong === undefined) continue;
        const reported = `spec.${list}[${index}].securityContext.appArmorProfile.${wrong}`;
        found({ value: annotation }, at(key)[0], reported);
      }
    },
  }),
  pod('app-armor-annotation-deprecated', {
    verdict: 'server-warning',
    field: APP_ARMOR.field,
    message: 'The annotation {key} is deprecated.',
    note: 'Since Kubernetes 1.30 there is a field.',
    help: 'Use `securityContext.appArmorProfile`.',
    since: '1.30',
    check: (object, found) => {
      const profile = object.spec?.securityContext?.appArmorProfile;
      for (const { key, annotation } of appArmorContainers(object)) {
        if (!isSameProfile(profileOfAnnotation(annotation), profile)) found({ key }, ...at(key));
      }
    },
  }),
  pod('annotation-key-invalid', {
    ...named(
      ADDED_ANNOTATIONS,
      {
        ...QUALIFIED_NAME,
        problemsOf: (name) => qualifiedNameProblems(lower(APP_ARMOR_ANNOTATION + name)),
      },
      'The container name {value} makes no valid key of an AppArmor annotation.',
    ),
    since: '1.30',
    through: '1.33',
  }),
  pod('seccomp-annotation-invalid', {
    verdict: 'invalid',
    field: `metadata.annotations.${SECCOMP_POD}`,
    message: 'Invalid seccomp annotation {value}.',
    help: 'Use `runtime/default`, `unconfined`, or `localhost/` and a relative path without `..`.',
    check: ({ metadata: { annotations }, seccomp }, found) => {
      const ofPod = Object.hasOwn(annotations, SECCOMP_POD)
        ? [[SECCOMP_POD, annotations[SECCOMP_POD] ?? '']]
        : [];
      for (const [key = '', value = ''] of [...ofPod, ...seccomp]) {
        for (let problems = seccompProblems(value); problems > 0; problems--)
          found({ value }, at(key)[0], `metadata.annotations.${key}`);
      }
    },
  }),
  pod('seccomp-annotation-conflict', {
    verdict: 'forbidden',
    field: 'spec.securityContext.seccompProfile.type',
    message: 'The seccomp annotation {value} contradicts the `seccompProfile` of the Pod.',
    help: 'Remove the annotation.',
    check: ({ metadata: { annotations }, spec }, found) => {
      const profile = spec?.securityContext?.seccompProfile;
      if (!profile || !Object.hasOwn(annotations, SECCOMP_POD)) return;
      const value = annotations[SECCOMP_POD] ?? '';
      const isDefault = value === 'docker/default' && profile.type === 'RuntimeDefault';
      const wrong = isDefault ? undefined : contradiction(profile, value);
      if (wrong !== undefined)
        found({ value }, at(SECCOMP_POD)[0], `spec.securityContext.seccompProfile.${wrong}`);
    },
  }),
];

function seccompProblems(value: string): number {
  if (value === 'runtime/default' || value === 'docker/default' || value === 'unconfined') return 0;
  return value.startsWith('localhost/') ? descendingPathProblems(value.slice('localhost/'.length)) : 1;
}

/** A whole number of 32 bits, without a plus and, unless it is negative, without leading zeros. */
function isDeletionCost(value: string): boolean {
  if (!/^(0|-\d+|[1-9]\d*)$/.test(value)) return false;
  const cost = Number(value);
  return cost >= -(2 ** 31) && cost < 2 ** 31;
}

/** How many tolerations a string has; undefined if it is not a JSON list of objects. */
function tolerationsIn(text: string): number | undefined {
  try {
    const list: unknown = JSON.parse(text) ?? [];
    if (!Array.isArray(list) || !list.every((item) => item === null || isJsonObject(item))) return undefined;
    return list.length;
  } catch {
    return undefined;
  }
}
