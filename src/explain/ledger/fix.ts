import { VARIABLE_OPTIONS, type VariableOption, variableName } from '../../translate/agent/variables.ts';
import type { WorkflowInput } from '../../translate/plan/workflow-input.ts';
import type { Fix, Remedy } from '../../translate/provenance/origin.ts';
import { FEATURES, type FeatureName } from '../../translate/release/features.ts';
import { RELEASES, type Release, releaseIndex } from '../../translate/release/releases.ts';

/** How to bring a remedy about: another release for a feature, the other value for a variable. */
export function fixOf(remedy: Remedy, { agent, features }: Pick<WorkflowInput, 'agent' | 'features'>): Fix {
  if (isFeature(remedy) && !features[remedy]) return { release: { from: FEATURES[remedy].since } };
  if (isVariable(remedy)) {
    const value = String(agent[remedy] !== true);
    return { variable: { option: remedy, name: variableName(remedy), value } };
  }
  const { until } = FEATURES[remedy] as { readonly until?: Release };
  const next = until === undefined ? undefined : RELEASES[releaseIndex(until) + 1];
  return next === undefined ? {} : { release: { from: next } };
}

function isFeature(remedy: Remedy): remedy is FeatureName {
  return Object.hasOwn(FEATURES, remedy);
}

function isVariable(remedy: Remedy): remedy is VariableOption {
  return VARIABLE_OPTIONS.includes(remedy as VariableOption);
}
