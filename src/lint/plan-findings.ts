import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { LedgerContext } from '../explain/ledger/explain-workflow.ts';
import type { AgentOptions } from '../translate/agent/agent-options.ts';
import type { CompiledWorkflow } from '../translate/model/compiled-workflow.ts';
import type { DiagnosedPlan } from '../translate/plan/plan-workflow.ts';
import { lintWorkflow } from './lint-workflow.ts';
import { type ObjectFinding, withCauses } from './object-findings.ts';
import type { LintDiagnostic } from './registry.ts';

/** A finding about a plan, with the source of its place. */
export type PlanFinding = Diagnostic & Pick<LintDiagnostic, 'source'>;

/**
 * The failures of a plan and rejections of its objects. Problems that `lintWorkflow` reports have its codes and texts,
 * but are warnings if the agent creates the objects all the same.
 */
export function planFindings(
  { diagnostics }: Pick<DiagnosedPlan<string>, 'diagnostics'>,
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: LedgerContext,
  rejections: readonly ObjectFinding[] = [],
): PlanFinding[] {
  const failures = diagnostics.map((failure): PlanFinding => ({ ...failure, source: 'workflow' }));
  const found = [...failures, ...rejections];
  if (found.length === 0) return [];
  const reported = lintWorkflow(workflow, agent, context);
  const failed = new Set<PlanFinding>(withCauses(found.filter(isError), reported));
  return withCauses<(typeof found)[number], LintDiagnostic>(found, reported).map((finding) =>
    isError(finding) && !failed.has(finding) ? { ...finding, severity: 'warning' } : finding,
  );
}

function isError({ severity }: Pick<Diagnostic, 'severity'>): boolean {
  return severity === 'error';
}
