import type { Fix, Origin } from '../../translate/provenance/origin.ts';
import type { ReasonCode } from '../../translate/provenance/reasons.ts';

/**
 * What became of something that was written.
 *
 * - `applied`: it stands in the objects as it was written, or acts by leaving something out.
 * - `rewritten`: it reached the objects in another form, or as a part of a value.
 * - `defaulted`: it says no more than leaving it out would, so the default holds.
 * - `dropped`: nothing takes it.
 * - `overridden`: something else that was written won over it.
 * - `refused`: the agent fails on it, or cannot read it.
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

/** What became of one leaf that somebody wrote. */
export interface Decision extends Origin {
  /** What became of it. */
  readonly outcome: Outcome;
  /** The fields that it reached; empty where it reached none, or acts by leaving something out. */
  readonly targets: readonly Target[];
  /** Why; `REASONS` has a sentence for each. */
  readonly reason: ReasonCode;
  /** What would change it, where that is a variable of the agent or a release. */
  readonly fix?: Fix;
}

/** Why one leaf of an object is what it is. */
export interface FieldOrigin extends Target, Origin {
  /** Whether the value stands as it was written, in another form, or without anybody having written it. */
  readonly outcome: 'applied' | 'rewritten' | 'defaulted';
  /** Why; `REASONS` has a sentence for each. */
  readonly reason: ReasonCode;
  /** Everything that the value is made of, the first one being the origin that stands above. */
  readonly from: readonly Origin[];
}

/** A leaf that somebody wrote for an object, and that is not in it. */
export interface FieldLoss extends Origin {
  /** JSON Pointer to the object in the plan. */
  readonly object: string;
  /**
   * JSON Pointer to the field that it was for; `-` as the last token stands for an item that is not in the list.
   * Absent if there is no such field.
   */
  readonly pointer?: string;
  /** What became of it. */
  readonly outcome: 'dropped' | 'overridden' | 'refused';
  /** Why; `REASONS` has a sentence for each. */
  readonly reason: ReasonCode;
  /** What would change it, where that is a variable of the agent or a release. */
  readonly fix?: Fix;
}

/** Everything that was written and everything that was made, each accounted for once. */
export interface Ledger {
  /** One for every leaf of the compiled workflow, in its order, then of the agent's variables that were set. */
  readonly decisions: readonly Decision[];
  /** One for every leaf of every object of the plan, in the order of creation. */
  readonly fields: readonly FieldOrigin[];
  /** What each object lacks although it was written for it, in the order of creation. */
  readonly losses: readonly FieldLoss[];
}
