import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Reported } from '../diagnostics/format/reported.ts';
import { type Redactor, redactFindings, redactor } from '../explain/redact/redactor.ts';
import { secretsOf, secretValues } from '../explain/redact/secret-values.ts';
import type { Finding } from '../lint/finding.ts';
import { planFindings } from '../lint/plan-findings.ts';
import { planStrictly } from '../lint/strict-plan.ts';
import type { AgentOptions } from '../translate/agent/agent-options.ts';
import { readAgentEnvironment } from '../translate/agent/agent-options-from-env.ts';
import { withAgentVariables } from '../translate/agent/agent-variables.ts';
import type { CompiledWorkflow } from '../translate/model/compiled-workflow.ts';
import { planWorkflowWithDiagnostics } from '../translate/plan/plan-workflow.ts';
import type { KubernetesObject, WorkflowPlan } from '../translate/plan/workflow-plan.ts';
import type { TranslationContext } from '../translate/resources/step-input.ts';
import { compileWithPositions } from '../workflow/compile-workflow.ts';
import { leftOutFinding, nothingRunsFinding } from '../workflow/messages/notices.ts';
import { serverFindings } from '../workflow/messages/server-findings.ts';
import { type LocateInStep, locateInYaml } from '../workflow/positions/origins.ts';
import { axisOf, inOrderOfDependencies } from '../workflow/run/workflow-name.ts';
import type { WorkflowResult } from '../workflow/types.ts';
import { type FoundFor, mergeFindings } from './lint/lint-events.ts';
import { type PipelineOptions, pipelineInput, type WorkflowTexts } from './pipeline-options.ts';

/** The pipeline, the server and the agent for which to plan. */
export interface PlanFilesOptions extends PipelineOptions {
  /** Whether to reject values that the agent would drop, guess or break. Such a workflow has no objects. Default: false. */
  readonly strict?: boolean | undefined;
}

/** A workflow that an agent runs. */
export interface PlannedWorkflow {
  /** Its name, which its file gives it. */
  readonly name: string;
  /** Number of its axis from 1, if its matrix has several. */
  readonly axisId?: number;
  /** The compiled workflow with the variables of the agent, to give to other functions such as `explainWorkflow`. */
  readonly config: CompiledWorkflow;
  /** What only the running agent knows, with the number of the workflow as its id, to give to the same functions. */
  readonly context: TranslationContext;
  /** The objects by setup and step, and the teardown. */
  readonly plan: WorkflowPlan;
  /** The objects in the order in which the agent creates them. They contain the values of secrets. */
  readonly objects: readonly KubernetesObject[];
}

/** The plans of workflow files, with findings. */
export interface PlannedFiles {
  /** The agent; undefined if it does not start. */
  readonly agent: AgentOptions | undefined;
  /** The workflows that run, those first on which others depend. */
  readonly workflows: readonly PlannedWorkflow[];
  /** Findings of the server and the agent, without values of secrets. */
  readonly findings: readonly Reported[];
}

/**
 * Plans the objects of workflow files: compiles them like the server, adds the variables of the agent, and
 * translates them.
 *
 * It never throws; problems are findings. The same input gives the same objects: ids are derived from names, and times
 * are 0.
 *
 * @example
 * ```ts
 * import { planFiles, toYaml } from 'podwright';
 *
 * const yaml = 'when: { event: push }\nsteps: { build: { image: golang, commands: [go build] } }\n';
 * const { workflows, findings } = planFiles(yaml, { release: '3.17', repo: 'team/app' });
 * console.log(findings.length, workflows.map(({ name }) => name)); // 0 [ 'woodpecker' ]
 * console.log(workflows[0]?.objects.map(({ kind }) => kind)); // [ 'PersistentVolumeClaim', 'Service', 'Pod' ]
 * ```
 *
 * @param files text of a workflow, or files by name and text; they are one pipeline
 * @param options what to plan for; undefined is treated as not given
 */
