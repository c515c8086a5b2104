import { parseQuantity } from '../../base/quantity/parse-quantity.ts';
import { suggestion } from '../../base/text/nearest.ts';
import { isContainerResource, isExtendedResource } from '../../check/resource-names.ts';
import { traceWorkflow } from '../../explain/ledger/trace.ts';
import type { NodeResources } from '../../lint/finding.ts';
import { lintTrace } from '../../lint/lint-workflow.ts';
import { objectFindings, withoutRepeated } from '../../lint/object-findings.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import type { AgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import { type AgentPlaces, placedFinding } from '../place-finding.ts';
import type { FoundFor } from './lint-events.ts';
import { inFile, type LintTarget } from './lint-sources.ts';

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
  const { config: workflow, file, locate, events, axis } = target;
  const context = { ...target.context, environment };
  const trace = traceWorkflow(workflow, agent, context);
  const found = lintTrace(trace, context, { node: checks.node });
  const objects = objectFindings(trace, { podSecurity: checks.podSecurity, kubernetes: checks.kubernetes });
  return [
    // Strictly, whatever the agent would drop, guess or break is an error.
    ...found.map((finding) =>
      checks.strict && finding.severity === 'warning' ? { ...finding, severity: 'error' as const } : finding,
    ),
    ...withoutRepeated(objects, found),
  ].map((finding) => {
    const placed = placedFinding(finding, { subject: file, locate }, by.places);
    return { ...(finding.source === 'agent' ? placed : inFile(placed)), for: events, axis };
  });
}

/** Returns the fault of a resource of a node, to follow the name of its option; undefined for a valid one. */
export function nodeFault(resource: string, quantity: string): string | undefined {
  if (!isContainerResource(resource) && !isExtendedResource(resource)) {
    const end = suggestion(resource, NODE_RESOURCES);
    return `must be ${NODE_RESOURCES.join(', ')}, or a name with a domain, such as nvidia.com/gpu${end}`;
  }
  if (parseQuantity(quantity) !== undefined) return undefined;
  return `must be a quantity of ${resource}, such as ${resource === 'cpu' ? '4 or 500m' : '8Gi or 512Mi'}.`;
}

const NODE_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];
