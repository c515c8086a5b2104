import type { JsonValue } from '../../base/json/json.ts';
import type { SourceRange } from '../../diagnostics/diagnostic.ts';
import type { Outcome } from '../../explain/ledger/decision.ts';
import type { DecisionSource } from '../../translate/provenance/origin.ts';
import type { Release } from '../../translate/release/releases.ts';

/** Something that was written, and where. */
export interface ExplainedOrigin {
  readonly source: DecisionSource;
  /** Its title: `backend_options.kubernetes.labels.team`, a variable, `built in`. */
  readonly title: string;
  /** JSON Pointer, as in the ledger. */
  readonly path: string;
  readonly range?: SourceRange;
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

/** One field of an object. */
export interface ExplainedField {
  /** JSON Pointer into the object. */
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

/** An object, field by field. */
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
