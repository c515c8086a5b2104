import { groupBy } from '../base/collections.ts';
import { isJsonObject, ownValue } from '../base/json/json.ts';
import { isWithin } from '../base/json/json-pointer.ts';
import type { LedgerContext } from '../explain/ledger/explain-workflow.ts';
import { placedClaim, placedLoss } from '../explain/ledger/field-origins.ts';
import { stepPathOf, traceWorkflow, type WorkflowTrace } from '../explain/ledger/trace.ts';
import type { AgentOptions } from '../translate/agent/agent-options.ts';
import { variablesIn } from '../translate/agent/agent-options-from-env.ts';
import { agentOptionProblems } from '../translate/agent/resolve-agent-options.ts';
import type { CompiledWorkflow } from '../translate/model/compiled-workflow.ts';
import { validateBackendOptions } from '../translate/options/validate-backend-options.ts';
import type { ReasonCode } from '../translate/provenance/reasons.ts';
import { parseRelease } from '../translate/release/releases.ts';
import type { LintDiagnostic } from './codes.ts';
import type {
  ClaimRows,
  Finding,
  LintInput,
  LintOptions,
  LossRows,
  NodeResources,
  StepRule,
  WorkflowRule,
} from './finding.ts';
import { agentEnvironment, agentOptionFindings } from './rules/agent.ts';
import {
  CONTAINER_LOSSES,
  container,
  environmentVariables,
  nativeSecretReferences,
} from './rules/container.ts';
import { failures } from './rules/failures.ts';
import { GATE_LOSSES, GATE_RULES, ungated } from './rules/gates.ts';
import { LAYER_CLAIMS, LAYER_LOSSES, LAYER_RULES } from './rules/layers.ts';
import { mixedOrganizations, stepNameFindings } from './rules/names.ts';
import { NETWORK_LOSSES, services } from './rules/network.ts';
import { nodeSize } from './rules/node-size.ts';
import { OPTION_CLAIMS, resources, singleOptions } from './rules/options.ts';
import { platform } from './rules/platform.ts';
import { SECURITY_CLAIMS, SECURITY_LOSSES, security } from './rules/security.ts';
import { storage, workspaceClaim } from './rules/storage.ts';
import { undecodedOptions } from './rules/undecoded.ts';
import { mergedVolumes, stepVolumes, VOLUME_LOSSES } from './rules/volumes.ts';

const LOSSES = /* @__PURE__ */ rowsByReason<NonNullable<LossRows[ReasonCode]>>([
  GATE_LOSSES,
  LAYER_LOSSES,
  SECURITY_LOSSES,
  CONTAINER_LOSSES,
  NETWORK_LOSSES,
  VOLUME_LOSSES,
]);
const CLAIM_ROWS = /* @__PURE__ */ rowsByReason<NonNullable<ClaimRows[ReasonCode]>>([
  LAYER_CLAIMS,
  OPTION_CLAIMS,
  SECURITY_CLAIMS,
]);

function rowsByReason<Row>(tables: readonly Partial<Record<ReasonCode, Row>>[]) {
  const rows = tables.flatMap((table) => Object.entries(table) as [ReasonCode, Row][]);
  const byReason = groupBy(rows, ([reason]) => reason);
  return (reason: ReasonCode): Row[] => byReason.get(reason)?.map(([, row]) => row) ?? [];
}

/** The decisions of the builders, as the findings that the table has for their reasons. */
const decisions: WorkflowRule = ({ trace }) => {
  // Every step has the labels of the workflow, but they are written once.
  const seen = new Set<string>();
  return trace.steps.flatMap((step) => {
    const claims = step.notes?.claims() ?? [];
    const lost = (step.notes?.losses() ?? []).flatMap((loss) => {
      const isSeen = loss.reason === 'label-gated' && seen.has(loss.key);
      if (loss.reason === 'label-gated') seen.add(loss.key);
      return isSeen
        ? []
        : LOSSES(loss.reason).flatMap((row) => row(placedLoss(loss, step, trace), step) ?? []);
    });
    const won = claims.flatMap((claim) =>
      CLAIM_ROWS(claim.voice.reason).flatMap((row) => row(placedClaim(claim, step, trace), step)),
    );
    return [...lost, ...ungated(claims, step), ...won];
  });
};

const WORKFLOW_RULES: readonly WorkflowRule[] = [
  agentEnvironment,
  agentOptionFindings,
  failures,
  decisions,
  mergedVolumes,
  mixedOrganizations,
  platform,
  storage,
  workspaceClaim,
  nodeSize,
];

const STEP_RULES: readonly StepRule[] = [
  undecodedOptions,
  security,
  singleOptions,
  resources,
  stepNameFindings,
  stepVolumes,
  services,
  container,
  environmentVariables,
  nativeSecretReferences,
];

