/** What the server knows of a pipeline; every field may be missing, unknown ones are ignored. */
export interface PipelineMetadata {
  readonly repo?: RepositoryMetadata;
  readonly curr?: PipelineRunMetadata;
  /** The pipeline before this one. */
  readonly prev?: PipelineRunMetadata;
  /** The server. `arch` is the platform, which is empty at the server. */
  readonly sys?: {
    readonly name?: string;
    readonly host?: string;
    readonly url?: string;
    readonly arch?: string;
    readonly version?: string;
  };
  readonly forge?: { readonly type?: string; readonly url?: string };
}

export interface RepositoryMetadata {
  readonly id?: number;
  readonly name?: string;
  readonly owner?: string;
  readonly org_id?: number;
  readonly remote_id?: string;
  readonly forge_url?: string;
  readonly clone_url?: string;
  readonly clone_url_ssh?: string;
  readonly private?: boolean;
  readonly default_branch?: string;
  readonly trusted?: TrustInput;
}

export interface PipelineRunMetadata {
  readonly number?: number;
  /** Seconds since 1970, as are the other times. */
  readonly created?: number;
  readonly started?: number;
  readonly finished?: number;
  readonly status?: string;
  readonly event?: string;
  readonly event_reason?: readonly string[];
  readonly forge_url?: string;
  /** Target and task of a deployment. */
  readonly target?: string;
  readonly task?: string;
  readonly parent?: number;
  readonly rerun_count?: number;
  readonly cron?: string;
  readonly release?: { readonly title?: string; readonly is_prerelease?: boolean };
  readonly author?: string;
  readonly avatar?: string;
  readonly commit?: CommitMetadata;
}

export interface CommitMetadata {
  readonly sha?: string;
  readonly ref?: string;
  readonly refspec?: string;
  readonly branch?: string;
  readonly message?: string;
  readonly timestamp?: number;
  readonly author?: { readonly name?: string; readonly email?: string; readonly avatar?: string };
  readonly changed_files?: readonly string[];
  readonly labels?: readonly string[];
  readonly milestone?: string;
  readonly draft?: boolean;
  /** Up to 3.16; later in `release`. */
  readonly is_prerelease?: boolean;
}

/** What a repository is trusted with. */
export interface TrustInput {
  readonly network?: boolean;
  readonly volumes?: boolean;
  readonly security?: boolean;
}
