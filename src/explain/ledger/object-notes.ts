import { findAround, isWithin } from '../../base/json/json-pointer.ts';
import type { NoteTaker } from '../../translate/plan/workflow-input.ts';
import type { KubernetesObject } from '../../translate/plan/workflow-plan.ts';
import type { Remedy } from '../../translate/provenance/origin.ts';
import type { ReasonCode } from '../../translate/provenance/reasons.ts';
import { type Notes, VOICES, type Voice, type VoiceName } from '../../translate/provenance/voices.ts';

/** Somebody who wanted a field. */
export interface Claim {
  readonly field: string;
  readonly voice: Voice;
  readonly key: string;
}

/** Somebody who did not get a field, or who acted on it without a value in it. */
export interface Loss extends Claim {
  readonly reason: ReasonCode;
  readonly remedy: Remedy | undefined;
  readonly hasActed: boolean;
  /** Who got the field, if that is why. */
  readonly winner: Claim | undefined;
}

export interface ObjectNotes {
  /** JSON Pointer to the step that it is for. */
  readonly step: string;
  /** Who decided a field, or the nearest field around it. */
  readonly claimOf: (field: string) => Claim | undefined;
  readonly claims: () => readonly Claim[];
  readonly losses: () => readonly Loss[];
}

export interface WorkflowNotes {
  readonly taker: NoteTaker;
  readonly about: (object: KubernetesObject) => ObjectNotes | undefined;
  /** Everything that was noted, also about objects that were not made. */
  readonly all: readonly ObjectNotes[];
}

export function workflowNotes(): WorkflowNotes {
  const all: ObjectNotes[] = [];
  const byObject = new Map<KubernetesObject, ObjectNotes>();
  const begin = (step: string): Notes => {
    const { notes, taken } = objectNotes(step);
    all.push(taken);
    return notes;
  };
  const made = (object: KubernetesObject): void => {
    const last = all.at(-1);
    if (last !== undefined) byObject.set(object, last);
  };
  return { taker: { begin, made }, about: (object) => byObject.get(object), all };
}

export function objectNotes(step: string): { readonly notes: Notes; readonly taken: ObjectNotes } {
  const claims = new Map<string, Claim[]>();
  const losses: Loss[] = [];
  const add = (claim: Claim): void => {
    const earlier = claims.get(claim.field);
    if (earlier === undefined) claims.set(claim.field, [claim]);
    else earlier.push(claim);
  };
  const lose = (
    hasActed: boolean,
    field: string,
    voice: VoiceName,
    key: string | number,
    reason: ReasonCode,
    remedy?: Remedy,
  ): void => {
    losses.push({
      ...{ field, voice: VOICES[voice], key: String(key), reason, remedy, hasActed },
      winner: undefined,
    });
  };
  const notes: Notes = {
    set: (field, voice, key = '') => add({ field, voice: VOICES[voice], key: String(key) }),
    lost: (...loss) => lose(false, ...loss),
    acts: (...act) => lose(true, ...act),
    copy: (from, to) => {
      for (const [field, all] of [...claims])
        if (isWithin(field, from))
          for (const claim of all) add({ ...claim, field: to + field.slice(from.length) });
    },
  };
  // That an object has a type is not a decision of its builder.
  for (const field of ['/apiVersion', '/kind']) notes.set(field, 'fixed');
  const taken: ObjectNotes = {
    step,
    claimOf: (field) => findAround(field, (place) => claims.get(place)?.at(-1)),
    claims: () => [...claims.values()].flatMap((all) => all.slice(-1)),
    losses: () => [...losses, ...[...claims.values()].flatMap(overridden)],
  };
  return { notes, taken };
}

/** Of several who set one field the last one wins. */
function overridden(claims: readonly Claim[]): Loss[] {
  const winner = claims.at(-1);
  if (winner === undefined) return [];
  const { wins: reason = 'unexplained', winsBy: remedy } = winner.voice;
  return claims.slice(0, -1).map((claim) => ({ ...claim, reason, remedy, hasActed: false, winner }));
}
