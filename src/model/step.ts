/**
 * A step as the server hands it to the agent: the agent's own JSON, snake_case keys included.
 *
 * Only `name` and `image` are needed; every other field has the default that the agent's decoder gives a
 * missing key (empty text, empty list, `false`, `0`).
 */
export interface Step {
  /** Name of the step, as written in the workflow. Source of the `step` label and of service names. */
  readonly name: string;
  /** Container image. */
  readonly image: string;
  /** Id of the step, a ULID at the server. Source of pod, service and secret names. Default: {@link defaultStepUuid}. */
  readonly uuid?: string;
  /** Organization of the repository; used from 3.9 on for namespaces per organization. Default 0. */
  readonly org_id?: number;
  /** Only the exact value `service` matters to the Kubernetes backend. */
  readonly type?: 'clone' | 'service' | 'plugin' | 'commands' | 'cache' | (string & {});
  /** `true` sets `imagePullPolicy: Always`. */
  readonly pull?: boolean;
  /** Runs beside the following steps. The server sets it for services too. */
  readonly detach?: boolean;
  /** Whether the step may run privileged. */
  readonly privileged?: boolean;
  /** Directory in which the commands run. */
  readonly working_dir?: string;
  /** Mount path of the workflow's volume; working directory of the container when there are commands. */
  readonly workspace_base?: string;
  /** Environment. A missing one is an empty one; `null` is what makes the agent crash. */
  readonly environment?: Readonly<Record<string, string>> | null;
  /** Entries of `environment` that came from secrets, with their values; used from 3.9 on. */
  readonly secret_mapping?: Readonly<Record<string, string>> | null;
  /** Replaces the container's command. */
  readonly entrypoint?: readonly string[] | null;
  /** Shell commands, from which the script is made. */
  readonly commands?: readonly string[] | null;
  readonly extra_hosts?: readonly ExtraHost[] | null;
  /** `claim:mountPath[:anything]` each. */
  readonly volumes?: readonly string[] | null;
  readonly networks?: readonly StepNetwork[] | null;
  readonly dns?: readonly string[] | null;
  readonly dns_search?: readonly string[] | null;
  readonly auth_config?: RegistryCredentials | null;
  readonly ports?: readonly Port[] | null;
  /** Untyped: only the key `kubernetes` is read, and it is decoded with weak typing. */
  readonly backend_options?: Readonly<Record<string, unknown>> | null;
  /** Labels of the workflow; used from 3.5 on. */
  readonly workflow_labels?: Readonly<Record<string, string>> | null;
  /** Ignored by the Kubernetes backend, as are the fields below. */
  readonly tmpfs?: readonly string[] | null;
  readonly devices?: readonly string[] | null;
  readonly network_mode?: string;
  readonly on_failure?: boolean;
  readonly on_success?: boolean;
  readonly failure?: string;
}

export interface ExtraHost {
  readonly name?: string;
  readonly ip?: string;
}

export interface StepNetwork {
  readonly name?: string;
  readonly aliases?: readonly string[] | null;
}

export interface RegistryCredentials {
  readonly username?: string;
  readonly password?: string;
}

export interface Port {
  /** 0 to 65535; 0 is sent as it is and refused by the API server. */
  readonly number?: number;
  readonly protocol?: string;
}
