import { pathText } from '../../base/json/json-pointer.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { AgentOptions } from '../agent/agent-options.ts';
import type { AgentCode } from '../agent/messages.ts';
import { agentOptionProblems } from '../agent/resolve-agent-options.ts';
import type { CompiledWorkflow } from '../model/compiled-workflow.ts';
import type { DecodeProblem } from '../options/decoders.ts';
import type { TranslationContext } from '../resources/step-input.ts';
import type { TranslationError, TranslationErrorCode } from '../resources/translation-error.ts';
import { planParts } from './plan-parts.ts';
import { type ListedWorkflowInput, workflowInput } from './workflow-input.ts';
import type { StepPlan, WorkflowPlan } from './workflow-plan.ts';

/**
 * Plans the objects that an agent creates for a workflow, in order, and the deletions at the end.
 *
 * It never throws: if the agent fails or crashes, the plan contains the class of the error.
 *
 * Source: recordings of real agents, release by release. A plan has their shape.
 *
 * @example
 * ```ts
 * import { planWorkflow, resolveAgentOptions } from 'podwright';
 *
 * const workflow = { pipeline: [{ steps: [{ name: 'build', image: 'golang' }] }], volume: 'wp_1_0_default' };
 * const { setup, steps, teardown } = planWorkflow(workflow, resolveAgentOptions({ release: '3.17' }));
 * console.log(setup.map(({ kind }) => kind)); // [ 'PersistentVolumeClaim', 'Service' ]
 * console.log(steps.map(({ objects }) => objects.length)); // [ 1 ]
 * console.log(teardown.length); // 4
 * ```
 *
 * @param workflow as compiled; it is not changed
 * @param agent from `resolveAgentOptions` or `agentOptionsFromEnv`
 * @param context values that only the running agent knows
 */
export function planWorkflow(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: TranslationContext = {},
): WorkflowPlan {
  return planWorkflowWithDiagnostics(workflow, agent, context).plan;
}

/** The codes of errors in a plan; docs/diagnostics.md explains each. */
export type PlanCode = TranslationErrorCode | 'option-not-decoded' | AgentCode;

/** A plan, and the subject of each of its errors. */
export interface DiagnosedPlan<Code extends string = PlanCode> {
  /** As {@link planWorkflow} gives it. */
  readonly plan: WorkflowPlan;
  /**
   * One for every error in the plan, in its order. Paths are JSON Pointers into the workflow, or, for problems of the
   * agent options, into these.
   */
  readonly diagnostics: readonly Diagnostic<Code>[];
}

/**
 * The same as {@link planWorkflow} with a diagnostic for every error in the plan: its text, and its place in the
 * workflow. It never throws.
 *
 * @param workflow as compiled; it is not changed
 * @param agent from `resolveAgentOptions` or `agentOptionsFromEnv`
 * @param context values that only the running agent knows
 */
export function planWorkflowWithDiagnostics(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: TranslationContext = {},
): DiagnosedPlan {
  const problems = agentOptionProblems(agent);
  if (problems.length > 0) return { plan: planWithoutAgent(), diagnostics: problems };
  return planInput(workflowInput(workflow, agent, context));
}

/** The plan if no agent starts with its options. */
export function planWithoutAgent(): WorkflowPlan {
  return { agentError: true, setup: [], steps: [], teardown: [] };
}

/** The same for a workflow whose steps have their ids already. */
export function planInput(input: ListedWorkflowInput): DiagnosedPlan {
  const { setup, ...rest } = planParts(input);
  if (setup.failure !== undefined) {
    const plan = { setup: setup.objects, setupError: setup.failure.code, steps: [], teardown: [] };
    return { plan, diagnostics: [failureDiagnostic(setup.failure, '')] };
  }
  const steps: StepPlan[] = [];
  const diagnostics: Diagnostic<PlanCode>[] = [];
  for (const { plan, path, failure, optionProblems } of rest.steps) {
    steps.push(plan);
    for (const problem of optionProblems) diagnostics.push(optionDiagnostic(problem, path));
    if (failure !== undefined) diagnostics.push(failureDiagnostic(failure, path));
  }
  return { plan: { setup: setup.objects, steps, teardown: [...rest.teardown] }, diagnostics };
}

function failureDiagnostic({ code, path, message }: TranslationError, parent: string): Diagnostic<PlanCode> {
  return { code, severity: 'error', message, path: parent + path, args: {} };
}

function optionDiagnostic({ path, expected, value }: DecodeProblem, step: string): Diagnostic<PlanCode> {
  const option = pathText(`/backend_options/kubernetes${path}`);
  const message = `The agent ignores \`${option}\`, because it expects ${expected}, not ${excerpt(value)}.`;
  const args = { expected, value: excerpt(value) };
  const pointer = `${step}/backend_options/kubernetes${path}`;
  return { code: 'option-not-decoded', severity: 'warning', message, path: pointer, args };
}
