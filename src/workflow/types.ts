import type { Diagnostic, SourceRange } from '../diagnostics/diagnostic.ts';
import type { CompiledWorkflow } from '../model/compiled-workflow.ts';
import type { Features } from '../release/features.ts';
import type { PipelineMetadata, TrustInput } from './metadata.ts';

/** One workflow file. Its name gives the workflow its name: last path component without `.yml` or `.yaml`. */
export interface WorkflowSource {
  readonly name: string;
  readonly yaml: string;
}

/** What the server knows when it compiles the workflows of a pipeline; keys as in the server's own JSON. */
export interface CompileInput {
  /** Name of a single file given as text. Default `.woodpecker.yaml`. */
  readonly workflow_name?: string;
  /** Repository, commit, event and the like: the source of `CI_*` and of `when`. */
  readonly metadata?: PipelineMetadata;
  readonly secrets?: readonly SecretInput[];
  /** Whether a secret that is not given is refused, as at the server, or gets a placeholder. Default `refuse`. */
  readonly unknown_secrets?: 'refuse' | 'placeholder';
  readonly registries?: readonly RegistryInput[];
  /** Variables of the server for every pipeline, and those given to a manual run. */
  readonly env?: Readonly<Record<string, string>>;
  readonly options?: CompileOptions;
  /** Server release: `3.9`, `v3.9.2`, `next`. Default `3.0`, also for one that is not known. */
  readonly release?: string;
  /** Features other than those of the release, to try a change by itself. Default: those of the release. */
  readonly features?: Features;
}

export interface SecretInput {
  readonly name: string;
  readonly value?: string;
  /** Plugins that may have it; empty for every step. */
  readonly images?: readonly string[];
  /** Events that it is there for; empty for all. */
  readonly events?: readonly string[];
}

export interface RegistryInput {
  readonly hostname: string;
  readonly username?: string;
  readonly password?: string;
}

export interface CompileOptions {
  /** What the repository is trusted with. Default: `metadata.repo.trusted`. */
  readonly trusted?: TrustInput;
  /** Images that run privileged where they are plugins. Default: none. */
  readonly privileged_plugins?: readonly string[];
  /** Images that get the credentials for cloning. Default: the plugin-git images. */
  readonly trusted_clone_plugins?: readonly string[];
  /** Credentials for cloning; the server has them for private repositories only, unless told otherwise. */
  readonly netrc?: { readonly machine?: string; readonly login?: string; readonly password?: string };
  /** Image of the clone step that nobody wrote; empty for no such step. Default: that of the release. */
  readonly default_clone_image?: string;
  /** Start of volume and network names. Default: `wp_<id>_0`, derived from the name and run of the workflow. */
  readonly prefix?: string;
  /** Volumes and networks that the server gives to every step. */
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  /** Default workspace. Default: base `/woodpecker`, path `src/<host>/<path>` of the repository's URL. */
  readonly workspace?: { readonly base?: string; readonly path?: string };
  readonly proxy?: { readonly http?: string; readonly https?: string; readonly no?: string };
  /** Labels of workflows that have none of their own. */
  readonly default_labels?: Readonly<Record<string, string>>;
  /** Whether failures of services and detached steps are ignored whatever they say (from 3.14). Default true. */
  readonly force_ignore_service_failure?: boolean;
  /** Compile for a local run: no clone step, no workspace volume. Default false. */
  readonly local?: boolean;
}

export interface CompileResult {
  /** Whether the server refuses the pipeline; then there are no workflows. */
  readonly fatal: boolean;
  /** Whether the server itself crashes, which is fatal too; the reason is among the notices. */
  readonly panic?: true;
  /** What the server reports, in its order. */
  readonly errors: readonly CompileError[];
  readonly workflows: readonly WorkflowResult[];
  /** What the server does not report, but the author should know. */
  readonly notices: readonly Diagnostic[];
  /** Workflows and steps that do not run, and why. */
  readonly leftOut: readonly LeftOut[];
}

export type CompileErrorType = 'linter' | 'deprecation' | 'compiler' | 'generic' | 'bad_habit';

/** An error or warning that the server would report. */
export interface CompileError {
  readonly type: CompileErrorType;
  readonly warning: boolean;
  /** Dotted place that the server names, null where it names none. */
  readonly field: string | null;
  readonly code: string;
  readonly message: string;
  readonly range?: SourceRange;
}

/** One run of a workflow: one per axis of its matrix. */
export interface WorkflowResult {
  readonly name: string;
  /** Number in the pipeline from 1; a workflow that `when` left out has none. */
  readonly pid?: number;
  /** Number of the axis from 1, where there are several. */
  readonly axis_id?: number;
  readonly axes: Readonly<Record<string, string>>;
  /** Why it does not run: its `when`, nothing left to run, or a workflow missing that it depends on. */
  readonly skipped?: 'when' | 'no-stages' | 'missing-dependency';
  readonly labels?: Readonly<Record<string, string>>;
  readonly depends_on?: readonly string[];
  readonly runs_on?: readonly string[];
  readonly concurrency_limit?: number;
  readonly concurrency_group?: string;
  readonly config?: CompiledWorkflow;
}

export interface LeftOut {
  readonly workflow: string;
  readonly axis_id?: number;
  /** Field of the step (`steps.build`); missing where the whole workflow is left out. */
  readonly step?: string;
  readonly reason: 'when' | 'no-stages' | 'missing-dependency' | 'local';
  /** The test that failed, of the condition that got furthest: `event`, `branch`, `evaluate`... */
  readonly condition?: string;
  /** The missing workflow. */
  readonly dependency?: string;
  readonly range?: SourceRange;
}
