import { groupBy } from '../../base/collections.ts';
import type { JsonValue } from '../../base/json/json.ts';
import { isOnBranchOf, parentOf, valueAt } from '../../base/json/json-pointer.ts';
import { isSameJson } from '../../base/json/leaves.ts';
import { roleOf } from '../../explain/compare/subjects.ts';
import type { FieldLoss, Outcome } from '../../explain/ledger/decision.ts';
import { explainTrace } from '../../explain/ledger/explain-workflow.ts';
import { writtenValue } from '../../explain/ledger/field-origins.ts';
import type { WorkflowTrace } from '../../explain/ledger/trace.ts';
import type { AgentPlaces } from '../../pipeline/findings.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import { type AgentEnvironment, readAgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import { planWorkflow } from '../../translate/plan/plan-workflow.ts';
import {
  type KubernetesObject,
  placedObjects,
  type WorkflowPlan,
} from '../../translate/plan/workflow-plan.ts';
import { GATES } from '../../translate/provenance/gates.ts';
import { REASONS, type ReasonCode } from '../../translate/provenance/reasons.ts';
import { FEATURES } from '../../translate/release/features.ts';
import { RELEASES, type Release, releaseIndex } from '../../translate/release/releases.ts';
import type { TranslationContext } from '../../translate/resources/step-input.ts';
import type { ReadWorkflow } from '../input/read-workflows.ts';
import { type ExplainedOrigin, explainedOrigin } from './origin-title.ts';

/** A workflow with its plan, and the agent that runs it. */
export interface ExplainInput {
  readonly workflow: ReadWorkflow;
  readonly trace: WorkflowTrace;
  readonly environment: AgentEnvironment;
  readonly places: AgentPlaces;
}

/** Something that was written and is not in a field that it is for. */
export interface ExplainedLoss extends ExplainedOrigin {
  /** The field that it is for, as a JSON Pointer; absent if no such field exists. */
  readonly wanted?: string;
  readonly value?: JsonValue;
  readonly outcome: Outcome;
  readonly reason: string;
  /** The variable of the agent that allows it, and the first release that checks it. */
  readonly variable?: { readonly name: string; readonly value: string; readonly since?: Release };
  /** The first release, or the last one, in which it is otherwise. */
  readonly release?: { readonly from?: Release; readonly until?: Release };
}

export interface ExplainedField {
  readonly pointer: string;
  readonly value: JsonValue;
  readonly outcome: Outcome;
  readonly reason: string;
  /** Its origins; the first one decides. */
  readonly from: readonly ExplainedOrigin[];
  /** For a built-in value, the first release that writes it. */
  readonly since?: Release;
  /** The values that lost against it. */
  readonly over: readonly ExplainedLoss[];
}

export interface ExplainedObject {
  readonly kind: string;
  readonly name: string;
  /** Name of the step; absent for objects of the workflow. */
  readonly step?: string;
  readonly object: JsonValue;
  readonly fields: readonly ExplainedField[];
  /** Options for this object that reached no field of it. */
  readonly lost: readonly ExplainedLoss[];
}

/**
 * The objects that the agent makes for a workflow, with the origin of each field and the values that lost. Secrets are
 * redacted.
 *
 * @param chosen names of the steps to explain; empty for all, and for the objects of the workflow
 */
