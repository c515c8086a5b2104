import type { StepBackendOptions } from './backend-options.ts';

/** Steps that start together. */
export interface Stage {
  /** Started in this order, without waiting for each other. Default none. */
  readonly steps?: readonly Step[] | null;
}

/** A volume or network: an object through 3.8, plain text since 3.9. Both are accepted at every release. */
export type NameOrObject =
  | string
  | {
      /** Default empty. */
      readonly name?: string;
    };

/** A secret that the server hands out for masking the log. */
export interface WorkflowSecret {
  /** Name of the secret. */
  readonly name?: string;
  /** The text to mask. */
  readonly value?: string;
}

/**
 * A workflow as the server sends it to the agent, and as `compileWorkflow` makes it. `{}` is one; on which parts of it
 * an agent crashes, the plan shows.
 *
 * Source: the agent's own JSON, with its keys; `podwright schema compiled-workflow` prints the JSON Schema.
 */
export interface CompiledWorkflow {
  /** Stages in order of execution. Default none. */
  readonly pipeline?: readonly Stage[] | null;
  /** Volume that the steps share, by its name: source of the name of the claim. */
  readonly volume?: NameOrObject | null;
  /** Not used by the Kubernetes backend. */
  readonly network?: NameOrObject | null;
  /** Not used by the Kubernetes backend. */
  readonly secrets?: readonly WorkflowSecret[] | null;
}

/**
 * A step as the server hands it to the agent: the agent's own JSON, snake_case keys included.
 *
 * Only `name` and `image` are needed; every other field has the default that the agent's decoder gives a
 * missing key (empty string, empty list, `false`, `0`).
 *
 * Source: the agent's own type; `podwright schema step` prints the JSON Schema with every field's part in the objects.
 */
export interface Step {
  /** Name of the step, as written in the workflow. Source of the `step` label and of service names. */
  readonly name: string;
  /** Container image. */
  readonly image: string;
  /** Id of the step, a ULID at the server. Source of pod, service and secret names. Default: {@link defaultStepUuid}. */
  readonly uuid?: string;
  /** Organization of the repository; used since 3.9 for namespaces per organization. Default 0. */
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
  /** Environment. A missing one is empty; `null` makes the agent crash. */
  readonly environment?: Readonly<Record<string, string>> | null;
  /** Entries of `environment` that came from secrets, with their values; used since 3.9. */
  readonly secret_mapping?: Readonly<Record<string, string>> | null;
  /** Replaces the container's command. */
  readonly entrypoint?: readonly string[] | null;
  /** Shell commands, from which the script is made. */
  readonly commands?: readonly string[] | null;
  /** Host aliases of the Pod; through 3.12 the services of the workflow replace them. */
  readonly extra_hosts?: readonly ExtraHost[] | null;
  /** `claim:mountPath[:anything]` each. */
  readonly volumes?: readonly string[] | null;
  /** The first alias of the first one is the host name of a service, through 3.12. */
  readonly networks?: readonly StepNetwork[] | null;
  /** Addresses of name servers. */
  readonly dns?: readonly string[] | null;
  /** Search domains; these or name servers replace the search domain of the workflow's services. */
  readonly dns_search?: readonly string[] | null;
  /** Credentials for pulling the image, from which the registry secret is made. */
  readonly auth_config?: RegistryCredentials | null;
  /** Ports of the container, and of the Service of a service. */
  readonly ports?: readonly Port[] | null;
  /** Only the key `kubernetes` is read, and it is decoded with weak typing. */
  readonly backend_options?: StepBackendOptions | null;
  /** Labels of the workflow; used since 3.5. */
  readonly workflow_labels?: Readonly<Record<string, string>> | null;
  /** Ignored by the Kubernetes backend, as are the fields below. */
  readonly tmpfs?: readonly string[] | null;
  /** Ignored: devices of the host. */
  readonly devices?: readonly string[] | null;
  /** Ignored: the network mode of Docker. */
  readonly network_mode?: string;
  /** Acted on by the agent while the workflow runs: whether the step starts after a failure. */
  readonly on_failure?: boolean;
  /** Acted on by the agent while the workflow runs: whether the step starts as long as nothing failed. */
  readonly on_success?: boolean;
  /** Read by the agent while the workflow runs: the effect of a failure of the step, `fail` or `ignore`. */
  readonly failure?: string;
}

/** A name that the hosts file of the container has. */
export interface ExtraHost {
  /** The host name. */
  readonly name?: string;
  /** Its address. */
  readonly ip?: string;
}

/** A network that a step joins. Kubernetes has no such networks, and the agent uses only an alias. */
export interface StepNetwork {
  /** Not used. */
  readonly name?: string;
  /** Host names of the step in the network. */
  readonly aliases?: readonly string[] | null;
}

/** Credentials of a registry; they take effect only when neither part is empty. */
export interface RegistryCredentials {
  /** In plain text. */
  readonly username?: string;
  /** In plain text. */
  readonly password?: string;
}

/** A port on which a step listens. */
export interface Port {
  /** 0 to 65535; 0 is sent as it is and rejected by the API server. */
  readonly number?: number;
  /** In any case, such as `tcp`; it is sent in capitals. Default: none is sent, which is TCP. */
  readonly protocol?: string;
}
