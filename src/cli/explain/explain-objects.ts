import { groupBy } from '../../base/group-by.ts';
import type { JsonValue } from '../../base/json/json.ts';
import { isOnBranchOf, valueAt } from '../../base/json/json-pointer.ts';
import type { FieldOrigin } from '../../explain/ledger/decision.ts';
import { explainWorkflow } from '../../explain/ledger/explain-workflow.ts';
import type { AgentPlaces } from '../../pipeline/findings.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import type { AgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import { planWorkflow } from '../../translate/plan/plan-workflow.ts';
import { type KubernetesObject, namedSteps, placedObjects } from '../../translate/plan/workflow-plan.ts';
import { REASONS } from '../../translate/provenance/reasons.ts';
import type { ReadWorkflow } from '../input/read-workflows.ts';
import { type BuiltInSince, builtInSince } from './built-in-since.ts';
import { explainLosses, type LossContext } from './explain-losses.ts';
import type { ExplainedField, ExplainedLoss, ExplainedObject } from './explanation.ts';
import { explainedOrigin } from './origin-title.ts';

/** A workflow and the agent that runs it. */
export interface ExplainInput {
  readonly workflow: ReadWorkflow;
  readonly agent: AgentOptions;
  readonly environment: AgentEnvironment;
  readonly places: AgentPlaces;
}

/** Every object that the agent makes for a workflow, with the origin of each field and the values that lost. */
export function explainObjects({ workflow, agent, environment, places }: ExplainInput): ExplainedObject[] {
  const { config, locate, redactor, originOf } = workflow;
  const context = { ...workflow.context, environment, originOf };
  const ledger = explainWorkflow(config, agent, context);
  const since = builtInSince(config, environment, agent, workflow.context);
  const redacted = redactor.workflow(config);
  const losing: LossContext = {
    agent,
    environment,
    locate,
    places,
    redacted,
    redactor,
  };
  const fields = groupBy(ledger.fields, ({ object }) => object);
  const losses = groupBy(ledger.losses, ({ object }) => object);
  const steps = namedSteps(config);
  return placedObjects(planWorkflow(config, agent, context)).map((placed) => {
    const { object, place, step } = placed;
    const lost = object.kind === 'Pod' ? explainLosses(losses.get(place) ?? [], losing) : [];
    const shown = redactor.object(object);
    return {
      kind: object.kind ?? '',
      name: object.metadata?.name ?? '',
      ...(step === undefined ? {} : { step: steps[step]?.name ?? '' }),
      object: shown as unknown as JsonValue,
      ...explainFields(shown, fields.get(place) ?? [], lost, (pointer) => since(place, pointer), losing),
    };
  });
}

function explainFields(
  shown: KubernetesObject,
  origins: readonly FieldOrigin[],
  losses: readonly ExplainedLoss[],
  since: (pointer: string) => ReturnType<BuiltInSince>,
  context: LossContext,
): Pick<ExplainedObject, 'fields' | 'lost'> {
  const fields = origins.map((origin): ExplainedField => {
    const [first] = origin.from;
    return {
      pointer: origin.pointer,
      value: (valueAt(shown, origin.pointer) ?? null) as JsonValue,
      outcome: origin.outcome,
      reason: REASONS[origin.reason],
      from: origin.from.map((one) => explainedOrigin(one, context)),
      ...(first?.source === 'built-in' ? { since: since(origin.pointer) } : {}),
      over: losses.filter((loss) => isFor(loss, origin.pointer)),
    };
  });
  const replaced = new Set(fields.flatMap(({ over }) => over));
  return { fields, lost: losses.filter((loss) => !replaced.has(loss)) };
}

/** Whether a value that lost is for the field, for a part of it, or for its parent. */
function isFor({ wanted }: ExplainedLoss, pointer: string): boolean {
  return wanted !== undefined && isOnBranchOf(pointer, wanted);
}
