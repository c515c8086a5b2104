import { type AgentRun, withAgentVariables } from '../agent/agent-variables.ts';
import type { CompiledWorkflow } from '../model/compiled-workflow.ts';

/**
 * A compiled workflow as the backend of the agent gets it. One that comes straight from a server, as `podwright compile`
 * prints it, lacks the variables that the agent adds to every step; any other is taken as it is.
 */
export function asBackendGetsIt(workflow: CompiledWorkflow, run: AgentRun): CompiledWorkflow {
  return isFromServer(workflow) ? withAgentVariables(workflow, run) : workflow;
}

/** Told by a variable that every server sets, and one that every agent adds. */
function isFromServer({ pipeline }: CompiledWorkflow): boolean {
  const steps = (pipeline ?? []).flatMap((stage) => stage.steps ?? []);
  return steps.some(
    ({ environment }) => environment && 'CI_WORKFLOW_NAME' in environment && !('CI_MACHINE' in environment),
  );
}
