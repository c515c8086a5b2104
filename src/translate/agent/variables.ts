import { ownValue } from '../../base/json/json.ts';
import { AGENT_FEATURE_RELEASES, type AgentFeatures } from '../release/agent-features.ts';
import type { Release } from '../release/releases.ts';
import type { AgentOptions } from './agent-options.ts';

/** How the agent reads the text of a variable. */
export type VariableKind = 'text' | 'bool' | 'integer' | 'list' | 'textMap' | 'tolerations' | 'affinity';

/** One variable of the agent's environment. */
export interface AgentVariable {
  /** Its name without the prefix {@link VARIABLE_PREFIX}. */
  readonly suffix: string;
  readonly kind: VariableKind;
  /** The feature that brought the variable; without one every release knows it. */
  readonly feature?: keyof typeof AGENT_FEATURE_RELEASES;
}

export const VARIABLE_PREFIX = 'WOODPECKER_BACKEND_K8S_';

/** The agent options that come from its environment: all but release and operating system. */
export type VariableOption = Exclude<keyof AgentOptions, 'release' | 'os'>;

/** Every variable of the Kubernetes backend, by the name of its option. */
export const AGENT_VARIABLES: Readonly<Record<VariableOption, AgentVariable>> = {
  namespace: { suffix: 'NAMESPACE', kind: 'text' },
  namespacePerOrganization: {
    suffix: 'NAMESPACE_PER_ORGANIZATION',
    kind: 'bool',
    feature: 'namespacePerOrganization',
  },
  volumeSize: { suffix: 'VOLUME_SIZE', kind: 'text' },
  storageClass: { suffix: 'STORAGE_CLASS', kind: 'text' },
  storageRwx: { suffix: 'STORAGE_RWX', kind: 'bool' },
  podLabels: { suffix: 'POD_LABELS', kind: 'textMap' },
  podLabelsAllowFromStep: { suffix: 'POD_LABELS_ALLOW_FROM_STEP', kind: 'bool' },
  podAnnotations: { suffix: 'POD_ANNOTATIONS', kind: 'textMap' },
  podAnnotationsAllowFromStep: { suffix: 'POD_ANNOTATIONS_ALLOW_FROM_STEP', kind: 'bool' },
  podNodeSelector: { suffix: 'POD_NODE_SELECTOR', kind: 'textMap' },
  podNodeSelectorAllowFromStep: {
    suffix: 'POD_NODE_SELECTOR_ALLOW_FROM_STEP',
    kind: 'bool',
    feature: 'nodeSelectorGate',
  },
  podTolerations: { suffix: 'POD_TOLERATIONS', kind: 'tolerations', feature: 'agentTolerations' },
  podTolerationsAllowFromStep: {
    suffix: 'POD_TOLERATIONS_ALLOW_FROM_STEP',
    kind: 'bool',
    feature: 'agentTolerations',
  },
  podAffinity: { suffix: 'POD_AFFINITY', kind: 'affinity', feature: 'affinity' },
  podAffinityAllowFromStep: { suffix: 'POD_AFFINITY_ALLOW_FROM_STEP', kind: 'bool', feature: 'affinity' },
  runAsNonRoot: { suffix: 'SECCTX_NONROOT', kind: 'bool' },
  pullSecretNames: { suffix: 'PULL_SECRET_NAMES', kind: 'list' },
  allowNativeSecrets: { suffix: 'ALLOW_NATIVE_SECRETS', kind: 'bool' },
  serviceAccountNameAllowFromStep: {
    suffix: 'SERVICE_ACCOUNT_NAME_ALLOW_FROM_STEP',
    kind: 'bool',
    feature: 'serviceAccountNameGate',
  },
  priorityClass: { suffix: 'PRIORITY_CLASS', kind: 'text', feature: 'priorityClass' },
  stopTimeout: { suffix: 'STOP_TIMEOUT', kind: 'integer', feature: 'stopTimeout' },
  permissionInitImage: { suffix: 'PERMISSION_INIT_IMAGE', kind: 'text', feature: 'permissionInitImage' },
  runtimeClassAllowFromStep: {
    suffix: 'RUNTIME_CLASS_ALLOW_FROM_STEP',
    kind: 'bool',
    feature: 'runtimeClassGate',
  },
  clusterDomain: { suffix: 'CLUSTER_DOMAIN', kind: 'text', feature: 'clusterDomain' },
};

/** The options that have a variable, in the order of the documentation. */
export const VARIABLE_OPTIONS = /* @__PURE__ */ Object.keys(AGENT_VARIABLES) as readonly VariableOption[];

/** The full name of the variable that sets an option. */
export function variableName(option: VariableOption): string {
  return VARIABLE_PREFIX + AGENT_VARIABLES[option].suffix;
}

/** The option that a variable sets, by its full name. */
export function optionOfVariable(name: string): VariableOption | undefined {
  if (!name.startsWith(VARIABLE_PREFIX)) return undefined;
  const suffix = name.slice(VARIABLE_PREFIX.length);
  return VARIABLE_OPTIONS.find((option) => AGENT_VARIABLES[option].suffix === suffix);
}

/** The release that brought an option, when the agent at hand does not know it. */
export function broughtBy(option: VariableOption, features: AgentFeatures): Release | undefined {
  const feature = ownValue(AGENT_VARIABLES[option], 'feature') as AgentVariable['feature'];
  return feature === undefined || features[feature] ? undefined : AGENT_FEATURE_RELEASES[feature].since;
}
