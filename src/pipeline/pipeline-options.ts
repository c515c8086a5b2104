import { tokensOf } from '../base/json/json-pointer.ts';
import { excerpt } from '../base/text/excerpt.ts';
import { nearest } from '../base/text/nearest.ts';
import { KUBERNETES_VERSIONS, parseKubernetesVersion } from '../check/kubernetes-versions.ts';
import type { Reported } from '../diagnostics/format/reported.ts';
import type { AgentEnvironment } from '../translate/agent/agent-options-from-env.ts';
import { parseRelease } from '../translate/release/releases.ts';
import { COMPILE_INPUT, isPath } from '../workflow/input/compile-input.ts';
import {
  choiceFault,
  decodedBy,
  type InputFields,
  type InputReport,
  type OptionFault,
  optionFaults,
  optionFaultText,
} from '../workflow/input/input-shape.ts';
import {
  CHOICES,
  choiceFaults,
  completedMetadata,
  type PipelineChoices,
} from '../workflow/metadata/assumed-metadata.ts';
import { platformFault } from '../workflow/metadata/metadata-field.ts';
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

/** The levels of the Pod Security Standards that forbid something. */
export const POD_SECURITY_LEVELS = ['baseline', 'restricted'] as const;

const SIDE = { release: 'text', environment: 'object', kubernetes: 'text' } as const;

/** The options of all functions that read workflow files, which may share an object of them. */
const OPTIONS = {
  ...{ metadata, secrets, registries, env, additional_env, options, release },
  ...CHOICES,
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
  from: SIDE,
  to: SIDE,
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

/**
 * Checks the files and options of a pipeline, and makes the input of the server.
 *
 * @param faultsOf checks the values of options that only this function has
 */
export function pipelineInput<Options extends PipelineOptions>(
  files: WorkflowTexts,
  written: Options,
  faultsOf: (options: Options) => readonly OptionFault[] = () => [],
): PipelineInput<Options> {
  const report: InputReport = { wrong: [], unknown: [] };
  const decoded = (decodedBy(OPTIONS, written, '', report) ?? {}) as Options;
  const options = report.wrong.length > 0 ? ({} as Options) : decoded;
  const sources = typeof files === 'string' ? [{ name: NAME_OF_TEXT, yaml: files }] : files;
  const subject = isSources(sources) && sources.length === 1 ? (sources[0]?.name ?? '') : 'the pipeline';
  const ofTypes = optionFaults({ ...report, unknown: report.unknown.filter(isMisspelled) });
  // An option can be missing because its name is misspelled.
  const ofFunction = ofTypes.length > 0 ? [] : faultsOf(options);
  const findings = optionFindings([
    ...ofTypes,
    ...choiceFaults(options),
    ['platform', options.platform === undefined ? undefined : platformFault(options.platform)],
    ...ofFunction,
  ]);
  if (!isSources(sources) || isPath(files)) {
    const expected = isPath(files)
      ? 'workflows are the text of a file, not its path'
      : 'workflows are a string, or a list of { name, yaml }';
    const message = `Cannot read ${excerpt(files)}: ${expected}.`;
    findings.push({ code: 'unreadable', severity: 'error', message, subject });
  }
  const isUsable = findings.length === 0;
  return { sources: isUsable ? sources : [], subject, options, input: serverInput(options), findings };
}

/** Whether a key is misspelled. Servers know more keys of what they receive. */
function isMisspelled({ path, key, known }: InputReport['unknown'][number]): boolean {
  const [option = '', ...inside] = tokensOf(path);
  if (inside.length === 0 || !Object.hasOwn(COMPILE_INPUT, option)) return true;
  return option !== 'metadata' && nearest(key, known) !== undefined;
}

function isSources(sources: unknown): boolean {
  const isSource = (source: Partial<WorkflowSource> | null): boolean =>
    typeof source?.name === 'string' && typeof source.yaml === 'string';
  return Array.isArray(sources) && sources.every(isSource);
}

/** The input of the server. Without the default clone step, manifests are easier to read. */
export function serverInput(options: PipelineOptions): CompileInput {
  const { metadata, secrets = [], registries = [], env = {}, additional_env = {}, release, clone } = options;
  // The agent reports an unknown release.
  const known = release === undefined ? undefined : parseRelease(release);
  return {
    metadata: completedMetadata(options, metadata, release),
    secrets,
    unknown_secrets: 'placeholder',
    registries,
    env,
    additional_env,
    options: { ...(clone ? {} : { default_clone_image: '' }), ...options.options },
    ...(known === undefined ? {} : { release: known }),
  };
}

/** Returns the fault of a version of Kubernetes; undefined if there is none. */
export function kubernetesFault(version: string | undefined): string | undefined {
  const isKnown = version === undefined || parseKubernetesVersion(version) !== undefined;
  return isKnown ? undefined : choiceFault(version, KUBERNETES_VERSIONS);
}

/** Reports invalid options. */
function optionFindings(faults: readonly OptionFault[]): Reported[] {
  return faults.flatMap(([option, fault]): Reported[] => {
    if (fault === undefined) return [];
    const message = optionFaultText(option, fault);
    return [{ code: 'option-invalid', severity: 'error', message, subject: 'options' }];
  });
}
