import type { Affinity, Toleration } from 'kubernetes-types/core/v1.js';
import { ownValue } from '../../base/json/json.ts';
import { AGENT_FEATURE_RELEASES, type AgentFeatures } from '../release/agent-features.ts';
import { DEFAULT_RELEASE, type Release } from '../release/releases.ts';

/**
 * How one agent is set up: its release, its operating system, and its `WOODPECKER_BACKEND_K8S_*` variables.
 * Options that the release does not know have no effect.
 */
export interface AgentOptions {
  /** Release of the agent. Default `3.0`. */
  readonly release: Release;
  /** Operating system of the agent (Go's GOOS), which decides the kind of script. Default `linux`. */
  readonly os: string;
  /** NAMESPACE: where objects are created. Default `woodpecker`. */
  readonly namespace: string;
  /** NAMESPACE_PER_ORGANIZATION: append the organization's id to the namespace. Default false. */
  readonly namespacePerOrganization: boolean;
  /** VOLUME_SIZE: a quantity, the size of the workflow's volume. Default `10G`. */
  readonly volumeSize: string;
  /** STORAGE_CLASS: the storage class of the volume. Default empty, for the cluster's own default. */
  readonly storageClass: string;
  /** STORAGE_RWX: ReadWriteMany instead of ReadWriteOnce. Default true. */
  readonly storageRwx: boolean;
  /** POD_LABELS: labels of every Pod. Default none. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** POD_LABELS_ALLOW_FROM_STEP: the gate for labels of steps. Default false. */
  readonly podLabelsAllowFromStep: boolean;
  /** POD_ANNOTATIONS: annotations of every Pod. Default none. */
  readonly podAnnotations: Readonly<Record<string, string>>;
  /** POD_ANNOTATIONS_ALLOW_FROM_STEP: the gate for annotations of steps. Default false. */
  readonly podAnnotationsAllowFromStep: boolean;
  /** POD_NODE_SELECTOR: node selector of every Pod. Default none. */
  readonly podNodeSelector: Readonly<Record<string, string>>;
  /** POD_NODE_SELECTOR_ALLOW_FROM_STEP: the gate for node selectors of steps. Default false. */
  readonly podNodeSelectorAllowFromStep: boolean;
  /** POD_TOLERATIONS: tolerations of every Pod. Default none. */
  readonly podTolerations: readonly Readonly<Toleration>[];
  /** POD_TOLERATIONS_ALLOW_FROM_STEP: the gate for tolerations of steps. Default true. */
  readonly podTolerationsAllowFromStep: boolean;
  /** POD_AFFINITY: affinity of every Pod. Default none. */
  readonly podAffinity: Readonly<Affinity> | undefined;
  /** POD_AFFINITY_ALLOW_FROM_STEP: the gate for the affinity of steps. Default false. */
  readonly podAffinityAllowFromStep: boolean;
  /** SECCTX_NONROOT: require every Pod to run as another user than root. Default false. */
  readonly runAsNonRoot: boolean;
  /** PULL_SECRET_NAMES: Secrets for pulling images. Default none. */
  readonly pullSecretNames: readonly string[];
  /** ALLOW_NATIVE_SECRETS: the gate for Secrets of the cluster in steps. Default false. */
  readonly allowNativeSecrets: boolean;
  /** SERVICE_ACCOUNT_NAME_ALLOW_FROM_STEP: the gate for service accounts of steps. Default false. */
  readonly serviceAccountNameAllowFromStep: boolean;
  /** PRIORITY_CLASS: priority class of every Pod. Default empty, for none. */
  readonly priorityClass: string;
  /** STOP_TIMEOUT: grace period of deletes, in seconds. Default 20. */
  readonly stopTimeout: number;
  /** PERMISSION_INIT_IMAGE: image of the init container. Default `busybox:stable-musl`. */
  readonly permissionInitImage: string;
  /** RUNTIME_CLASS_ALLOW_FROM_STEP: the gate for runtime classes of steps. Default false. */
  readonly runtimeClassAllowFromStep: boolean;
  /** CLUSTER_DOMAIN: DNS domain of the cluster. Default `cluster.local`, also when empty. */
  readonly clusterDomain: string;
}

/** Agent options as a caller writes them: all of them optional, the release in any form `parseRelease` accepts. */
export interface AgentOptionsInput extends Optional<Omit<AgentOptions, 'release'>> {
  /** Release of the agent, in any form that `parseRelease` accepts. Default `3.0`. */
  readonly release?: string | undefined;
}

/** Every field may be missing or undefined. It keeps its documentation. */
type Optional<Type> = { readonly [Key in keyof Type]?: Type[Key] | undefined };

/** How the agent reads the text of a variable. */
export type VariableKind = 'text' | 'bool' | 'integer' | 'list' | 'textMap' | 'tolerations' | 'affinity';

