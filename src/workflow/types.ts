import type { Diagnostic, DiagnosticArgs, SourceRange } from '../diagnostics/diagnostic.ts';
import type { CompiledWorkflow } from '../translate/model/compiled-workflow.ts';
import type { Features } from '../translate/release/features.ts';
import type { PipelineMetadata, TrustInput } from './metadata/metadata.ts';

/** One workflow file. Its name gives the workflow its name: last path component without `.yml` or `.yaml`. */
export interface WorkflowSource {
  /** Path of the file; errors name it, and files are compiled in the order of these. */
  readonly name: string;
  /** Its text. */
  readonly yaml: string;
}

/** The input of the server for the workflows of a pipeline, with the keys of the server's JSON. */
export interface CompileInput {
  /** Name of a single file that is given as a string. Default: `.woodpecker.yaml`. */
  readonly workflow_name?: string;
  /** Repository, commit, event and the like: the source of `CI_*` and of `when`. */
  readonly metadata?: PipelineMetadata;
  /** Secrets of the repository, its organization and the server; the last of several with one name takes effect. */
  readonly secrets?: readonly SecretInput[];
  /** Whether a missing secret is an error, as on the server, or gets a placeholder. Default: `refuse`. */
  readonly unknown_secrets?: 'refuse' | 'placeholder';
  /** Credentials of registries; the first one that fits an image is used. Default none. */
  readonly registries?: readonly RegistryInput[];
  /** Variables of the server for every pipeline, through 3.17 also those of a manual run. Default none. */
  readonly env?: Readonly<Record<string, string>>;
  /** Variables of a manual run. Through 3.17 they are the same as `env`, and override it. Default none. */
  readonly additional_env?: Readonly<Record<string, string>>;
  /** How the server is set up. */
  readonly options?: CompileOptions;
  /** Server release: `3.9`, `v3.9.2`, `next`. Default `3.0`. An unknown one is an error. */
  readonly release?: string;
  /** Features other than those of the release, to try one change separately. Default: those of the release. */
  readonly features?: Features;
}

/** A secret, and who may have it. */
export interface SecretInput {
  /** Its name, as `from_secret` gives it in any case. */
  readonly name: string;
  /** Its text. Default empty. */
  readonly value?: string;
  /** Plugins that may have it; empty for every step. Default empty. */
  readonly images?: readonly string[];
  /** Events that it is there for; empty for all. Default empty. */
  readonly events?: readonly string[];
}

/** Credentials of a registry. */
export interface RegistryInput {
  /** Its host, with the port if images name one: `registry.example.com:5000`, `docker.io`. */
  readonly hostname: string;
  /** In plain text. Default empty. */
  readonly username?: string;
  /** In plain text. Default empty. */
  readonly password?: string;
}

/** The settings of a server that affect compiled workflows. */
export interface CompileOptions {
  /** The trust of the repository. Default: `metadata.repo.trusted`. */
  readonly trusted?: TrustInput;
  /** Images that run privileged if they are plugins. Default: none. */
  readonly privileged_plugins?: readonly string[];
  /** Images that get the credentials for cloning. Default: the plugin-git images. */
  readonly trusted_clone_plugins?: readonly string[];
  /** Credentials for cloning; the server has them for private repositories only, unless configured otherwise. */
  readonly netrc?: {
    /** Host to clone from: `CI_NETRC_MACHINE`. */
    readonly machine?: string;
    /** User name: `CI_NETRC_USERNAME`. */
    readonly login?: string;
    /** Password or token: `CI_NETRC_PASSWORD`. */
    readonly password?: string;
  };
  /** Image of the clone step that nobody wrote; empty for no such step. Default: that of the release. */
  readonly default_clone_image?: string;
  /** Start of volume and network names. Default: `wp_<id>_0`, derived from the name and run of the workflow. */
  readonly prefix?: string;
  /** Volumes that the server gives to every step, `claim:mountPath` each. Default none. */
  readonly volumes?: readonly string[];
  /** Networks that the server gives to every step. Default none. */
  readonly networks?: readonly string[];
  /** Default workspace. Default: base `/woodpecker`, path `src/<host>/<path>` of the repository's URL. */
  readonly workspace?: {
    /** Where the volume is mounted. */
    readonly base?: string;
    /** Where the repository is checked out, below the base. */
    readonly path?: string;
  };
  /** Proxies of every step; with one of them all six variables are set. Default none. */
  readonly proxy?: {
    /** `http_proxy` and `HTTP_PROXY`. */
    readonly http?: string;
    /** `https_proxy` and `HTTPS_PROXY`. */
    readonly https?: string;
    /** `no_proxy` and `NO_PROXY`. */
    readonly no?: string;
  };
  /** Labels of workflows without labels. Default: none. */
  readonly default_labels?: Readonly<Record<string, string>>;
  /** Whether failures of services and detached steps are ignored whatever they say (from 3.14). Default true. */
  readonly force_ignore_service_failure?: boolean;
  /** Compile for a local run: no clone step, no workspace volume. Default false. */
  readonly local?: boolean;
}

