import { secretsOf, secretValues } from '../explain/redact/secret-values.ts';
import { type AgentVariableNotes, withAgentVariables } from '../translate/agent/agent-variables.ts';
import type { CompiledWorkflow } from '../translate/model/compiled-workflow.ts';
import type { TranslationContext } from '../translate/resources/step-input.ts';
import { compileWithPositions, type LocatedCompileResult } from '../workflow/compile-workflow.ts';
import { type ChangedBy, leftOutFinding, nothingRunsFinding } from '../workflow/messages/notices.ts';
import { serverFindings } from '../workflow/messages/server-findings.ts';
import {
  type Locate,
  locateInYaml,
  type OriginInStep,
  withAgentOrigins,
} from '../workflow/positions/compile-notes.ts';
import { fileOf } from '../workflow/positions/raw-file.ts';
import { inOrderOfDependencies } from '../workflow/run/dependencies.ts';
import type { CompileInput, WorkflowResult, WorkflowSource } from '../workflow/types.ts';

/** A workflow as an agent runs it, with where it was written. */
export interface Run {
  /** As the server hands it out. */
  readonly compiled: CompiledWorkflow;
  /** As the backend of the agent gets it. */
  readonly config: CompiledWorkflow;
  readonly context: TranslationContext;
  readonly file: string;
  /** The variables of its axis of the matrix: `GO=1.26, OS=linux`. */
  readonly axis: string | undefined;
  readonly locate: Locate;
  /** Reports where compiled values come from; of a workflow that was read as compiled, only those that the agent adds. */
  readonly originOf: OriginInStep;
}

/** The agent that gets a workflow, as far as the workflow depends on it. */
export interface RunOptions {
  readonly release?: string | undefined;
  readonly platform?: string | undefined;
  /** Id of the run of a workflow. Default: the number of the workflow. */
  readonly task?: string | undefined;
}

/**
 * Compiles the files of a pipeline: the workflows that run, those first on which others depend, with the findings of the
 * server, what does not run, and whether nothing runs. Findings can contain secrets.
 *
 * @param subject what findings name that are about no single file
 */
export function compiledPipeline(
  sources: readonly WorkflowSource[],
  input: CompileInput,
  subject: string,
  changedBy: ChangedBy,
  options: RunOptions,
) {
  const compiled = compileWithPositions(sources, input);
  const { result } = compiled;
  const { errors, notices, leftOut, workflows, fatal } = result;
  const { metadata = {} } = input;
  const runs = inOrderOfDependencies(workflows.filter(({ config }) => config)).flatMap((workflow) => {
    const { config } = workflow;
    return config ? [{ workflow, run: runOf(workflow, config, sources, compiled, options) }] : [];
  });
  const isIdle = runs.length === 0 && !fatal;
  return {
    runs,
    result,
    findings: serverFindings(errors, notices, subject),
    leftOut: leftOut.map((left) => leftOutFinding(left, subject, metadata, changedBy)),
    idle: isIdle ? [nothingRunsFinding(subject, metadata, leftOut)] : [],
    secrets: [...secretValues(input), ...secretsOf(...runs.map(({ run }) => run.compiled))],
  };
}

/** A workflow that the server compiled from files, as an agent runs it. */
export function runOf(
  workflow: WorkflowResult,
  config: CompiledWorkflow,
  sources: readonly WorkflowSource[],
  { locate, originOf }: Pick<LocatedCompileResult, 'locate' | 'originOf'>,
  { release, platform, task }: RunOptions,
): Run {
  const { name, labels, pid } = workflow;
  const added: AgentVariableNotes = new Map();
  return {
    compiled: config,
    config: withAgentVariables(config, { platform, release, labels }, added),
    context: contextOf(pid, task),
    file: fileOf(name, sources),
    axis: axisOf(workflow),
    locate: locateInYaml(config, locate),
    originOf: withAgentOrigins(originOf, added),
  };
}

/** The variables of a workflow's axis in one line; undefined without a matrix. */
function axisOf({ axis_id, axes }: WorkflowResult): string | undefined {
  if (axis_id === undefined) return undefined;
  return Object.entries(axes)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

/** The context of a run: the id that is set for it. Default: the number of its workflow. */
export function contextOf(pid: number | undefined, task: string | undefined): TranslationContext {
  return { taskUuid: task ?? (pid === undefined ? undefined : String(pid)) };
}
