import type { Pod } from 'kubernetes-types/core/v1.js';
import type { JsonValue } from '../../base/json/json.ts';
import { isWithin, valueAt } from '../../base/json/leaves.ts';
import type { Decision, Ledger } from '../../explain/ledger/decision.ts';
import type { Redactor } from '../../explain/redact/redactor.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import { VARIABLE_OPTIONS, variableName } from '../../translate/agent/variables.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import { GATES } from '../../translate/provenance/gates.ts';
import { REASONS, type ReasonCode } from '../../translate/provenance/reasons.ts';
import { FEATURES } from '../../translate/release/features.ts';
import { fieldWantedByAgent, fieldWantedByStep } from './contested-field.ts';
import type { ExplainedLoss } from './explanation.ts';
import { explainedOrigin, type OriginContext } from './origin-title.ts';

/** A Pod of a plan, and the step that it is for. */
export interface PodOfStep {
  readonly pod: Pod;
  /** JSON Pointer to the Pod in the plan. */
  readonly object: string;
  /** JSON Pointer to the step. */
  readonly stepPath: string;
}

export interface LossContext extends OriginContext {
  readonly ledger: Ledger;
  readonly agent: AgentOptions;
  /** The workflow with its secrets taken out: values are shown. */
  readonly redacted: CompiledWorkflow;
  readonly redactor: Redactor;
}

/** Of these nobody expects a field in the Pod. */
const NOT_TOLD: ReadonlySet<ReasonCode> = /* @__PURE__ */ new Set([
  'for-the-run',
  'type-no-service',
  'organization-unused',
  'workspace-base-unused',
  'network-unused',
  'step-not-started',
  'workflow-not-set-up',
]);

/** What was written for a Pod, by its step or for every Pod by the agent, and is not in it. */
export function lossesOf(place: PodOfStep, context: LossContext): ExplainedLoss[] {
  return context.ledger.decisions.flatMap((decision) => {
    if (decision.source === 'agent-variable') return agentLoss(decision, place, context);
    return isWithin(decision.path, place.stepPath) ? stepLoss(decision, place, context) : [];
  });
}

function stepLoss(decision: Decision, { pod, stepPath }: PodOfStep, context: LossContext): ExplainedLoss[] {
  const { outcome, reason, path } = decision;
  const isLost = outcome === 'dropped' || outcome === 'overridden' || outcome === 'refused';
  if (!isLost || NOT_TOLD.has(reason)) return [];
  const wanted = fieldWantedByStep(path.slice(stepPath.length), pod);
  return [loss(decision, wanted, valueAt(context.redacted, path), context)];
}

/** A variable may reach the Pods of some steps, and lose in others. */
function agentLoss(decision: Decision, { object }: PodOfStep, context: LossContext): ExplainedLoss[] {
  const { path, outcome, targets } = decision;
  const wanted = fieldWantedByAgent(path);
  if (wanted === undefined || outcome === 'defaulted' || targets.some((target) => target.object === object))
    return [];
  const option = VARIABLE_OPTIONS.find((known) => isWithin(path, `/${variableName(known)}`));
  const below = path.slice((option === undefined ? '' : variableName(option)).length + 1);
  const value = option === undefined ? undefined : valueAt(context.agent[option], below);
  const reason = outcome === 'applied' || outcome === 'rewritten' ? 'option-wins' : decision.reason;
  return [loss({ ...decision, outcome: 'overridden', reason }, wanted, value, context)];
}

function loss(
  { source, path, outcome, reason, fix }: Decision,
  wanted: string | undefined,
  value: unknown,
  context: LossContext,
): ExplainedLoss {
  const shown = context.redactor.json(value);
  return {
    ...explainedOrigin({ source, path }, context),
    ...(wanted === undefined ? {} : { wanted }),
    ...(shown === undefined ? {} : { value: shown as JsonValue }),
    outcome,
    reason: REASONS[reason],
    ...(fix?.variable === undefined ? {} : { variable: gateOf(fix.variable) }),
    ...(fix?.release === undefined ? {} : { release: fix.release }),
  };
}

/** The variable that would let a value through, and the release since which agents ask for it. */
function gateOf({ option, name, value }: NonNullable<NonNullable<Decision['fix']>['variable']>) {
  const gate = Object.values(GATES).find((candidate) => candidate.option === option);
  const since = gate?.feature === undefined ? undefined : FEATURES[gate.feature].since;
  return { name, value, ...(since === undefined ? {} : { since }) };
}
