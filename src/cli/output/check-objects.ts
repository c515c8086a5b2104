import { explainWorkflow } from '../../explain/ledger/explain-workflow.ts';
import { lintWorkflow } from '../../lint/lint-workflow.ts';
import { objectFindings, withCauses } from '../../lint/object-findings.ts';
import type { AgentPlaces } from '../../pipeline/lint/lint-target.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import type { DiagnosedPlan } from '../../translate/plan/plan-workflow.ts';
import { placedFinding, type ReadWorkflow } from '../input/read-workflows.ts';
import type { Finding } from './report.ts';

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
  { plan, diagnostics }: DiagnosedPlan,
  workflow: ReadWorkflow,
  agent: AgentOptions,
  places: AgentPlaces,
  { check = false, podSecurity, kubernetes }: CheckFlags,
): Finding[] {
  const { config, context } = workflow;
  const ledger = explainWorkflow(config, agent, context);
  const explained = { workflow: config, plan, ledger, release: agent.release };
  const failures = diagnostics.map((diagnostic) => ({ ...diagnostic, source: 'workflow' as const }));
  const rejections = objectFindings(explained, { check, podSecurity, kubernetes });
  const found = withCauses([...failures, ...rejections], lintWorkflow(config, agent, context));
  return found.map((finding) => {
    const { source, path, at } = finding;
    return source === 'agent' ? { ...finding, ...places(path, at) } : placedFinding(finding, workflow);
  });
}
