import { isJsonObject, type JsonValue } from '../base/json/json.ts';
import { type Features, featuresOf } from '../translate/release/features.ts';
import type { Release } from '../translate/release/releases.ts';
import { APP_ARMOR_ANNOTATION } from './app-armor.ts';
import { podSecurity } from './pod-security.ts';
import { objectOf } from './pod-security-contexts.ts';
import type { JsonObject } from './read.ts';

/** One way to mend a violation, and who can do it. */
export type PodSecurityRemedy =
  /** The author of the step, with an option below `backend_options.kubernetes`; `null` takes it away. */
  | {
      /** Who can do it. */
      readonly by: 'author';
      /** The option below `backend_options.kubernetes`: `securityContext.runAsNonRoot`. */
      readonly option: string;
      /** What to set it to. */
      readonly value: JsonValue;
      /** What to mind. */
      readonly note?: string;
    }
  /** The administrator of the agent, with a variable of its environment. */
  | {
      /** Who can do it. */
      readonly by: 'administrator';
      /** Full name of the variable. */
      readonly variable: string;
      /** What to set it to. */
      readonly value: string;
      /** What to mind. */
      readonly note?: string;
    }
  /** Nobody, in this release. */
  | {
      /** Who can do it. */
      readonly by: 'nobody';
      /** Why not, and the release that brings a way where one does. */
      readonly note: string;
    };

/** One violation with the ways to mend it. */
export interface PodSecurityRemedies {
  /** In the words of the API server. */
  readonly violation: string;
  /** The lowest level that the violation breaks. */
  readonly level: 'baseline' | 'restricted';
  /** Any one of these mends it; never empty. */
  readonly remedies: readonly PodSecurityRemedy[];
}

/**
 * Who can mend each violation of the Pod Security Standards of a Pod that an agent of the release made. Any JSON
 * value gets an answer.
 *
 * Source: the security options of the agents (pod and container security contexts, release by release).
 *
 * @param pod a Pod as `makePod` gives it, or any other value
 * @param release release of the agent that made it
 * @returns an entry for each violation of {@link podSecurity}, those of `baseline` first
 */
export function podSecurityRemedies(pod: unknown, release: Release): PodSecurityRemedies[] {
  const { baseline, restricted } = podSecurity(pod);
  const features = featuresOf(release);
  const object = isJsonObject(pod) ? pod : {};
  const violations = [...new Set([...baseline.violations, ...restricted.violations])];
  return violations.map((violation) => ({
    violation,
    level: baseline.violations.includes(violation) ? 'baseline' : 'restricted',
    remedies: remediesOf(violation, object, features),
  }));
}

function remediesOf(violation: string, pod: JsonObject, features: Features): PodSecurityRemedy[] {
  switch (violation) {
    case 'privileged':
      return [author('privileged', false, 'The step then runs without the privileges that it was given.')];
    case 'allowPrivilegeEscalation != false':
      return [escalationRemedy(pod, features)];
    case 'unrestricted capabilities':
      return [
        features.capabilitiesDrop ? author('capabilities', { drop: ['ALL'] }) : since('capabilities.drop'),
      ];
    case 'runAsNonRoot != true':
      return [author('runAsNonRoot', true), NONROOT_VARIABLE, ...hostUsersRemedy(features)];
    case 'runAsUser=0':
      return [author('runAsUser', 1000, 'Any user but 0 will do.'), ...hostUsersRemedy(features)];
    case 'seccompProfile':
      return [author('seccompProfile', { type: 'RuntimeDefault' })];
    case 'forbidden AppArmor profile':
    case 'forbidden AppArmor profiles':
      return appArmorRemedies(pod);
    default:
      return [{ by: 'nobody', note: 'No agent makes such a Pod.' }];
  }
}

const NONROOT_VARIABLE: PodSecurityRemedy = {
  by: 'administrator',
  variable: 'WOODPECKER_BACKEND_K8S_SECCTX_NONROOT',
  value: 'true',
  note: 'Holds for every step, and no step can take it back.',
};

/** The server refuses a privileged container that must not escalate, so both must change together. */
function escalationRemedy(pod: JsonObject, features: Features): PodSecurityRemedy {
  if (!features.allowPrivilegeEscalation) return since('allowPrivilegeEscalation');
  const privileged = podSecurity(pod).baseline.violations.includes('privileged');
  return author(
    'allowPrivilegeEscalation',
    false,
    privileged
      ? 'Together with `securityContext.privileged: false`, else the server refuses the Pod.'
      : undefined,
  );
}

/** In a user namespace of its own, a Pod may run as root even when restricted. */
function hostUsersRemedy(features: Features): PodSecurityRemedy[] {
  if (!features.hostUsers) return [];
  const note = 'The Pod then has users of its own; nodes must support user namespaces.';
  return [{ by: 'author', option: 'hostUsers', value: false, note }];
}

function appArmorRemedies(pod: JsonObject): PodSecurityRemedy[] {
  const remedies: PodSecurityRemedy[] = [];
  const context = objectOf(objectOf(pod['spec'])['securityContext']);
  const annotations = objectOf(objectOf(pod['metadata'])['annotations']);
  const annotation = Object.keys(annotations).find((key) => key.startsWith(APP_ARMOR_ANNOTATION));
  const note = annotation === undefined ? undefined : `Together with the annotation ${annotation}.`;
  if (isJsonObject(context['appArmorProfile'])) {
    remedies.push(author('apparmorProfile', { type: 'RuntimeDefault' }, note));
  }
  if (annotation !== undefined) {
    const both = remedies.length > 0 ? 'Together with the profile of the security context.' : undefined;
    remedies.push(
      { by: 'author', option: `annotations["${annotation}"]`, value: null, ...(both && { note: both }) },
      {
        by: 'administrator',
        variable: 'WOODPECKER_BACKEND_K8S_POD_ANNOTATIONS',
        value: `without ${annotation}`,
        note: 'Where the annotation comes from the agent.',
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
    note: `The option \`securityContext.${option}\` is not known to agents of this release.`,
  };
}
