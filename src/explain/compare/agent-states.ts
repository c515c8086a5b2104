import { isJsonObject } from '../../base/json/json.ts';
import { VARIABLE_OPTIONS, variableName } from '../../translate/agent/agent-options.ts';
import type { AgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import { GATES } from '../../translate/provenance/gates.ts';
import { FEATURES, type FeatureName, type Features, featuresOf } from '../../translate/release/features.ts';
import { type Release, releaseIndex } from '../../translate/release/releases.ts';

/** Why something differs. */
export type Cause =
  | {
      /** A feature that one of the releases has and the other lacks. */
      readonly kind: 'feature';
      /** Its name in `FEATURES`. */
      readonly feature: FeatureName;
      /** Its effect, in one sentence. */
      readonly summary: string;
      /** The release that brought it. */
      readonly since: Release;
      /** The last release that has it; absent if the newest has. */
      readonly until?: Release;
      /** If a gate is the reason: the agent variable that restores the old behavior. */
      readonly restoredBy?: string;
    }
  | {
      /** A variable of the agent that is set differently. */
      readonly kind: 'variable';
      /** Its full name. */
      readonly variable: string;
    }
  | {
      /** The release itself, if no feature is the reason, as for the default clone image. */
      readonly kind: 'release';
    }
  | {
      /** The version of Kubernetes. */
      readonly kind: 'kubernetes';
    };

export const RELEASE_CAUSE: Cause = { kind: 'release' };
const KUBERNETES_CAUSE: Cause = { kind: 'kubernetes' };

/** One end of a comparison, with its defaults. */
export interface Side {
  readonly release: Release;
  readonly environment: AgentEnvironment;
  /** Undefined if the verdicts of the API server are not compared. */
  readonly kubernetes: string | undefined;
}

/** An agent on the way from one side to the other, and the small step that led to it. */
export interface AgentState extends Side {
  readonly features: Features;
  /** For the first state, the release represents no step at all. */
  readonly cause: Cause;
}

/**
 * Returns the states from one side to the other, both included: variable by variable, then feature by feature in the
 * order in which releases changed them, then the version of Kubernetes.
 */
export function statesBetween(from: Side, to: Side): AgentState[] {
  let state: AgentState = { ...from, features: featuresOf(from.release), cause: RELEASE_CAUSE };
  const states = [state];
  const move = (cause: Cause, change: Partial<AgentState>): void => {
    state = { ...state, ...change, cause };
    states.push(state);
  };
  for (const variable of differingVariables(from.environment, to.environment)) {
    const environment = { ...state.environment, [variable]: to.environment[variable] };
    move({ kind: 'variable', variable }, { environment });
  }
  if (!isJsonObject(from.environment) || !isJsonObject(to.environment))
    move(RELEASE_CAUSE, { environment: to.environment });
  if (from.release !== to.release) {
    move(RELEASE_CAUSE, { release: to.release });
    const wanted = featuresOf(to.release);
    for (const feature of differingFeatures(state.features, wanted)) {
      const features = { ...state.features, [feature]: wanted[feature] };
      move(featureCause(feature, wanted), { features });
    }
  }
  if (from.kubernetes !== to.kubernetes) move(KUBERNETES_CAUSE, { kubernetes: to.kubernetes });
  return states;
}

function differingVariables(left: AgentEnvironment, right: AgentEnvironment): string[] {
  if (!isJsonObject(left) || !isJsonObject(right)) return [];
  const known = new Set(VARIABLE_OPTIONS.map(variableName));
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].filter(
    (name) =>
      left[name] !== right[name] && (known.has(name) || isMisfit(left, name) || isMisfit(right, name)),
  );
}

/** Whether a variable that no release knows is an error nevertheless. */
function isMisfit(environment: AgentEnvironment, name: string): boolean {
  return !['string', 'undefined'].includes(typeof environment[name]);
}

/** In the order in which releases changed them. */
function differingFeatures(left: Features, right: Features): FeatureName[] {
  const names = (Object.keys(FEATURES) as FeatureName[]).filter((name) => left[name] !== right[name]);
  return names.sort((a, b) => changedAt(a, right) - changedAt(b, right));
}

function changedAt(name: FeatureName, wanted: Features): number {
  const { since, until }: { since: Release; until?: Release } = FEATURES[name];
  return wanted[name] || until === undefined ? releaseIndex(since) : releaseIndex(until) + 1;
}

function featureCause(feature: FeatureName, wanted: Features): Cause {
  const { since, until, summary }: { since: Release; until?: Release; summary: string } = FEATURES[feature];
  const gate = Object.values(GATES).find((candidate) => candidate.feature === feature);
  return {
    kind: 'feature',
    feature,
    summary,
    since,
    ...(until === undefined ? {} : { until }),
    ...(gate !== undefined && wanted[feature] ? { restoredBy: `${variableName(gate.option)}=true` } : {}),
  };
}
