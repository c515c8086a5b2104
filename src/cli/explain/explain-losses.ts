import type { JsonValue } from '../../base/json/json.ts';
import { valueAt } from '../../base/json/json-pointer.ts';
import type { FieldLoss } from '../../explain/ledger/decision.ts';
import type { Redactor } from '../../explain/redact/redactor.ts';
import { type AgentOptions, optionOfVariable } from '../../translate/agent/agent-options.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import { GATES } from '../../translate/provenance/gates.ts';
import { REASONS, type ReasonCode } from '../../translate/provenance/reasons.ts';
import { FEATURES } from '../../translate/release/features.ts';
import type { ExplainedLoss } from './explanation.ts';
import { explainedOrigin, type OriginContext } from './origin-title.ts';

export interface LossContext extends OriginContext {
  readonly agent: AgentOptions;
  /** The workflow without its secrets: values are shown. */
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
  'init-container-unused',
  'cluster-domain-unused',
  'step-not-started',
  'workflow-not-set-up',
]);

/** The options of the step and of the agent that are not in the Pod. */
export function explainLosses(losses: readonly FieldLoss[], context: LossContext): ExplainedLoss[] {
  return losses
    .filter(({ reason }) => !NOT_TOLD.has(reason))
    .map(({ pointer, outcome, reason, fix, ...origin }) => {
      const { source, path } = origin;
      const value =
        source === 'agent-variable' ? agentValue(path, context.agent) : valueAt(context.redacted, path);
      const shown = context.redactor.json(value);
      return {
        ...explainedOrigin(origin, context),
        ...(pointer === undefined ? {} : { wanted: pointer }),
        ...(shown === undefined ? {} : { value: shown as JsonValue }),
        outcome,
        reason: REASONS[reason],
        ...(fix?.variable === undefined ? {} : { variable: gateOf(fix.variable) }),
        ...(fix?.release === undefined ? {} : { release: fix.release }),
      };
    });
}

function agentValue(path: string, agent: AgentOptions): unknown {
  const [, variable = ''] = path.split('/');
  const option = optionOfVariable(variable);
  return option && valueAt(agent[option], path.slice(variable.length + 1));
}

/** The variable that allows a value, and the first release that requires it. */
function gateOf({ option, name, value }: NonNullable<NonNullable<FieldLoss['fix']>['variable']>) {
  const gate = Object.values(GATES).find((candidate) => candidate.option === option);
  const since = gate?.feature === undefined ? undefined : FEATURES[gate.feature].since;
  return { name, value, ...(since === undefined ? {} : { since }) };
}
