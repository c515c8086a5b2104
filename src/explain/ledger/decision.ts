import { isOnBranchOf, isWithin } from '../../base/json/json-pointer.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { VARIABLE_OPTIONS, type VariableOption, variableName } from '../../translate/agent/agent-options.ts';
import type { WorkflowInput } from '../../translate/plan/workflow-input.ts';
import type { Fix, Origin, Remedy } from '../../translate/provenance/origin.ts';
import type { ReasonCode } from '../../translate/provenance/reasons.ts';
import type { AgentFeatureName } from '../../translate/release/agent-features.ts';
import { FEATURES } from '../../translate/release/features.ts';
import { RELEASES, type Release, releaseIndex } from '../../translate/release/releases.ts';
import type { StepTrace, WorkflowTrace } from './trace.ts';

/**
 * The effect of a written value.
 *
 * - `applied`: it is in the objects as it was written, or acts by leaving something out.
 * - `rewritten`: it reached the objects in another form, or as a part of a value.
 * - `defaulted`: it states the default.
 * - `dropped`: it reaches nothing.
 * - `overridden`: something else that was written won over it.
 * - `refused`: the agent fails on it, or cannot decode it.
 */
export type Outcome = 'applied' | 'defaulted' | 'dropped' | 'overridden' | 'rewritten' | 'refused';

/** One field of an object of a plan. */
export interface Target {
  /** JSON Pointer to the object in the plan: `/setup/0`, `/steps/2/objects/1`, `/teardown/3`. */
  readonly object: string;
  /** Kind of the object: `Pod`; for a delete the resource: `pods`. */
  readonly kind: string;
  /** Name of the object. */
  readonly name: string;
  /** JSON Pointer to the field in the object. */
  readonly pointer: string;
}

/** The effect of one leaf that somebody wrote. */
export interface Decision extends Origin {
  /** Its effect. */
  readonly outcome: Outcome;
  /** The fields that it reached; empty if it reached none, or acts by leaving something out. */
  readonly targets: readonly Target[];
  /** Why; `REASONS` has a sentence for each. */
  readonly reason: ReasonCode;
  /** The agent variable or the release that would change it, if there is one. */
  readonly fix?: Fix;
}

/** The reason of one leaf of an object. */
export interface FieldOrigin extends Target, Origin {
  /** Whether the value is as it was written, in another form, or without anybody having written it. */
  readonly outcome: 'applied' | 'rewritten' | 'defaulted';
  /** Why; `REASONS` has a sentence for each. */
  readonly reason: ReasonCode;
  /** Everything that the value is made of, the first one being the origin that is above. */
  readonly from: readonly Origin[];
}

/** A leaf that somebody wrote for an object, and that is not in it. */
export interface FieldLoss extends Origin {
  /** JSON Pointer to the object in the plan. */
  readonly object: string;
  /**
   * JSON Pointer to the field that it was for; `-` as the last token represents an item that is not in the list.
   * Absent if no such field exists.
   */
  readonly pointer?: string;
  /** Its effect. */
  readonly outcome: 'dropped' | 'overridden' | 'refused';
  /** Why; `REASONS` has a sentence for each. */
  readonly reason: ReasonCode;
  /** The agent variable or the release that would change it, if there is one. */
  readonly fix?: Fix;
}

/** Everything that was written and everything that was made, each accounted for once. */
export interface Ledger {
  /** One for every leaf of the compiled workflow, in its order, then of the agent's variables that were set. */
  readonly decisions: readonly Decision[];
  /** One for every leaf of every object of the plan, in the order of creation. */
  readonly fields: readonly FieldOrigin[];
  /** The values that each object lacks although they were written for it, in the order of creation. */
  readonly losses: readonly FieldLoss[];
}

/** How to bring a remedy about: another release for a feature, the other value for a variable. */
export function fixOf(remedy: Remedy, { agent, features }: Pick<WorkflowInput, 'agent' | 'features'>): Fix {
  if (isFeature(remedy) && !features[remedy]) return { release: { from: FEATURES[remedy].since } };
  if (isVariable(remedy)) {
    const value = String(agent[remedy] !== true);
    return { variable: { option: remedy, name: variableName(remedy), value } };
  }
  const { until } = FEATURES[remedy] as { readonly until?: Release };
  const next = until === undefined ? undefined : RELEASES[releaseIndex(until) + 1];
  return next === undefined ? {} : { release: { from: next } };
}

function isFeature(remedy: Remedy): remedy is AgentFeatureName {
  return Object.hasOwn(FEATURES, remedy);
}

function isVariable(remedy: Remedy): remedy is VariableOption {
  return VARIABLE_OPTIONS.includes(remedy as VariableOption);
}

/** The error that stopped a step, or the whole workflow. */
export function failureOf(trace: WorkflowTrace, step: StepTrace | undefined): Diagnostic | undefined {
  return trace.plan.setupError !== undefined ? trace.failures[0] : step?.failure;
}

/** Whether the agent failed on a leaf, or on its absence. */
export function isRefused(path: string, failure: Diagnostic, step: StepTrace | undefined): boolean {
  return isOnBranchOf(path, writtenPath(failure.path, step));
}

/** Errors name options by their place after decoding. */
function writtenPath(path: string, step: StepTrace | undefined): string {
  if (step === undefined || !isWithin(path, step.optionsPath)) return path;
  return step.optionAt(path.slice(step.optionsPath.length));
}
