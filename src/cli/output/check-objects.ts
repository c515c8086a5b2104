import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { traceWorkflow } from '../../explain/ledger/trace.ts';
import { redactFindings } from '../../explain/redact/redactor.ts';
import { objectFindings } from '../../lint/object-findings.ts';
import { planFindings } from '../../lint/plan-findings.ts';
import type { AgentPlaces, FoundFor } from '../../pipeline/findings.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import { placedInStep, type ReadWorkflow } from '../input/read-workflows.ts';

export interface CheckFlags {
  readonly check?: boolean;
  readonly podSecurity?: 'baseline' | 'restricted';
  readonly kubernetes?: string;
}

export type CheckObjects = typeof checkObjects;

/**
 * The failures of the agent, and the errors and warnings of the API server about the objects of a plan, with their places
 * and without secrets. Problems that `lint` reports have the codes of `lint`.
 */
export function checkObjects(
  diagnostics: readonly Diagnostic[],
  workflow: ReadWorkflow,
  agent: AgentOptions,
  places: AgentPlaces,
  { check = false, podSecurity, kubernetes }: CheckFlags = {},
  trace = traceWorkflow(workflow.config, agent, workflow.context),
): FoundFor[] {
  const { context, axis, redactor } = workflow;
  const isChecked = check || podSecurity !== undefined;
  const rejections = isChecked ? objectFindings(trace, { check, podSecurity, kubernetes }) : [];
  const found = planFindings(diagnostics, trace, context, rejections).map((finding) =>
    placedInStep(finding, workflow, places),
  );
  return redactFindings(found, redactor).map((finding) => ({ ...finding, axis }));
}
