import { ownValue } from '../../base/json/json.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import { type AgentEnvironment, variablesIn } from '../../translate/agent/agent-options-from-env.ts';
import { agentOptionProblems } from '../../translate/agent/resolve-agent-options.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { Origin } from '../../translate/provenance/origin.ts';
import type { TranslationContext } from '../../translate/resources/step-input.ts';
import { type OriginInStep, stepAt } from '../../workflow/positions/compile-notes.ts';
import { decideAll } from './decide.ts';
import type { Ledger } from './decision.ts';
import { fieldOrigins } from './field-origins.ts';
import { fieldLosses, leafLosses } from './losses.ts';
import { agentLeaves, traceWorkflow, type WorkflowTrace, writtenLeaves } from './trace.ts';

/** Input of the ledger in addition to the input of the translation. */
export interface LedgerContext extends TranslationContext {
  /**
   * The agent's environment, from which its options were read. With it the ledger also contains the variables that
   * were set to their defaults, and those that the agent does not know.
   */
  readonly environment?: AgentEnvironment | undefined;
  /**
   * Reports where the values of compiled steps come from: `originOf` of `compileWithPositions`. With it every origin in
   * the compiled workflow has its `compiledFrom`.
   */
  readonly originOf?: OriginInStep | undefined;
}

/**
 * Accounts for all input and output: the effect of each leaf of the compiled workflow and of each agent variable that
 * was set, and the origin of each field of each object.
 *
 * It never throws: if the agent fails, the ledger has the cause and the options that are lost with it. If the agent options are not
 * valid, no agent starts with them, and the ledger is empty.
 *
 * @example
 * ```ts
 * import { explainWorkflow, REASONS, resolveAgentOptions } from 'podwright';
 *
 * const options = { kubernetes: { serviceAccountName: 'ci' } };
 * const step = { name: 'build', image: 'golang', backend_options: options };
 * const workflow = { pipeline: [{ steps: [step] }], volume: 'wp_1_0_default' };
 * const { decisions } = explainWorkflow(workflow, resolveAgentOptions({ release: '3.16' }));
 * const lost = decisions.find(({ path }) => path.endsWith('/serviceAccountName'));
 * console.log(lost?.outcome, lost?.reason, lost?.fix?.variable?.value); // dropped option-gated true
 * console.log(REASONS[lost?.reason ?? 'unexplained']); // The agent ignores this option of steps.
 * ```
 *
 * @param workflow as compiled; it is not changed
 * @param agent from `resolveAgentOptions` or `agentOptionsFromEnv`
 * @param context as for planning, with the agent's environment if it is at hand
 */
export function explainWorkflow(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: LedgerContext = {},
): Ledger {
  if (agentOptionProblems(agent).length > 0) return { decisions: [], fields: [], losses: [] };
  return explainTrace(traceWorkflow(workflow, agent, context), context);
}

/** The same for a workflow that was planned with notes, by an agent that starts. */
export function explainTrace(trace: WorkflowTrace, context: LedgerContext): Ledger {
  const written = writtenLeaves(trace);
  const variables = agentLeaves(trace.input.agent, variablesIn(context));
  const fields = fieldOrigins(trace);
  const all = leafLosses(trace, written, variables);
  const decisions = decideAll(trace, written, variables, fields, all);
  const ledger = { decisions, fields, losses: fieldLosses(written, decisions, all) };
  const originOf = ownValue(context, 'originOf');
  return typeof originOf === 'function'
    ? withCompiledFrom(ledger, trace.workflow, originOf as OriginInStep)
    : ledger;
}

/** The ledger with the source of each value of the compiled workflow. */
function withCompiledFrom(
  { decisions, fields, losses }: Ledger,
  workflow: CompiledWorkflow,
  originOf: OriginInStep,
): Ledger {
  const placed = <Entry extends Origin>(origin: Entry): Entry => {
    const step = origin.source === 'agent-variable' ? undefined : stepAt(workflow, origin.path);
    const compiledFrom = step && originOf(step.uuid, step.rest);
    return compiledFrom === undefined ? origin : { ...origin, compiledFrom };
  };
  return {
    decisions: decisions.map(placed),
    fields: fields.map((field) => ({ ...placed(field), from: field.from.map(placed) })),
    losses: losses.map(placed),
  };
}
