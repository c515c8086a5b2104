import type { Affinity } from 'kubernetes-types/core/v1.js';

/** The options under `backend_options.kubernetes` as the agent holds them after decoding. */
export interface BackendOptions {
  /** Requests and limits of the container, by resource name; quantities as written. */
  readonly resources: ResourceOptions;
  /** RuntimeClass of the Pod; an empty text is sent as it is. */
  readonly runtimeClassName: string | undefined;
  /** ServiceAccount of the Pod. */
  readonly serviceAccountName: string;
  readonly labels: TextMap | undefined;
  readonly annotations: TextMap | undefined;
  readonly nodeSelector: TextMap | undefined;
  readonly tolerations: readonly TolerationOptions[];
  readonly securityContext: SecurityContextOptions | undefined;
  /** Native Secrets to hand to the container. */
  readonly secrets: readonly SecretReference[];
  /** Known from 3.13 on. */
  readonly affinity: Affinity | undefined;
  /** Known from 3.15 on. */
  readonly workspaceVolume: boolean | undefined;
  /** Known from 3.16 on. */
  readonly hostUsers: boolean | undefined;
}

export type TextMap = Readonly<Record<string, string>>;

export interface ResourceOptions {
  readonly requests: TextMap | undefined;
  readonly limits: TextMap | undefined;
}

export interface TolerationOptions {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
  readonly effect: string;
  /** In seconds. */
  readonly tolerationSeconds: number | undefined;
}

export interface SecurityContextOptions {
  readonly privileged: boolean | undefined;
  readonly runAsNonRoot: boolean | undefined;
  readonly runAsUser: number | undefined;
  readonly runAsGroup: number | undefined;
  readonly fsGroup: number | undefined;
  /** Known from 3.9 on. */
  readonly fsGroupChangePolicy: string | undefined;
  readonly seccompProfile: ProfileOptions | undefined;
  readonly apparmorProfile: ProfileOptions | undefined;
  /** Known from 3.14 on. */
  readonly allowPrivilegeEscalation: boolean | undefined;
  /** Known from 3.14 on. */
  readonly capabilities: CapabilitiesOptions | undefined;
}

export interface ProfileOptions {
  readonly type: string;
  readonly localhostProfile: string;
}

export interface CapabilitiesOptions {
  readonly drop: readonly string[];
}

export interface SecretReference {
  /** Name of the Secret. */
  readonly name: string;
  /** Key in the Secret; empty for all of them. */
  readonly key: string;
  readonly target: SecretTarget;
}

export interface SecretTarget {
  /** Name of the environment variable. */
  readonly env: string;
  /** Path of the file. */
  readonly file: string;
}
