import type { LedgerContext } from '../explain/ledger/explain-workflow.ts';
import type { AgentOptions } from '../translate/agent/agent-options.ts';
import type { CompiledWorkflow } from '../translate/model/compiled-workflow.ts';
import { type DiagnosedPlan, planWorkflow } from '../translate/plan/plan-workflow.ts';
import type { WorkflowPlan } from '../translate/plan/workflow-plan.ts';
import { lintWorkflow } from './lint-workflow.ts';
import type { LintDiagnostic } from './registry.ts';

const REFUSED: WorkflowPlan = Object.freeze({ setup: [], setupError: 'refused', steps: [], teardown: [] });

/**
 * Plans a workflow as `planWorkflow` does, but rejects whatever the agent would drop, guess or break.
 *
 * The diagnostics are those of `lintWorkflow`. If one of them is an error or a warning, the plan has no objects and its
 * `setupError` is `refused`. It never throws.
 *
 * @param workflow as compiled; it is not changed
 * @param agent from `resolveAgentOptions` or `agentOptionsFromEnv`
 * @param context values that only the running agent knows
 */
export function planStrictly(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: LedgerContext = {},
): Pick<DiagnosedPlan, 'plan'> & {
  /** The findings of `lintWorkflow`. */
  readonly diagnostics: readonly LintDiagnostic[];
} {
  const diagnostics = lintWorkflow(workflow, agent, context);
  const isRefused = diagnostics.some(({ severity }) => severity !== 'info');
  return { plan: isRefused ? REFUSED : planWorkflow(workflow, agent, context), diagnostics };
}
