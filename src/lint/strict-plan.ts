import { ownValue } from '../base/json/json.ts';
import type { LedgerContext } from '../explain/ledger/explain-workflow.ts';
import type { AgentOptions } from '../translate/agent/agent-options.ts';
import type { CompiledWorkflow } from '../translate/model/compiled-workflow.ts';
import {
  type DiagnosedPlan,
  type PlanCode,
  planWorkflowWithDiagnostics as planFaithfully,
} from '../translate/plan/plan-workflow.ts';
import type { WorkflowPlan } from '../translate/plan/workflow-plan.ts';
import { lintWorkflow } from './lint-workflow.ts';
import type { LintCode } from './registry.ts';

/** What planning may know beside the workflow and the agent. */
export interface PlanContext extends LedgerContext {
  /**
   * Whether to refuse whatever the agent would drop, guess or break, instead of doing as it does. Then a workflow
   * with any error or warning gets a plan without objects, of which `setupError` is `refused`. Default false.
   */
  readonly strict?: boolean | undefined;
}

/**
 * Plans what an agent posts to the API server for a workflow, in order, and what it deletes at the end.
 *
 * It never throws: if the agent fails or crashes, the plan holds the class of the error.
 *
 * Source: recordings of real agents, release by release, of which a plan has the shape.
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
 * @param context what only the running agent knows, and whether to be strict
 */
export function planWorkflow(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: PlanContext = {},
): WorkflowPlan {
  return planWorkflowWithDiagnostics(workflow, agent, context).plan;
}

const REFUSED: WorkflowPlan = Object.freeze({ setup: [], setupError: 'refused', steps: [], teardown: [] });

/**
 * The same as {@link planWorkflow} with a diagnostic for every error in the plan: its text, and its place in the
 * workflow. A strict plan comes with everything that linting finds, the errors and warnings among them being why it
 * was refused. It never throws.
 *
 * @param workflow as compiled; it is not changed
 * @param agent from `resolveAgentOptions` or `agentOptionsFromEnv`
 * @param context what only the running agent knows, and whether to be strict
 */
export function planWorkflowWithDiagnostics(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: PlanContext = {},
): DiagnosedPlan<PlanCode | LintCode> {
  if (ownValue(context, 'strict') !== true) return planFaithfully(workflow, agent, context);
  const diagnostics = lintWorkflow(workflow, agent, context);
  const isRefused = diagnostics.some(({ severity }) => severity !== 'info');
  const plan = isRefused ? REFUSED : planFaithfully(workflow, agent, context).plan;
  return { plan, diagnostics };
}
