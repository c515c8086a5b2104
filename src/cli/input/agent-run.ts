import {
  type AgentRun,
  type AgentVariableNotes,
  withAgentVariables,
} from '../../translate/agent/agent-variables.ts';
import type { CompiledWorkflow, Step } from '../../translate/model/compiled-workflow.ts';

/**
 * A compiled workflow as the backend of the agent gets it. One that comes straight from a server, as `podwright compile`
 * prints it, lacks the variables that the agent adds to every step; any other is used unchanged.
 */
export function asBackendGetsIt(
  workflow: CompiledWorkflow,
  run: AgentRun,
  notes?: AgentVariableNotes,
): CompiledWorkflow {
  return isFromServer(workflow) ? withAgentVariables(workflow, run, notes) : workflow;
}

/** The number of a compiled workflow in its pipeline, if it has one, otherwise its place among those that are read with it. */
export function workflowNumber(
  { pipeline }: CompiledWorkflow,
  place: number | undefined,
): number | undefined {
  const numbers = stepsOf(pipeline).map(({ environment }) => environment?.['CI_WORKFLOW_NUMBER'] ?? '');
  const number = numbers.find((text) => /^[1-9]\d{0,8}$/.test(text));
  return number === undefined ? place : Number(number);
}

/** Detected by a variable that every server sets, and one that every agent adds. */
function isFromServer({ pipeline }: CompiledWorkflow): boolean {
  return stepsOf(pipeline).some(
    ({ environment }) => environment && 'CI_WORKFLOW_NAME' in environment && !('CI_MACHINE' in environment),
  );
}

function stepsOf(pipeline: CompiledWorkflow['pipeline']): Step[] {
  return (pipeline ?? []).flatMap((stage) => stage.steps ?? []);
}