export function planFiles(files: WorkflowTexts, options: PlanFilesOptions = {}): PlannedFiles {
  const { redactor: redact, findings, ...planned } = planPipeline(files, options);
  return { ...planned, findings: redactedFindings(findings, redact) };
}

/** Redacts findings for callers, who may also want the values of their texts. */
export function redactedFindings(findings: readonly Reported[], redact: Redactor): Reported[] {
  const texts = redactFindings(findings, redact);
  return findings.map(({ args }, index) => ({
    ...(texts[index] as Reported),
    ...(args && { args: redact.json(args) }),
  }));
}

/** The same as {@link planFiles} with values of secrets in findings. */
export function planPipeline(
  files: WorkflowTexts,
  written: PlanFilesOptions,
): PlannedFiles & { readonly redactor: Redactor } {
  const { sources, subject, options, input, findings: faults } = pipelineInput(files, written);
  const { release, os, agent: environment = {} } = options;
  const { options: agent, problems } = readAgentEnvironment(environment, { release, os });
  const { result, locate } = compileWithPositions(sources, input);
  const runs = inOrderOfDependencies(result.workflows.filter(({ config }) => config !== undefined));
  const configs = runs.flatMap(({ config }) => config ?? []);
  const planned = agent === undefined ? [] : runs.map((run) => planRun(run, agent, options, locate, subject));
  const isIdle = faults.length === 0 && runs.length === 0 && !result.fatal;
  const { metadata = {} } = input;
  return {
    agent,
    workflows: planned.map(({ workflow }) => workflow),
    redactor: redactor([...secretValues(input), ...secretsOf(...configs)]),
    findings: [
      // A strict plan reports them with the workflow.
      ...(planned.length > 0 && options.strict === true ? [] : problems).map((problem) => ({
        ...problem,
        subject: 'agent',
      })),
      ...(faults.length > 0 ? faults : serverFindings(result.errors, result.notices, subject)),
      ...(isIdle ? [nothingRunsFinding(subject, metadata)] : []),
      ...result.leftOut.map((left) => leftOutFinding(left, subject, metadata, 'options')),
      ...mergeFindings(
        planned.flatMap((run) => run.findings),
        planned.map(({ axis }) => ({ file: subject, axis })),
      ),
    ],
  };
}

function planRun(
  run: WorkflowResult,
  agent: AgentOptions,
  { release, platform, strict, agent: environment }: PlanFilesOptions,
  locate: LocateInStep,
  subject: string,
): { workflow: PlannedWorkflow; axis: string | undefined; findings: FoundFor[] } {
  const { name, axis_id, config: compiled = {}, labels, pid } = run;
  const axis = axisOf(run);
  const config = withAgentVariables(compiled, { release, platform, labels });
  const context = { taskUuid: pid === undefined ? undefined : String(pid), environment };
  const isStrict = strict === true;
  const planned = (isStrict ? planStrictly : planWorkflowWithDiagnostics)(config, agent, context);
  const { plan } = planned;
  const diagnostics = isStrict ? planned.diagnostics : planFindings(planned, config, agent, context);
  const objects = [...plan.setup, ...plan.steps.flatMap((step) => step.objects)];
  return {
    workflow: { name, ...(axis_id && { axisId: axis_id }), config, context, plan, objects },
    axis,
    findings: diagnostics.map((diagnostic) => ({
      ...planFinding(diagnostic, config, locate, subject),
      for: [],
      axis,
    })),
  };
}

/** What planning a workflow found, placed in its file. */
function planFinding(
  { source, ...diagnostic }: Diagnostic & Partial<Pick<Finding, 'source'>>,
  config: CompiledWorkflow,
  locate: LocateInStep,
  subject: string,
): Reported {
  if (source === 'agent') return { ...diagnostic, subject: 'agent' };
  const range = diagnostic.range ?? locateInYaml(config, locate)(diagnostic.path, diagnostic.at);
  return { ...diagnostic, subject, ...(range === undefined ? {} : { range }) };
}
