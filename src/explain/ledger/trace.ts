import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { Step } from '../../translate/model/step.ts';
import type { DecodeProblem } from '../../translate/options/decoders.ts';
import { clusterOf } from '../../translate/plan/cluster.ts';
import { planInput } from '../../translate/plan/plan-workflow.ts';
import { startStep } from '../../translate/plan/start-step.ts';
import { type WorkflowInput, workflowInput } from '../../translate/plan/workflow-input.ts';
import type { StepPlan, WorkflowPlan } from '../../translate/plan/workflow-plan.ts';
import { type StepInput, stepInput, type TranslationContext } from '../../translate/resources/step-input.ts';
import { type WorkflowNotes, workflowNotes } from './object-notes.ts';
import { type OptionTree, optionTree } from './option-tree.ts';

/** A planned workflow with all that telling the origin of its fields needs. */
export interface WorkflowTrace {
  readonly workflow: CompiledWorkflow;
  readonly input: WorkflowInput;
  readonly notes: WorkflowNotes;
  readonly plan: WorkflowPlan;
  readonly diagnostics: readonly Diagnostic[];
  /** Those of them that stop something. */
  readonly failures: readonly Diagnostic[];
  readonly steps: readonly StepTrace[];
}

export interface StepTrace {
  /** The step as it was written. */
  readonly step: Step;
  readonly path: string;
  readonly input: StepInput;
  readonly options: OptionTree;
  readonly optionsPath: string;
  readonly problems: readonly DecodeProblem[];
  readonly problemPaths: ReadonlySet<string>;
  /** Absent after a failed setup. */
  readonly plan: StepPlan | undefined;
  readonly index: number;
  /** Why the step does not start. */
  readonly failure: Diagnostic | undefined;
}

export function traceWorkflow(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: TranslationContext,
): WorkflowTrace {
  const notes = workflowNotes();
  const input = { ...workflowInput(workflow, agent, context), noteTaker: notes.taker };
  const { plan, diagnostics } = planInput(input);
  // Of a workflow that is not set up, the notes say what would become of its steps.
  if (plan.setupError !== undefined)
    for (const step of input.steps) startStep(step, undefined, input, clusterOf());
  const failures = diagnostics.filter(({ code }) => code !== 'option-not-decoded');
  const firstFailures = new Map(failures.toReversed().map((failure) => [stepPathOf(failure.path), failure]));
  const steps = input.steps.map(({ step, path }, index): StepTrace => {
    const { input: own, problems } = stepInput(step, input);
    const options = optionTree(step.backend_options?.['kubernetes'], input.features);
    const optionsPath = `${path}/backend_options/kubernetes`;
    const failure = firstFailures.get(path);
    const problemPaths = new Set(problems.map(({ path: at }) => at));
    const made = { plan: plan.steps[index], index, failure };
    return { step, path, input: own, options, optionsPath, problems, problemPaths, ...made };
  });
  return { workflow, input, notes, plan, diagnostics, failures, steps };
}

/** The pointer to the step in which a pointer leads. */
export function stepPathOf(pointer: string): string {
  return pointer.split('/', 5).join('/');
}
