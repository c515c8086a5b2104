import type { AgentOptions } from '../agent/agent-options.ts';
import { agentOptionProblems } from '../agent/resolve-agent-options.ts';
import type { CompiledWorkflow } from '../model/compiled-workflow.ts';
import type { TranslationContext } from '../resources/step-input.ts';
import { planParts } from './plan-parts.ts';
import { planWithoutAgent } from './plan-workflow.ts';
import type { StartedStep } from './start-step.ts';
import { lazyWorkflowInput } from './workflow-input.ts';
import type { StepPlan, TeardownEntry, WorkflowPlan } from './workflow-plan.ts';

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
  const { setup, steps, teardown } = planParts(lazyWorkflowInput(workflow, agent, context));
  return {
    setup: setup.objects,
    ...(setup.failure === undefined ? undefined : { setupError: setup.failure.code }),
    steps: { [Symbol.iterator]: () => plansOf(steps) },
    teardown,
  };
}

function* plansOf(steps: Iterable<StartedStep>): Generator<StepPlan> {
  for (const { plan } of steps) yield plan;
}
