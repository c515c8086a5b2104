import { parseQuantity } from '../../base/quantity/parse-quantity.ts';
import { suggestion } from '../../base/text/nearest.ts';
import { isContainerResource, isExtendedResource } from '../../check/resource-names.ts';
import { countBySeverity, inOrderOfPlaces, type Reported } from '../../diagnostics/format/reported.ts';
import { readSuppressions, suppress } from '../../diagnostics/suppressions.ts';
import { traceWorkflow } from '../../explain/ledger/trace.ts';
import { redactFindings, redactor } from '../../explain/redact/redactor.ts';
import { secretValues } from '../../explain/redact/secret-values.ts';
import { lintCodes } from '../../lint/codes.ts';
import type { NodeResources } from '../../lint/finding.ts';
import { lintTrace } from '../../lint/lint-workflow.ts';
import { objectFindings } from '../../lint/object-findings.ts';
import { withoutRepeated } from '../../lint/plan-findings.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import {
  type AgentEnvironment,
  type AgentIdentity,
  readAgentEnvironment,
} from '../../translate/agent/agent-options-from-env.ts';
import { choiceFault, type OptionFault } from '../../workflow/input/input-shape.ts';
import { nothingLintedFinding } from '../../workflow/messages/notices.ts';
import { type AgentPlaces, type FoundFor, mergeFindings, NO_PLACES, placedFinding } from '../findings.ts';
import {
  kubernetesFault,
  type PipelineOptions,
  POD_SECURITY_LEVELS,
  pipelineInput,
  type WorkflowTexts,
} from '../pipeline-options.ts';
import { inFile, type LintSources, type LintTarget, pipelineSources } from './lint-sources.ts';

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

/** The pipeline, the server and the agent for which to lint, and what to check. */
export interface LintFilesOptions extends PipelineOptions, LintChecks {
  /** Codes to leave out. Default none. */
  readonly ignore?: readonly string[] | undefined;
}

/** Everything that lint reports about workflow files. */
export interface LintedFiles {
  /** By file, line and column; without values of secrets. */
  readonly findings: readonly Reported[];
  /** The workflows and steps that run for no event. They were not checked. */
  readonly leftOut: readonly Reported[];
}

/**
 * Lints workflow files as `podwright lint` does: at the server, the agent and the API server, for every event for which
 * something of them runs, each finding once and at its place. Comments in the files suppress findings.
 *
 * It never throws; problems of the files, the options or the agent are findings. Options that describe one run,
 * such as `event`, lint that run alone.
 *
 * @example
 * ```ts
 * import { lintFiles } from 'podwright';
 *
 * const options = '{ kubernetes: { runtimeClasName: gvisor } }';
 * const yaml = `when: { event: push }\nsteps:\n  build:\n    image: golang\n    backend_options: ${options}\n`;
 * const { findings } = lintFiles(yaml, { release: '3.17' });
 * const [finding] = findings;
 * console.log(finding?.code, finding?.range?.start.line); // option-unknown-key 5
 * ```
 *
 * @param files text of a workflow, or files by name and text; they are one pipeline
 * @param options what to lint for; undefined is treated as not given
 */
export function lintFiles(files: WorkflowTexts, options: LintFilesOptions = {}): LintedFiles {
  const { sources, options: given, input, findings } = pipelineInput(files, options, checkFaults);
  const { agent: environment = {}, release, os, ignore = [] } = given;
  if (findings.length > 0) return { findings, leftOut: [] };
  const linted = pipelineSources(sources, input, given);
  const found = lintFindings(
    linted,
    { environment, places: NO_PLACES, findings: [], release, os },
    given,
    ({ code }) => ignore.includes(code),
  );
  const redact = redactor([...secretValues(input), ...linted.secrets]);
  return {
    findings: redactFindings(found, redact),
    leftOut: redactFindings(linted.leftOut, redact),
  };
}

function checkFaults({ podSecurity, kubernetes, node = {} }: LintFilesOptions): OptionFault[] {
  return [
    ['podSecurity', choiceFault(podSecurity, POD_SECURITY_LEVELS)],
    ['kubernetes', kubernetesFault(kubernetes)],
    ...Object.entries(node).map(([name, size]): OptionFault => [`node.${name}`, nodeFault(name, size)]),
  ];
}

/** The agent that runs the workflows, in the words of its operator. */
export interface LintAgent extends AgentIdentity {
  readonly environment: AgentEnvironment;
  readonly places: AgentPlaces;
  readonly findings: readonly Reported[];
}

/**
 * Returns everything that is found, each once with its events, without what comments suppress or the caller ignores, in
 * the order of the files. Messages can contain secrets.
 */
export function lintFindings(
  sources: LintSources,
  agent: LintAgent,
  checks: LintChecks,
  isIgnored: (finding: Reported) => boolean,
): Reported[] {
  const found = [...sources.findings, ...agentFindings(sources, agent, checks)];
  const { left, comments } = applySuppressions(mergeFindings(found, sources.targets), sources);
  const findings = [...left, ...comments, ...nothingLinted(sources, found)];
  return inOrderOfPlaces(findings.filter((finding) => !isIgnored(finding)));
}

function agentFindings({ targets }: LintSources, by: LintAgent, checks: LintChecks): FoundFor[] {
  const { environment, places, findings } = by;
  const { options: agent, problems } = readAgentEnvironment(environment, by);
  const own = [
    ...findings,
    ...problems.map((problem) => ({ ...problem, ...places(problem.path, problem.at) })),
  ];
  if (agent === undefined) return own;
  return [...own, ...targets.flatMap((target) => lintTarget(target, agent, by, checks))];
}

function applySuppressions(
  findings: readonly Reported[],
  { files, unfinished }: LintSources,
): { left: readonly Reported[]; comments: Reported[] } {
  const codes = lintCodes();
  let left = findings;
  const comments: Reported[] = [];
  for (const { name, yaml } of files) {
    const { suppressions, diagnostics } = readSuppressions(yaml, name, codes);
    const suppressed = suppress(left, name, suppressions);
    left = suppressed.left;
    // Where something was not looked at, a comment may well be for it.
    const unused = unfinished.has(name) ? [] : suppressed.unused;
    for (const diagnostic of [...diagnostics, ...unused]) comments.push({ ...diagnostic, subject: name });
  }
  return { left, comments };
}

/** That nothing runs is worth a note, unless an error says why. */
function nothingLinted({ targets, leftOut }: LintSources, found: readonly Reported[]): Reported[] {
  if (targets.length > 0 || leftOut.length === 0 || countBySeverity(found).error > 0) return [];
  return [inFile(nothingLintedFinding(leftOut[0]?.subject ?? ''))];
}

function lintTarget(
  target: LintTarget,
  agent: AgentOptions,
  { environment, places }: LintAgent,
  checks: LintChecks,
): FoundFor[] {
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
    const placed = placedFinding(finding, { subject: file, locate }, places);
    return { ...(finding.source === 'agent' ? placed : inFile(placed)), for: events, axis };
  });
}

const NODE_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

/** Returns the fault of a resource of a node, to follow the name of its option; undefined for a valid one. */
export function nodeFault(resource: string, quantity: string): string | undefined {
  if (!isContainerResource(resource) && !isExtendedResource(resource)) {
    const end = suggestion(resource, NODE_RESOURCES);
    return `must be ${NODE_RESOURCES.join(', ')}, or a name with a domain, such as nvidia.com/gpu${end}`;
  }
  if (parseQuantity(quantity) !== undefined) return undefined;
  return `must be a quantity of ${resource}, such as ${resource === 'cpu' ? '4 or 500m' : '8Gi or 512Mi'}.`;
}
