import { isJsonObject, type JsonObject, type JsonValue } from '../base/json/json.ts';
import { APP_ARMOR_ANNOTATION } from '../check/app-armor.ts';
import { isVersionWithin, kubernetesIn, parseKubernetesVersion } from '../check/kubernetes-versions.ts';
import { type PodSecurityOptions, podSecurity } from '../check/pod-security/pod-security.ts';
import { asObject } from '../check/pod-security/stored-pod.ts';
import { type Features, featuresOf } from '../translate/release/features.ts';
import type { Release } from '../translate/release/releases.ts';

/** One way to fix a violation, and who can do it. */
export type PodSecurityRemedy =
  /** The author of the step, with an option below `backend_options.kubernetes`; `null` removes it. */
  | {
      /** Who can do it. */
      readonly by: 'author';
      /** The option below `backend_options.kubernetes`: `securityContext.runAsNonRoot`. */
      readonly option: string;
      /** The value to set. */
      readonly value: JsonValue;
      /** Other things to consider. */
      readonly note?: string;
    }
  /** The administrator of the agent, with a variable of its environment. */
  | {
      /** Who can do it. */
      readonly by: 'administrator';
      /** Full name of the variable. */
      readonly variable: string;
      /** The value to set. */
      readonly value: string;
      /** Other things to consider. */
      readonly note?: string;
    }
  /** Nobody, in this release. */
  | {
      /** Who can do it. */
      readonly by: 'nobody';
      /** Why not. */
      readonly note: string;
    };

/** One violation with the ways to fix it. */
export interface PodSecurityRemedies {
  /** The text of the API server. */
  readonly violation: string;
  /** The lowest level that the violation breaks. */
  readonly level: 'baseline' | 'restricted';
  /** Each of these fixes it; never empty. */
  readonly remedies: readonly PodSecurityRemedy[];
}

/**
 * Returns who can fix each violation of the Pod Security Standards of a Pod that an agent of the release made. It accepts any JSON value.
 *
 * Source: the security options of the agents (pod and container security contexts, release by release).
 *
 * @param pod a Pod as `makePod` returns it, or any other value
 * @param release release of the agent that made it
 * @param options the version of Kubernetes
 * @returns an entry for each violation of {@link podSecurity}, those of `baseline` first
 */
export function podSecurityRemedies(
  pod: unknown,
  release: Release,
  options: PodSecurityOptions = {},
): PodSecurityRemedies[] {
  const { baseline, restricted } = podSecurity(pod, options);
  const version = parseKubernetesVersion(kubernetesIn(options));
  const context: RemedyContext = {
    pod: isJsonObject(pod) ? pod : {},
    features: featuresOf(release),
    isPrivileged: baseline.violations.includes('privileged'),
    mayExemptUsers: version !== undefined && isVersionWithin(version, '1.35'),
  };
  const violations = [...new Set([...baseline.violations, ...restricted.violations])];
  return violations.map((violation) => ({
    violation,
    level: baseline.violations.includes(violation) ? 'baseline' : 'restricted',
    remedies: remediesOf(violation, context),
  }));
}

interface RemedyContext {
  readonly pod: JsonObject;
  readonly features: Features;
  readonly isPrivileged: boolean;
  /** Whether a user namespace exempts the Pod from the rules about root. */
  readonly mayExemptUsers: boolean;
}

function remediesOf(violation: string, context: RemedyContext): PodSecurityRemedy[] {
  const { features } = context;
  switch (violation) {
    case 'privileged':
      return [author('privileged', false, 'The step then loses its privileges.')];
    case 'allowPrivilegeEscalation != false':
      return [escalationRemedy(context)];
    case 'unrestricted capabilities':
      return [
        features.capabilitiesDrop ? author('capabilities', { drop: ['ALL'] }) : since('capabilities.drop'),
      ];
    case 'runAsNonRoot != true':
      return [author('runAsNonRoot', true), NONROOT_VARIABLE, ...hostUsersRemedy(context)];
    case 'runAsUser=0':
      return [author('runAsUser', 1000, 'Any user except 0 is allowed.'), ...hostUsersRemedy(context)];
    case 'seccompProfile':
      return [author('seccompProfile', { type: 'RuntimeDefault' })];
    case 'forbidden AppArmor profile':
    case 'forbidden AppArmor profiles':
      return appArmorRemedies(context.pod);
    default:
      return [{ by: 'nobody', note: 'No agent creates such a Pod.' }];
  }
}

const NONROOT_VARIABLE: PodSecurityRemedy = {
  by: 'administrator',
  variable: 'WOODPECKER_BACKEND_K8S_SECCTX_NONROOT',
  value: 'true',
  note: 'The variable applies to every step, and no step can override it.',
};

/** The server rejects a privileged container that must not escalate, so both must change together. */
function escalationRemedy({ features, isPrivileged }: RemedyContext): PodSecurityRemedy {
  if (!features.allowPrivilegeEscalation) return since('allowPrivilegeEscalation');
  return author(
    'allowPrivilegeEscalation',
    false,
    isPrivileged
      ? 'The API server rejects the Pod unless `securityContext.privileged` is `false` too.'
      : undefined,
  );
}

/** In a user namespace, a restricted Pod may run as root. */
function hostUsersRemedy({ features, mayExemptUsers }: RemedyContext): PodSecurityRemedy[] {
  if (!features.hostUsers || !mayExemptUsers) return [];
  const note = 'The Pod then has its own user namespace, which nodes must support.';
  return [{ by: 'author', option: 'hostUsers', value: false, note }];
}

function appArmorRemedies(pod: JsonObject): PodSecurityRemedy[] {
  const remedies: PodSecurityRemedy[] = [];
  const context = asObject(asObject(pod['spec'])['securityContext']);
  const annotations = asObject(asObject(pod['metadata'])['annotations']);
  const annotation = Object.keys(annotations).find((key) => key.startsWith(APP_ARMOR_ANNOTATION));
  const note = annotation === undefined ? undefined : `The annotation \`${annotation}\` must change too.`;
  if (isJsonObject(context['appArmorProfile'])) {
    remedies.push(author('apparmorProfile', { type: 'RuntimeDefault' }, note));
  }
  if (annotation !== undefined) {
    const both = remedies.length > 0 ? 'The profile of the security context must change too.' : undefined;
    remedies.push(
      { by: 'author', option: `annotations["${annotation}"]`, value: null, ...(both && { note: both }) },
      {
        by: 'administrator',
        variable: 'WOODPECKER_BACKEND_K8S_POD_ANNOTATIONS',
        value: `without ${annotation}`,
        note: 'The variable applies if the agent sets the annotation.',
      },
    );
  }
  return remedies.length > 0 ? remedies : [{ by: 'nobody', note: 'No agent sets a profile on a container.' }];
}

function author(option: string, value: JsonValue, note?: string): PodSecurityRemedy {
  return {
    by: 'author',
    option: `securityContext.${option}`,
    value,
    ...(note === undefined ? {} : { note }),
  };
}

function since(option: string): PodSecurityRemedy {
  return {
    by: 'nobody',
    note: `Agents of this release do not have the option \`securityContext.${option}\`.`,
  };
}
