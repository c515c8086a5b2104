import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { LedgerContext } from '../explain/ledger/explain-workflow.ts';
import type { AgentOptions } from '../translate/agent/agent-options.ts';
import type { CompiledWorkflow } from '../translate/model/compiled-workflow.ts';
import type { Finding } from './finding.ts';
import { lintWorkflow } from './lint-workflow.ts';
import { withCauses } from './object-findings.ts';

/** The failures of a plan and rejections of its objects, with the codes and texts of `lintWorkflow` for what it reports. */
export function planFindings(
  diagnostics: readonly Diagnostic[],
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: LedgerContext,
  rejections: readonly Finding[] = [],
): Finding[] {
  const failures = diagnostics.map((failure): Finding => ({ ...failure, source: 'workflow' }));
  const found = [...failures, ...rejections];
  return found.length === 0 ? [] : withCauses(found, lintWorkflow(workflow, agent, context));
}
