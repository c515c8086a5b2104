import type { Affinity } from 'kubernetes-types/core/v1.js';

/**
 * The options under `backend_options.kubernetes` as the agent decodes them. Missing options are
 * undefined, an empty list or an empty string, by the agent's own types.
 *
 * Source: the agents' type of the options; docs/options.md has each option with its gate and Kubernetes document.
 */
export interface BackendOptions {
  /** Requests and limits of the container, by resource name; quantities as written. */
  readonly resources: ResourceOptions;
  /** RuntimeClass of the Pod, if the gate allows it; an empty string is sent as it is. */
  readonly runtimeClassName: string | undefined;
  /** ServiceAccount of the Pod, if the gate allows it; empty for that of the namespace. */
  readonly serviceAccountName: string;
  /** Labels of the Pod, if the gate allows them; those of the agent win. */
  readonly labels: TextMap | undefined;
  /** Annotations of the Pod, if the gate allows them; those of the agent win. */
  readonly annotations: TextMap | undefined;
  /** Labels that the node must have, if the gate allows them; they override those of the agent. */
  readonly nodeSelector: TextMap | undefined;
  /** Taints that the Pod puts up with, if the gate allows them, in place of those of the agent. */
  readonly tolerations: readonly TolerationOptions[];
  /** Users, privileges and profiles of the Pod and its container. */
  readonly securityContext: SecurityContextOptions | undefined;
  /** Secrets of the cluster to hand to the container, if the gate allows them. */
  readonly secrets: readonly SecretReference[];
  /** Rules for choosing nodes, if the gate allows them, instead of the agent's. Known since 3.13. */
  readonly affinity: Affinity | undefined;
  /** With false, a service does not mount the workspace. Known since 3.15. */
  readonly workspaceVolume: boolean | undefined;
  /** With false, the Pod has a separate user namespace, and can run as root in it. Known since 3.16. */
  readonly hostUsers: boolean | undefined;
}

/** Names with texts. */
export type TextMap = Readonly<Record<string, string>>;

/** Resources of the container; quantities as written, such as `500m` or `2Gi`. */
export interface ResourceOptions {
  /** Reserved resources. */
  readonly requests: TextMap | undefined;
  /** Largest resources. */
  readonly limits: TextMap | undefined;
}

/** A toleration; an empty string is left out of the Pod. */
export interface TolerationOptions {
  /** Key of the taint; empty for every key. */
  readonly key: string;
  /** `Exists` or `Equal`; empty for `Equal`. */
  readonly operator: string;
  /** Value of the taint. */
  readonly value: string;
  /** `NoSchedule`, `PreferNoSchedule` or `NoExecute`; empty for all. */
  readonly effect: string;
  /** How long the Pod stays on a node that gets the taint, in seconds; undefined for ever. */
  readonly tolerationSeconds: number | undefined;
}

/** Users, privileges and profiles. */
export interface SecurityContextOptions {
  /** With false, a step gives up the privileges that it has; true gives none. */
  readonly privileged: boolean | undefined;
  /** Whether the container must not run as root; the agent can require it. */
  readonly runAsNonRoot: boolean | undefined;
  /** Id of the user; 0 takes effect only for a step that may be root. */
  readonly runAsUser: number | undefined;
  /** Id of the group; 0 takes effect only for a step that may be root. */
  readonly runAsGroup: number | undefined;
  /** Id of the group that owns volumes; 1000 if undefined. */
  readonly fsGroup: number | undefined;
  /** `Always` or `OnRootMismatch`. Known since 3.9. */
  readonly fsGroupChangePolicy: string | undefined;
  /** Filter of system calls. */
  readonly seccompProfile: ProfileOptions | undefined;
  /** AppArmor profile. */
  readonly apparmorProfile: ProfileOptions | undefined;
  /** With false, no process gains privileges; true is not sent. Known since 3.14. */
  readonly allowPrivilegeEscalation: boolean | undefined;
  /** Capabilities of the container. Known since 3.14. */
  readonly capabilities: CapabilitiesOptions | undefined;
}

/** A seccomp or AppArmor profile. */
export interface ProfileOptions {
  /** `RuntimeDefault`, `Unconfined` or `Localhost`; with an empty one the profile is ignored. */
  readonly type: string;
  /** Profile on the node, for `Localhost`. */
  readonly localhostProfile: string;
}

/** Capabilities of the container; a step can only give some up. */
export interface CapabilitiesOptions {
  /** Names such as `NET_RAW`, or `ALL`. */
  readonly drop: readonly string[];
}

/** A Secret of the cluster, or one of its keys, and where the container finds it. */
export interface SecretReference {
  /** Name of the Secret. */
  readonly name: string;
  /** Key in the Secret; empty for all of them. */
  readonly key: string;
  /** Where it goes; without either part, to a variable named after the key in capitals. */
  readonly target: SecretTarget;
}

/** Where the container finds a secret; a file overrides a variable. */
export interface SecretTarget {
  /** Name of the environment variable; empty for none. */
  readonly env: string;
  /** Path of the file; empty for none. */
  readonly file: string;
}

/**
 * The options under `backend_options.kubernetes` in a workflow, so a misspelled key does not compile. An agent
 * also accepts other JSON, with weak typing; {@link decodeBackendOptions} does the same.
 */
export interface BackendOptionsInput extends Written<Omit<BackendOptions, 'affinity'>> {
  /** Rules for choosing nodes, if the gate allows them, instead of those of the agent. Known since 3.13. */
  readonly affinity?: Affinity | undefined;
}

/** A value as a workflow has it: every key may be missing, and values of maps may be numbers. */
export type Written<Type> = Type extends TextMap
  ? Readonly<Record<string, string | number>>
  : Type extends readonly (infer Item)[]
    ? readonly Written<Item>[]
    : Type extends object
      ? { readonly [Key in keyof Type]?: Written<Type[Key]> | undefined }
      : Type;

/** Options of a step by backend. Only those for Kubernetes are read. */
export interface StepBackendOptions {
  /** The options of the Kubernetes backend. */
  readonly kubernetes?: BackendOptionsInput | null | undefined;
  readonly [backend: string]: unknown;
}
