import { parseQuantity } from '../../base/quantity/parse-quantity.ts';
import { nearest } from '../../base/text/nearest.ts';
import { isContainerResource, isExtendedResource } from '../../check/resource-names.ts';
import type { SourceRange } from '../../diagnostics/diagnostic.ts';
import type { Reported } from '../../diagnostics/format/reported.ts';
import { explainWorkflow } from '../../explain/ledger/explain-workflow.ts';
import type { NodeResources } from '../../lint/finding.ts';
import { lintWorkflow } from '../../lint/lint-workflow.ts';
import { objectFindings, withoutRepeated } from '../../lint/object-findings.ts';
import type { LintDiagnostic } from '../../lint/registry.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import type { AgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import { planWorkflow } from '../../translate/plan/plan-workflow.ts';
import type { Part } from '../../workflow/positions/origins.ts';
import type { FoundFor } from './lint-events.ts';
import { type LintTarget, startOf } from './lint-sources.ts';

/** Finds where a variable of the agent is set, by a JSON Pointer that begins with its name. Default: its value. */
export type AgentPlaces = (
  pointer: string,
  part?: Part,
) => Pick<Reported, 'subject'> & { range?: SourceRange };

/** The agent that is to run the workflows. */
export interface StartedAgent {
  readonly agent: AgentOptions;
  readonly environment: AgentEnvironment;
  readonly places: AgentPlaces;
}

/** Checks in addition to those of the agent. */
export interface LintChecks {
  /** Whether every warning is an error: whatever the agent would drop, guess or break. Default false. */
  readonly strict?: boolean | undefined;
  /** The Pod Security level of the namespace; violations are errors. Default: none. */
  readonly podSecurity?: 'baseline' | 'restricted' | undefined;
  /** Version of Kubernetes, as for {@link checkManifest}. Default: the newest known version. */
  readonly kubernetes?: string | undefined;
  /** The largest node; requests are compared with it. Default: they are not compared. */
  readonly node?: NodeResources | undefined;
}

/** Lints a workflow at an agent and an API server, with the place of each finding. */
export function lintTarget(target: LintTarget, by: StartedAgent, checks: LintChecks): FoundFor[] {
  const { agent, environment } = by;
  const { config: workflow } = target;
  const context = { ...target.context, environment };
  const found = lintWorkflow(workflow, agent, context, { node: checks.node });
  const ledger = explainWorkflow(workflow, agent, context);
  const plan = planWorkflow(workflow, agent, context);
  const objects = objectFindings(
    { workflow, plan, ledger, release: agent.release },
    { podSecurity: checks.podSecurity, kubernetes: checks.kubernetes },
  );
  return [
    ...found.map((finding) => ({ ...finding, severity: severityOf(finding, checks.strict) })),
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

/** Returns the fault of a resource of a node, to follow the name of its option; undefined for a valid one. */
export function nodeFault(resource: string, quantity: string): string | undefined {
  if (!isContainerResource(resource) && !isExtendedResource(resource)) {
    const suggestion = nearest(resource, NODE_RESOURCES);
    const end = suggestion === undefined ? '.' : `; did you mean ${suggestion}?`;
    return `must be ${NODE_RESOURCES.join(', ')}, or a name with a domain, such as nvidia.com/gpu${end}`;
  }
  if (parseQuantity(quantity) !== undefined) return undefined;
  return `must be a quantity of ${resource}, such as ${resource === 'cpu' ? '4 or 500m' : '8Gi or 512Mi'}.`;
}

const NODE_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

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
