import type { Affinity, Toleration } from 'kubernetes-types/core/v1.js';
import type { Release } from '../release/releases.ts';

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
