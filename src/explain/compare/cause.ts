import { variableName } from '../../translate/agent/variables.ts';
import { GATES } from '../../translate/provenance/gates.ts';
import { FEATURES, type FeatureName, type Features } from '../../translate/release/features.ts';
import type { Release } from '../../translate/release/releases.ts';

/** Why something differs. */
export type Cause =
  | {
      /** A feature that one of the releases has and the other lacks. */
      readonly kind: 'feature';
      /** Its name in `FEATURES`. */
      readonly feature: FeatureName;
      /** What it does, in one sentence. */
      readonly summary: string;
      /** The release that brought it. */
      readonly since: Release;
      /** The last release that has it; absent where the newest has. */
      readonly until?: Release;
      /** Where a gate is the reason: the agent variable that restores what was. */
      readonly restoredBy?: string;
    }
  | {
      /** A variable of the agent that is set differently. */
      readonly kind: 'variable';
      /** Its full name. */
      readonly variable: string;
    }
  | {
      /** The release as such, where no feature is the reason, as for the default clone image. */
      readonly kind: 'release';
    }
  | {
      /** The version of Kubernetes. */
      readonly kind: 'kubernetes';
    };

export const RELEASE_CAUSE: Cause = { kind: 'release' };
export const KUBERNETES_CAUSE: Cause = { kind: 'kubernetes' };

export function variableCause(variable: string): Cause {
  return { kind: 'variable', variable };
}

export function featureCause(feature: FeatureName, wanted: Features): Cause {
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
