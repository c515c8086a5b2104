import type { VariableOption } from '../../../translate/agent/variables.ts';
import { variableName } from '../../../translate/agent/variables.ts';
import type { Fix } from '../../../translate/provenance/origin.ts';
import type { ReasonCode } from '../../../translate/provenance/reasons.ts';
import { FEATURES, type FeatureName } from '../../../translate/release/features.ts';
import type { Release } from '../../../translate/release/releases.ts';
import { RELEASES, releaseIndex } from '../../../translate/release/releases.ts';
import type { Outcome } from '../decision.ts';

/** Why a leaf reached no field. */
export interface Absence {
  readonly outcome: Outcome;
  readonly reason: ReasonCode;
  readonly fix?: Fix;
}

export function dropped(reason: ReasonCode, fix?: Fix): Absence {
  return fix === undefined ? { outcome: 'dropped', reason } : { outcome: 'dropped', reason, fix };
}

export function overridden(reason: ReasonCode, fix?: Fix): Absence {
  return fix === undefined ? { outcome: 'overridden', reason } : { outcome: 'overridden', reason, fix };
}

/** It says what holds anyway. */
export const SAME_AS_ABSENT: Absence = { outcome: 'defaulted', reason: 'same-as-absent' };

export function setVariable(option: VariableOption, value = 'true'): Fix {
  return { variable: { option, name: variableName(option), value } };
}

/** The release in which a feature came. */
export function fromRelease(feature: FeatureName): Fix {
  return { release: { from: FEATURES[feature].since } };
}

/** The release after the last one that has a feature. */
export function afterFeature(feature: FeatureName): Fix {
  const { until } = FEATURES[feature] as { until?: Release };
  const next = until === undefined ? undefined : RELEASES[releaseIndex(until) + 1];
  return next === undefined ? {} : { release: { from: next } };
}

/** Whether a value is what a missing key gives. */
export function isZero(value: unknown): boolean {
  if (value === null || value === '' || value === false || value === 0) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
