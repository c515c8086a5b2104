import type { AgentOptions, VariableOption } from '../agent/agent-options.ts';
import type { AgentFeatureName, AgentFeatures } from '../release/agent-features.ts';

/** The options of steps that an agent can ignore. */
export type GatedOption =
  | 'labels'
  | 'annotations'
  | 'nodeSelector'
  | 'tolerations'
  | 'affinity'
  | 'serviceAccountName'
  | 'runtimeClassName'
  | 'secrets';

export interface Gate {
  /** The agent option that opens the gate. */
  readonly option: VariableOption;
  /** The feature that brought the gate; before it the option always takes effect. Undefined for a gate of every release. */
  readonly feature: AgentFeatureName | undefined;
}

export const GATES: Readonly<Record<GatedOption, Gate>> = {
  labels: { option: 'podLabelsAllowFromStep', feature: undefined },
  annotations: { option: 'podAnnotationsAllowFromStep', feature: undefined },
  nodeSelector: { option: 'podNodeSelectorAllowFromStep', feature: 'nodeSelectorGate' },
  tolerations: { option: 'podTolerationsAllowFromStep', feature: 'agentTolerations' },
  affinity: { option: 'podAffinityAllowFromStep', feature: undefined },
  serviceAccountName: { option: 'serviceAccountNameAllowFromStep', feature: 'serviceAccountNameGate' },
  runtimeClassName: { option: 'runtimeClassAllowFromStep', feature: 'runtimeClassGate' },
  secrets: { option: 'allowNativeSecrets', feature: undefined },
};

/** Whether a step's option takes effect at this agent. */
export function isAllowedFromStep(
  option: GatedOption,
  agent: AgentOptions,
  features: AgentFeatures,
): boolean {
  const gate = GATES[option];
  if (gate.feature !== undefined && !features[gate.feature]) return true;
  return agent[gate.option] === true;
}
