import type { Reported } from '../../diagnostics/format/reported.ts';
import { explainWorkflow } from '../../explain/ledger/explain-workflow.ts';
import type { NodeResources } from '../../lint/finding.ts';
import { lintWorkflow } from '../../lint/lint-workflow.ts';
import { objectFindings, withoutRepeated } from '../../lint/object-findings.ts';
import type { LintDiagnostic } from '../../lint/registry.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import type { AgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import { planWorkflow } from '../../translate/plan/plan-workflow.ts';
import type { AgentPlaces } from '../input/agent-places.ts';
import type { FoundFor } from './lint-events.ts';
import { type LintTarget, startOf } from './lint-sources.ts';

/** The agent that is to run the workflows. */
export interface LintAgent {
  readonly agent: AgentOptions;
  readonly environment: AgentEnvironment;
  readonly places: AgentPlaces;
}

export interface LintFlags {
  readonly strict?: boolean;
  readonly podSecurity?: 'baseline' | 'restricted';
  readonly kubernetes?: string;
  readonly node?: NodeResources;
}

/** What the agent and the API server make of a workflow, each finding where it was written. */
export function lintTarget(target: LintTarget, by: LintAgent, flags: LintFlags): FoundFor[] {
  const { agent, environment } = by;
  const { config: workflow } = target;
  const context = { ...target.context, environment };
  const found = lintWorkflow(workflow, agent, context, { node: flags.node });
  const ledger = explainWorkflow(workflow, agent, context);
  const plan = planWorkflow(workflow, agent, context);
  const objects = objectFindings(
    { workflow, plan, ledger, release: agent.release },
    { podSecurity: flags.podSecurity, kubernetes: flags.kubernetes },
  );
  return [
    ...found.map((finding) => ({ ...finding, severity: severityOf(finding, flags.strict) })),
    ...withoutRepeated(objects, found),
  ].map(({ code, severity, message, note, help, args, ...place }) => ({
    code,
    severity,
    message,
    note,
    help,
    args,
    ...placeOf(place, target, by.places),
    for: target.events,
    axis: target.axis,
  }));
}

/** Strictly, whatever the agent would drop, guess or break is an error. */
function severityOf({ severity }: LintDiagnostic, strict = false): LintDiagnostic['severity'] {
  return strict && severity === 'warning' ? 'error' : severity;
}

function placeOf(
  { source, path, at }: Pick<LintDiagnostic, 'source' | 'path' | 'at'>,
  { file, locate }: LintTarget,
  places: AgentPlaces,
): Pick<Reported, 'subject' | 'path' | 'range'> {
  if (source === 'agent') return { ...places(path, at), path };
  if (source === 'context') return { subject: file, range: startOf(file) };
  return { subject: file, path, range: locate(path, at) ?? startOf(file) };
}
