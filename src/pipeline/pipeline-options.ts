import { excerpt } from '../base/text/excerpt.ts';
import type { Reported } from '../diagnostics/format/reported.ts';
import type { AgentEnvironment } from '../translate/agent/agent-options-from-env.ts';
import { assumedMetadata, type PipelineChoices } from '../workflow/metadata/assumed-metadata.ts';
import { eventFault, platformFault, repositoryFault } from '../workflow/metadata/metadata-field.ts';
import type { CompileInput, WorkflowSource } from '../workflow/types.ts';

/**
 * The pipeline, the server and the agent for which workflow files are read. Without any: a push to the default branch
 * `main` of `owner/repo`, a server and an agent of the release 3.0 with an empty environment, and a placeholder for each
 * secret.
 */
export interface PipelineOptions
  extends PipelineChoices,
    Pick<CompileInput, 'metadata' | 'secrets' | 'registries' | 'env' | 'additional_env' | 'options'> {
  /** Release of server and agent: `3.9`, `v3.9.2`, `next`. Default `3.0`. */
  readonly release?: string | undefined;
  /** The environment of the agent: `WOODPECKER_BACKEND_K8S_NAMESPACE` and so on. Default: empty. */
  readonly agent?: AgentEnvironment | undefined;
  /** Operating system of the agent. Default `linux`. */
  readonly os?: string | undefined;
  /** Platform of the agent, which sets the architecture of Pods. Default: the label `platform` of the workflow, or `linux/amd64`. */
  readonly platform?: string | undefined;
  /** With the clone step that nobody wrote. Default false. */
  readonly clone?: boolean | undefined;
}

/** Workflow files: the content of one, or files with name and content. */
export type WorkflowTexts = string | readonly WorkflowSource[];

/** Name of a workflow that is given as a string. Default: the name that a server looks for. */
const NAME_OF_TEXT = '.woodpecker.yaml';

/** The input of a function that reads workflow files. */
export interface PipelineInput {
  readonly sources: readonly WorkflowSource[];
  /** What findings name that are about no single file. */
  readonly subject: string;
  readonly input: CompileInput;
  /** Errors of the options; nothing else is worth looking at then. */
  readonly findings: readonly Reported[];
}

/** Checks the files and options of a pipeline, and makes the input of the server. */
export function pipelineInput(files: WorkflowTexts, options: PipelineOptions): PipelineInput {
  const sources = typeof files === 'string' ? [{ name: NAME_OF_TEXT, yaml: files }] : files;
  const faults = optionFaults(options);
  const subject = isSources(sources) && sources.length === 1 ? (sources[0]?.name ?? '') : 'the pipeline';
  if (!isSources(sources)) {
    const message = `Cannot read ${excerpt(files)}: workflows are a string, or a list of { name, yaml }.`;
    faults.push({ code: 'unreadable', severity: 'error', message, subject });
  }
  const isUsable = faults.length === 0;
  return { sources: isUsable ? sources : [], subject, input: serverInput(options), findings: faults };
}

function isSources(sources: unknown): boolean {
  const isSource = (source: Partial<WorkflowSource> | null): boolean =>
    typeof source?.name === 'string' && typeof source.yaml === 'string';
  return Array.isArray(sources) && sources.every(isSource);
}

/** The input of the server. Without the default clone step, manifests are easier to read. */
export function serverInput(options: PipelineOptions): CompileInput {
  const { metadata, secrets = [], registries = [], env = {}, additional_env = {}, release, clone } = options;
  return {
    metadata: assumedMetadata(options, metadata, release),
    secrets,
    unknown_secrets: 'placeholder',
    registries,
    env,
    additional_env,
    options: { ...(clone ? {} : { default_clone_image: '' }), ...options.options },
    ...(release === undefined ? {} : { release }),
  };
}

function optionFaults({ event, repo, platform }: PipelineOptions): Reported[] {
  return optionFindings([
    ['event', event === undefined ? undefined : eventFault(event)],
    ['repo', repo === undefined ? undefined : repositoryFault(repo)],
    ['platform', platform === undefined ? undefined : platformFault(platform)],
  ]);
}

/** Reports invalid options. */
export function optionFindings(
  faults: readonly (readonly [option: string, fault: string | undefined])[],
): Reported[] {
  return faults.flatMap(([option, fault]): Reported[] => {
    if (fault === undefined) return [];
    const message = `The option \`${option}\` ${fault}`;
    return [{ code: 'option-invalid', severity: 'error', message, subject: 'options' }];
  });
}