export interface AgentVariable<Value = unknown> {
  readonly kind: VariableKind;
  /** The value if the variable is not set. */
  readonly default: Value;
  /** Its name without {@link VARIABLE_PREFIX}, if it differs from that of the option. */
  readonly suffix?: string;
  /** The feature that brought the variable; without one every release knows it. */
  readonly feature?: keyof typeof AGENT_FEATURE_RELEASES;
}

export const VARIABLE_PREFIX = 'WOODPECKER_BACKEND_K8S_';

/** The agent options that come from its environment: all but release and operating system. */
export type VariableOption = Exclude<keyof AgentOptions, 'release' | 'os'>;

/** Every variable of the Kubernetes backend, by the name of its option: `podLabels` is set by `POD_LABELS`. */
export const AGENT_VARIABLES: {
  readonly [Option in VariableOption]: AgentVariable<AgentOptions[Option]>;
} = {
  namespace: { kind: 'text', default: 'woodpecker' },
  namespacePerOrganization: { kind: 'bool', default: false, feature: 'namespacePerOrganization' },
  volumeSize: { kind: 'text', default: '10G' },
  storageClass: { kind: 'text', default: '' },
  storageRwx: { kind: 'bool', default: true },
  podLabels: { kind: 'textMap', default: {} },
  podLabelsAllowFromStep: { kind: 'bool', default: false },
  podAnnotations: { kind: 'textMap', default: {} },
  podAnnotationsAllowFromStep: { kind: 'bool', default: false },
  podNodeSelector: { kind: 'textMap', default: {} },
  podNodeSelectorAllowFromStep: { kind: 'bool', default: false, feature: 'nodeSelectorGate' },
  podTolerations: { kind: 'tolerations', default: [], feature: 'agentTolerations' },
  podTolerationsAllowFromStep: { kind: 'bool', default: true, feature: 'agentTolerations' },
  podAffinity: { kind: 'affinity', default: undefined, feature: 'affinity' },
  podAffinityAllowFromStep: { kind: 'bool', default: false, feature: 'affinity' },
  runAsNonRoot: { kind: 'bool', default: false, suffix: 'SECCTX_NONROOT' },
  pullSecretNames: { kind: 'list', default: [] },
  allowNativeSecrets: { kind: 'bool', default: false },
  serviceAccountNameAllowFromStep: { kind: 'bool', default: false, feature: 'serviceAccountNameGate' },
  priorityClass: { kind: 'text', default: '', feature: 'priorityClass' },
  stopTimeout: { kind: 'integer', default: 20, feature: 'stopTimeout' },
  permissionInitImage: { kind: 'text', default: 'busybox:stable-musl', feature: 'permissionInitImage' },
  runtimeClassAllowFromStep: { kind: 'bool', default: false, feature: 'runtimeClassGate' },
  clusterDomain: { kind: 'text', default: 'cluster.local', feature: 'clusterDomain' },
};

/** The options that have a variable, in the order of the documentation. */
export const VARIABLE_OPTIONS = /* @__PURE__ */ Object.keys(AGENT_VARIABLES) as readonly VariableOption[];

export const AGENT_OPTION_DEFAULTS = /* @__PURE__ */ Object.fromEntries([
  ['release', DEFAULT_RELEASE],
  ['os', 'linux'],
  ...Object.entries(AGENT_VARIABLES).map(([option, variable]) => [option, variable.default]),
]) as AgentOptions;

const OPTIONS_BY_NAME: ReadonlyMap<string, VariableOption> = /* @__PURE__ */ new Map(
  VARIABLE_OPTIONS.map((option) => {
    const suffix = AGENT_VARIABLES[option].suffix ?? option.replace(/[A-Z]/g, '_$&').toUpperCase();
    return [VARIABLE_PREFIX + suffix, option];
  }),
);
const NAMES = /* @__PURE__ */ Object.fromEntries(
  [...OPTIONS_BY_NAME].map(([name, option]) => [option, name]),
) as Readonly<Record<VariableOption, string>>;

/** The full name of the variable that sets an option. */
export function variableName(option: VariableOption): string {
  return NAMES[option];
}

/** The same without {@link VARIABLE_PREFIX}. */
export function variableSuffix(option: VariableOption): string {
  return variableName(option).slice(VARIABLE_PREFIX.length);
}

/** The option that a variable sets, by its full name. */
export function optionOfVariable(name: string): VariableOption | undefined {
  return OPTIONS_BY_NAME.get(name);
}

/** Whether the agent at hand knows an option. */
export function isKnown(option: VariableOption, features: AgentFeatures): boolean {
  return broughtBy(option, features) === undefined;
}

/** The release that brought an option, when the agent at hand does not know it. */
export function broughtBy(option: VariableOption, features: AgentFeatures): Release | undefined {
  const feature = ownValue(AGENT_VARIABLES[option], 'feature') as AgentVariable['feature'];
  return feature === undefined || features[feature] ? undefined : AGENT_FEATURE_RELEASES[feature].since;
}
