import { variableName } from '../agent/variables.ts';
import { FEATURES, type FeatureName, type Features } from '../release/features.ts';
import type { Release } from '../release/releases.ts';
import { GATES } from '../resources/gates.ts';

/** Why something differs. */
export type Cause =
  | {
      readonly kind: 'feature';
      readonly feature: FeatureName;
      readonly summary: string;
      /** The release that brought the feature, or the last one that had it. */
      readonly since: Release;
      readonly until?: Release;
      /** Where a gate is the reason: the agent variable that restores what was. */
      readonly restoredBy?: string;
    }
  | { readonly kind: 'variable'; readonly variable: string }
  /** A difference that is bound to the release as such, like the default clone image. */
  | { readonly kind: 'release' };

export const RELEASE_CAUSE: Cause = { kind: 'release' };

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