export function explainObjects(input: ExplainInput, chosen: readonly string[]): ExplainedObject[] {
  const { workflow, trace, environment, places } = input;
  const { config, context, locate, redactor, originOf } = workflow;
  const ledger = explainTrace(trace, { environment, originOf });
  const since = builtInSince(config, environment, trace.input.agent, context);
  const origins = { environment, locate, places };
  const redacted = { ...trace, workflow: redactor.workflow(config) };
  const explainLoss = (loss: FieldLoss): ExplainedLoss => {
    const { pointer, outcome, reason, fix, ...origin } = loss;
    const value = redactor.json(writtenValue(origin, redacted)) as JsonValue | undefined;
    return {
      ...explainedOrigin(origin, origins),
      ...(pointer === undefined ? {} : { wanted: pointer }),
      ...(value === undefined ? {} : { value }),
      outcome,
      reason: REASONS[reason],
      ...(fix?.variable === undefined ? {} : { variable: gateOf(fix.variable) }),
      ...(fix?.release === undefined ? {} : { release: fix.release }),
    };
  };
  const fields = groupBy(ledger.fields, ({ object }) => object);
  const losses = groupBy(
    ledger.losses.filter(({ reason }) => !NOT_TOLD.has(reason)),
    ({ object }) => object,
  );
  return placedObjects(trace.plan).flatMap(({ object, place, step: index }): ExplainedObject[] => {
    const step = index === undefined ? undefined : trace.steps[index]?.step.name;
    if (chosen.length > 0 && (step === undefined || !chosen.includes(step))) return [];
    const shown = redactor.object(object);
    const lost = object.kind === 'Pod' ? (losses.get(place) ?? []).map(explainLoss) : [];
    const explained = (fields.get(place) ?? []).map(({ pointer, outcome, reason, from }): ExplainedField => {
      const value = (valueAt(shown, pointer) ?? null) as JsonValue;
      const isBuiltIn = from[0]?.source === 'built-in';
      return {
        pointer,
        value,
        outcome,
        reason: REASONS[reason],
        from: from.map((origin) => explainedOrigin(origin, origins)),
        ...(isBuiltIn ? { since: since(place, pointer) } : {}),
        // What lost may be for the field, for a part of it, or for its parent.
        over: lost.filter(({ wanted }) => wanted !== undefined && isOnBranchOf(pointer, wanted)),
      };
    });
    const replaced = new Set(explained.flatMap(({ over }) => over));
    return [
      {
        kind: object.kind ?? '',
        name: redactor.text(object.metadata?.name ?? ''),
        ...(step === undefined ? {} : { step: redactor.text(step) }),
        object: shown as unknown as JsonValue,
        fields: explained,
        lost: lost.filter((loss) => !replaced.has(loss)),
      },
    ];
  });
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

/** The variable that allows a value, and the first release that requires it. */
function gateOf({ option, name, value }: NonNullable<NonNullable<FieldLoss['fix']>['variable']>) {
  const gate = Object.values(GATES).find((candidate) => candidate.option === option);
  const since = gate?.feature === undefined ? undefined : FEATURES[gate.feature].since;
  return { name, value, ...(since === undefined ? {} : { since }) };
}

/**
 * Finds the release since which agents write a value, by the JSON Pointers of an object in the plan and of its field: plans
 * the workflow at each release up to the agent's, and compares.
 */
function builtInSince(
  workflow: CompiledWorkflow,
  environment: AgentEnvironment,
  { release, os }: AgentOptions,
  context: TranslationContext,
): (object: string, field: string) => Release {
  const planAt = (earlier: Release) => {
    const { options } = readAgentEnvironment(environment, { release: earlier, os });
    return options ? [{ release: earlier, plan: planWorkflow(workflow, options, context) }] : [];
  };
  let plans: { release: Release; plan: WorkflowPlan }[] | undefined;
  return (object, field) => {
    plans ??= RELEASES.slice(0, releaseIndex(release) + 1)
      .reverse()
      .flatMap(planAt);
    const [latest, ...others] = plans;
    if (latest === undefined) return release;
    const value = valueAt(latest.plan, object + field);
    const role = roleOf(valueAt(latest.plan, object) as KubernetesObject);
    const isOther = ({ plan }: { plan: WorkflowPlan }): boolean => {
      const beside = (valueAt(plan, parentOf(object)) ?? []) as readonly KubernetesObject[];
      return !beside.some((one) => roleOf(one) === role && isSameJson(valueAt(one, field), value));
    };
    // The plan before the first other one, or the last of all.
    return plans.at(others.findIndex(isOther))?.release ?? release;
  };
}