/** The compiled workflow files of a pipeline, with errors. */
export interface CompileResult {
  /** Whether the server rejects the pipeline; `workflows` is then empty. */
  readonly fatal: boolean;
  /** Whether the server itself crashes, which is fatal too; the reason is among the notices. */
  readonly panic?: true;
  /** The errors and warnings of the server, in its order. */
  readonly errors: readonly CompileError[];
  /** Every run of every workflow, those that are left out included, by file and then by axis. */
  readonly workflows: readonly WorkflowResult[];
  /** Problems that the server does not report. */
  readonly notices: readonly Diagnostic[];
  /** Workflows and steps that do not run, and why. */
  readonly leftOut: readonly LeftOut[];
}

/** The server's classes of errors. */
export type CompileErrorType = 'linter' | 'deprecation' | 'compiler' | 'generic' | 'bad_habit';

/** An error or warning that the server would report. */
export interface CompileError {
  /** The server's class of it. */
  readonly type: CompileErrorType;
  /** Whether the pipeline runs nevertheless. */
  readonly warning: boolean;
  /** Dotted place that the server names, null if it names none. */
  readonly field: string | null;
  /** Our own code, which is stable; docs/diagnostics.md explains each. */
  readonly code: string;
  /** The problem, in our own words, which may change. */
  readonly message: string;
  /** Why, since when, or what happens instead. */
  readonly note?: string;
  /** One action that fixes it. */
  readonly help?: string;
  /** The raw values that the texts show. */
  readonly args: DiagnosticArgs;
  /** Where it is in the file. */
  readonly range?: SourceRange;
}

/** One run of a workflow: one per axis of its matrix. */
export interface WorkflowResult {
  /** Name of the workflow, which its file gives it. */
  readonly name: string;
  /** Number in the pipeline from 1; a workflow that `when` left out has none. */
  readonly pid?: number;
  /** Number of the axis from 1, if there are several. */
  readonly axis_id?: number;
  /** Variables of its axis; empty without a matrix. */
  readonly axes: Readonly<Record<string, string>>;
  /** Why it does not run: its `when`, nothing left to run, or a workflow missing that it depends on. */
  readonly skipped?: 'when' | 'no-stages' | 'missing-dependency';
  /** Labels that an agent needs to run it. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Names of the workflows that run before it. */
  readonly depends_on?: readonly string[];
  /** Outcomes of these on which it runs: `success`, `failure`; absent for success only. */
  readonly runs_on?: readonly string[];
  /** How many runs of its group there may be at once (3.16 and later). */
  readonly concurrency_limit?: number;
  /** The group of runs that the limit counts (3.16 and later). */
  readonly concurrency_group?: string;
  /** The compiled workflow; absent if it does not run. */
  readonly config?: CompiledWorkflow;
}

/** A workflow or step that does not run. */
export interface LeftOut {
  /** Name of the workflow. */
  readonly workflow: string;
  /** Number of the axis from 1, if there are several. */
  readonly axis_id?: number;
  /** Field of the step (`steps.build`); missing if the whole workflow is left out. */
  readonly step?: string;
  /** Its `when`, nothing left to run, a workflow missing that it depends on, or a local run, which clones nothing. */
  readonly reason: 'when' | 'no-stages' | 'missing-dependency' | 'local';
  /** The test that failed, of the condition that got furthest: `event`, `branch`, `evaluate`... */
  readonly condition?: string;
  /** The missing workflow. */
  readonly dependency?: string;
  /** Where the reason is in the file. */
  readonly range?: SourceRange;
}
