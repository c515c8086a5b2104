import type { AgentEnvironment } from '../translate/agent/agent-options-from-env.ts';
import type { PipelineChoices } from '../workflow/metadata/assumed-metadata.ts';
import type { CompileInput } from '../workflow/types.ts';

/**
 * What a workflow is rendered for. Without any: a push to the default branch `main` of `owner/repo`, a server and an
 * agent of the release 3.0 with an empty environment, and a placeholder for each secret.
 */
export interface SnapshotOptions
  extends PipelineChoices,
    Pick<CompileInput, 'metadata' | 'secrets' | 'registries' | 'env' | 'additional_env' | 'options'> {
  /** Release of server and agent: `3.9`, `v3.9.2`, `next`. Default `3.0`. */
  readonly release?: string | undefined;
  /** The environment of the agent: `WOODPECKER_BACKEND_K8S_NAMESPACE` and so on. Default: empty. */
  readonly agent?: AgentEnvironment | undefined;
  /** Operating system of the agent. Default `linux`. */
  readonly os?: string | undefined;
  /** Platform of the agent, from which Pods take their architecture. Default: the label `platform` of the workflow, or `linux/amd64`. */
  readonly platform?: string | undefined;
  /** With the clone step that nobody wrote. Default false. */
  readonly clone?: boolean | undefined;
  /** Without the variables that describe the pipeline: `CI`, `CI_*` except `CI_SCRIPT`, and `DRONE_*`. Default false. */
  readonly hideCiVariables?: boolean | undefined;
  /** Whether warnings fail as well: whatever the agent would drop, guess or break. Default false. */
  readonly strict?: boolean | undefined;
}
