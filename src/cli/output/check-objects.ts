import type { Reported } from '../../diagnostics/format/reported.ts';
import { explainWorkflow } from '../../explain/ledger/explain-workflow.ts';
import { objectFindings } from '../../lint/object-findings.ts';
import { planFindings } from '../../lint/plan-findings.ts';
import type { AgentPlaces } from '../../pipeline/place-finding.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import type { DiagnosedPlan } from '../../translate/plan/plan-workflow.ts';
import { placedInStep, type ReadWorkflow } from '../input/read-workflows.ts';

/** The flags that select the checks of objects. */
export interface CheckFlags {
  readonly check?: boolean;
  readonly podSecurity?: 'baseline' | 'restricted';
  readonly kubernetes?: string;
}

export type CheckObjects = typeof checkObjects;

/**
 * The failures of the agent, and the errors and warnings of the API server about the objects of a plan, with their places.
 * Problems that `lint` reports have the codes of `lint`.
 */
export function checkObjects(
  planned: DiagnosedPlan,
  workflow: ReadWorkflow,
  agent: AgentOptions,
  places: AgentPlaces,
  { check = false, podSecurity, kubernetes }: CheckFlags,
): Reported[] {
  const { config, context } = workflow;
  const ledger = explainWorkflow(config, agent, context);
  const explained = { workflow: config, plan: planned.plan, ledger, release: agent.release };
  const rejections = objectFindings(explained, { check, podSecurity, kubernetes });
  return planFindings(planned.diagnostics, config, agent, context, rejections).map((finding) =>
    placedInStep(finding, workflow, places),
  );
}
