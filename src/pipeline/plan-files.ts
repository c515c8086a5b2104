import type { Reported } from '../diagnostics/format/reported.ts';
import { traceWorkflow } from '../explain/ledger/trace.ts';
import { type Redactor, redactFindings, redactor } from '../explain/redact/redactor.ts';
import { planFindings, planStrictly } from '../lint/plan-findings.ts';
import type { AgentOptions } from '../translate/agent/agent-options.ts';
import { readAgentEnvironment } from '../translate/agent/agent-options-from-env.ts';
import type { CompiledWorkflow } from '../translate/model/compiled-workflow.ts';
import { planWorkflowWithDiagnostics } from '../translate/plan/plan-workflow.ts';
import type { KubernetesObject, WorkflowPlan } from '../translate/plan/workflow-plan.ts';
import type { TranslationContext } from '../translate/resources/step-input.ts';
import type { WorkflowResult } from '../workflow/types.ts';
import { type FoundFor, mergeFindings, NO_PLACES, placedFinding } from './findings.ts';
import { type PipelineOptions, pipelineInput, type WorkflowTexts } from './pipeline-options.ts';
import { compiledPipeline, type Run } from './runs.ts';

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
  return { ...planned, findings: redactFindings(findings, redact) };
}

/** The same as {@link planFiles} with values of secrets in findings. */
export function planPipeline(
  files: WorkflowTexts,
  written: PlanFilesOptions,
): PlannedFiles & { readonly redactor: Redactor } {
  const { sources, subject, options, input, findings: faults } = pipelineInput(files, written);
  const { release, os, agent: environment = {} } = options;
  const { options: agent, problems } = readAgentEnvironment(environment, { release, os });
  const compiled = compiledPipeline(sources, input, subject, 'options', options);
  const { runs, secrets } = compiled;
  const planned =
    agent === undefined
      ? []
      : runs.map(({ workflow, run }) => planRun(workflow, run, agent, options, subject));
  return {
    agent,
    workflows: planned.map(({ workflow }) => workflow),
    redactor: redactor(secrets),
    findings: [
      // A strict plan reports them with the workflow.
      ...(planned.length > 0 && options.strict === true ? [] : problems).map((problem) => ({
        ...problem,
        subject: 'agent',
      })),
      ...(faults.length > 0 ? faults : [...compiled.findings, ...compiled.idle, ...compiled.leftOut]),
      ...mergeFindings(
        planned.flatMap(({ findings }) => findings),
        runs.map(({ run }) => ({ file: subject, axis: run.axis })),
      ),
    ],
  };
}

function planRun(
  workflow: WorkflowResult,
  { config, context: known, axis, locate }: Run,
  agent: AgentOptions,
  { strict, agent: environment }: PlanFilesOptions,
  subject: string,
): { workflow: PlannedWorkflow; findings: FoundFor[] } {
  const { name, axis_id } = workflow;
  const context = { ...known, environment };
  const { plan, diagnostics } = (strict ? planStrictly : planWithFindings)(config, agent, context);
  const objects = [...plan.setup, ...plan.steps.flatMap((step) => step.objects)];
  return {
    workflow: { name, ...(axis_id && { axisId: axis_id }), config, context, plan, objects },
    findings: diagnostics.map((finding) => ({
      ...placedFinding(finding, { subject, locate }, NO_PLACES),
      axis,
    })),
  };
}

function planWithFindings(config: CompiledWorkflow, agent: AgentOptions, context: TranslationContext) {
  const { plan, diagnostics } = planWorkflowWithDiagnostics(config, agent, context);
  if (diagnostics.length === 0) return { plan, diagnostics: [] };
  return { plan, diagnostics: planFindings(diagnostics, traceWorkflow(config, agent, context), context) };
}
