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
import { type PlanParts, planParts, type StartedStep } from './plan-parts.ts';
import { type ListedWorkflowInput, lazyWorkflowInput, workflowInput } from './workflow-input.ts';
import type { StepPlan, TeardownEntry, WorkflowPlan } from './workflow-plan.ts';

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
function planWithoutAgent(): WorkflowPlan {
  return { agentError: true, setup: [], steps: [], teardown: [] };
}

/** The same for a workflow whose steps have their ids already. */
export function planInput(input: ListedWorkflowInput): DiagnosedPlan {
  const parts = planParts(input);
  const steps: StepPlan[] = [];
  const diagnostics: Diagnostic<PlanCode>[] = [];
  if (parts.setup.failure !== undefined) diagnostics.push(failureDiagnostic(parts.setup.failure, ''));
  for (const { plan, path, failure, optionProblems } of parts.steps) {
    steps.push(plan);
    for (const problem of optionProblems) diagnostics.push(optionDiagnostic(problem, path));
    if (failure !== undefined) diagnostics.push(failureDiagnostic(failure, path));
  }
  return { plan: { ...setupOf(parts), steps, teardown: [...parts.teardown] }, diagnostics };
}

function setupOf({ setup: { objects, failure } }: PlanParts): Pick<WorkflowPlan, 'setup' | 'setupError'> {
  return { setup: objects, ...(failure && { setupError: failure.code }) };
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

/** A {@link WorkflowPlan} that makes steps and teardown while they are walked over. */
export interface LazyWorkflowPlan extends Pick<WorkflowPlan, 'agentError' | 'setup' | 'setupError'> {
  /** One for each step, in order. Each walk makes them again. */
  readonly steps: Iterable<StepPlan>;
  /** The deletes, in order. Each walk makes them again, whether or not the steps were walked over. */
  readonly teardown: Iterable<TeardownEntry>;
}

/**
 * The same as {@link planWorkflow} for workflows of any size: a step's objects are made when the walk over the steps
 * gets to it, and nothing keeps them. It never throws.
 *
 * A walk keeps the names of the objects of earlier steps, because the API server rejects a second one of
 * a name, and the names of steps without an id, from which their ids are made: a few hundred bytes a step.
 *
 * @example
 * ```ts
 * import { planWorkflowLazily, resolveAgentOptions } from 'podwright';
 *
 * const steps = Array(5000).fill({ name: 'build', image: 'golang' });
 * const workflow = { pipeline: [{ steps }], volume: 'wp_1_0_default' };
 * const plan = planWorkflowLazily(workflow, resolveAgentOptions({ release: '3.17' }));
 * let count = plan.setup.length;
 * for (const { objects } of plan.steps) count += objects.length;
 * console.log(count); // 5002
 * ```
 *
 * @param workflow as compiled; it is not changed, and must not change before the last walk is over
 * @param agent from `resolveAgentOptions` or `agentOptionsFromEnv`
 * @param context values that only the running agent knows
 */
export function planWorkflowLazily(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: TranslationContext = {},
): LazyWorkflowPlan {
  if (agentOptionProblems(agent).length > 0) return planWithoutAgent();
  const parts = planParts(lazyWorkflowInput(workflow, agent, context));
  const steps = { [Symbol.iterator]: () => plansOf(parts.steps) };
  return { ...setupOf(parts), steps, teardown: parts.teardown };
}

function* plansOf(steps: Iterable<StartedStep>): Generator<StepPlan> {
  for (const { plan } of steps) yield plan;
}