/**
 * Lints a workflow at an agent: failures of the agent, values that it silently drops, guesses or
 * rewrites, rejections of the API server, and conflicts between the steps.
 *
 * It never throws: agent options that are not valid are findings too. Messages contain no values of the environment and no credentials.
 *
 * Source: recordings of agents, servers and API servers; docs/diagnostics.md gives each code its reasons.
 *
 * @example
 * ```ts
 * import { lintWorkflow, resolveAgentOptions } from 'podwright';
 *
 * const read = '{ "kubernetes": { "runtimeClasName": "gvisor" } }';
 * const step = { name: 'build', image: 'golang', backend_options: JSON.parse(read) };
 * const workflow = { pipeline: [{ steps: [step] }], volume: 'wp_1_0_default' };
 * const [finding] = lintWorkflow(workflow, resolveAgentOptions());
 * console.log(finding?.code, finding?.args['nearest']); // option-unknown-key runtimeClassName
 * ```
 *
 * @param workflow as compiled; it is not changed
 * @param agent from `resolveAgentOptions` or `agentOptionsFromEnv`
 * @param context as for planning; with `environment` the agent's variables are checked too
 * @param options the size of the nodes
 * @returns findings about the agent first, then in the order of the workflow
 */
export function lintWorkflow(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: LedgerContext = {},
  options: LintOptions = {},
): LintDiagnostic[] {
  const problems = agentOptionProblems(agent);
  if (problems.length > 0) return problems.map((problem) => ({ ...problem, source: 'agent' }));
  return lintTrace(traceWorkflow(workflow, agent, context), context, options);
}

/** The same for a workflow that was planned with notes, by an agent that starts. It never throws either. */
export function lintTrace(
  trace: WorkflowTrace,
  context: LedgerContext,
  options: LintOptions,
): LintDiagnostic[] {
  const hasServices = trace.steps.some(({ step }) => step.type === 'service');
  const input: LintInput = {
    trace,
    environment: variablesIn(context),
    writtenEnvironment: ownValue(context, 'environment') ?? {},
    node: nodeIn(options),
    hasServices,
  };
  const findings = [
    ...WORKFLOW_RULES.flatMap((rule) => rule(input)),
    ...trace.steps.flatMap((step) => STEP_RULES.flatMap((rule) => rule(step, input))),
  ];
  return inOrder([...findings, ...schemaFindings(input, findings)], input).map(
    withReleaseFix,
  ) as LintDiagnostic[];
}

function nodeIn(options: unknown): NodeResources {
  const node = ownValue(options, 'node');
  const sizes = isJsonObject(node) ? Object.entries(node).filter(([, size]) => typeof size === 'string') : [];
  return Object.fromEntries(sizes) as NodeResources;
}

const OVERRIDES = { ...GATE_RULES, ...LAYER_RULES };

/** Findings of the schema of the options, unless a rule has a better one. */
function schemaFindings({ trace }: LintInput, findings: readonly Finding[]): Finding[] {
  // That an option is gated or overridden says nothing of its value.
  const taken = new Set(findings.flatMap(({ code, path }) => (code in OVERRIDES ? [] : [path])));
  const profiles = groupBy(
    findings.filter(({ code }) => code.startsWith('profile-')),
    ({ path }) => stepPathOf(path),
  );
  return trace.steps.flatMap(({ step, path: stepPath, optionsPath }) =>
    validateBackendOptions(step.backend_options?.['kubernetes'], trace.input.agent.release)
      .map((problem) => ({ ...problem, path: optionsPath + problem.path, source: 'workflow' as const }))
      .filter(
        ({ path }) =>
          !taken.has(path) && !profiles.get(stepPath)?.some((profile) => isWithin(path, profile.path)),
      ),
  );
}

/** A key or variable that is newer than the release has its effect from the release on that brought it. */
function withReleaseFix(finding: Finding): Finding {
  const isNewer =
    finding.code === 'option-newer-than-release' || finding.code === 'agent-variable-without-effect';
  const from = isNewer ? parseRelease(String(finding.args['since'])) : undefined;
  return from === undefined ? finding : { ...finding, fix: { release: { from } } };
}

function inOrder(findings: readonly Finding[], { trace }: LintInput): Finding[] {
  const places = new Map(trace.steps.map(({ path }, index) => [path, index + 1]));
  const position = ({ source, path }: Finding): number =>
    source === 'workflow' ? (places.get(stepPathOf(path)) ?? 0) : -1;
  return findings
    .map((finding) => ({ finding, position: position(finding) }))
    .sort((left, right) => left.position - right.position)
    .map(({ finding }) => finding);
}
