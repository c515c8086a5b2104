import { pathText, tokensOf } from '../base/json/json-pointer.ts';
import { excerpt } from '../base/text/excerpt.ts';
import { nearest } from '../base/text/nearest.ts';
import type { Reported } from '../diagnostics/format/reported.ts';
import type { AgentEnvironment } from '../translate/agent/agent-options-from-env.ts';
import { COMPILE_INPUT } from '../workflow/input/compile-input.ts';
import { decodedBy, type InputFields, type InputReport } from '../workflow/input/input-shape.ts';
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

const { metadata, secrets, registries, env, additional_env, options, release } = COMPILE_INPUT;

/** The options of every function that reads workflow files. */
const OPTIONS = {
  ...{ metadata, secrets, registries, env, additional_env, options, release },
  event: 'text',
  branch: 'text',
  ref: 'text',
  tag: 'text',
  sha: 'text',
  cron: 'text',
  changed: 'texts',
  repo: 'text',
  defaultBranch: 'text',
  trusted: 'bool',
  agent: 'object',
  os: 'text',
  platform: 'text',
  clone: 'bool',
  strict: 'bool',
  hideCiVariables: 'bool',
  podSecurity: 'text',
  kubernetes: 'text',
  node: 'textMap',
  ignore: 'texts',
  from: 'object',
  to: 'object',
} satisfies InputFields;

/** The input of a function that reads workflow files. */
export interface PipelineInput<Options> {
  readonly sources: readonly WorkflowSource[];
  /** What findings name that are about no single file. */
  readonly subject: string;
  readonly options: Options;
  readonly input: CompileInput;
  /** Errors of the files and the options. With errors the sources are empty. */
  readonly findings: readonly Reported[];
}

/** Checks the files and options of a pipeline, and makes the input of the server. */
export function pipelineInput<Options extends PipelineOptions>(
  files: WorkflowTexts,
  written: Options,
): PipelineInput<Options> {
  const report: InputReport = { wrong: [], unknown: [] };
  const decoded = (decodedBy(OPTIONS, written, '', report) ?? {}) as Options;
  const options = report.wrong.length > 0 ? ({} as Options) : decoded;
  const sources = typeof files === 'string' ? [{ name: NAME_OF_TEXT, yaml: files }] : files;
  const subject = isSources(sources) && sources.length === 1 ? (sources[0]?.name ?? '') : 'the pipeline';
  const findings = optionFindings([...typeFaults(report), ...choiceFaults(options)]);
  if (!isSources(sources)) {
    const message = `Cannot read ${excerpt(files)}: workflows are a string, or a list of { name, yaml }.`;
    findings.push({ code: 'unreadable', severity: 'error', message, subject });
  }
  const isUsable = findings.length === 0;
  return { sources: isUsable ? sources : [], subject, options, input: serverInput(options), findings };
}

type Fault = readonly [option: string, fault: string | undefined];

function typeFaults({ wrong, unknown }: InputReport): Fault[] {
  return [
    ...wrong.map(
      ({ path, found, expected }): Fault => [pathText(path), `is ${found}; expected ${expected}.`],
    ),
    ...unknown
      .filter(({ path }) => tokensOf(path).length === 1)
      .map(({ key, known }): Fault => {
        const suggestion = nearest(key, known);
        return [key, `does not exist${suggestion === undefined ? '.' : `; did you mean \`${suggestion}\`?`}`];
      }),
  ];
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

function choiceFaults({ event, repo, platform }: PipelineOptions): Fault[] {
  return [
    ['event', event === undefined ? undefined : eventFault(event)],
    ['repo', repo === undefined ? undefined : repositoryFault(repo)],
    ['platform', platform === undefined ? undefined : platformFault(platform)],
  ];
}

/** Reports invalid options. */
export function optionFindings(faults: readonly Fault[]): Reported[] {
  return faults.flatMap(([option, fault]): Reported[] => {
    if (fault === undefined) return [];
    const message = `The option \`${option}\` ${fault}`;
    return [{ code: 'option-invalid', severity: 'error', message, subject: 'options' }];
  });
}
