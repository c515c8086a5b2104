import { isSameJson, leavesOf } from '../../base/json/leaves.ts';
import type { KubernetesObject } from '../../translate/plan/workflow-plan.ts';
import type { Origin } from '../../translate/provenance/origin.ts';
import { VOICES } from '../../translate/provenance/voices.ts';
import type { FieldOrigin } from './decision.ts';
import type { Claim } from './object-notes.ts';
import { originsOf, writtenValue } from './origins.ts';
import type { WorkflowTrace } from './trace.ts';

/** One entry for every leaf of every object of the plan. */
export function fieldOrigins(trace: WorkflowTrace): FieldOrigin[] {
  return placedObjects(trace).flatMap(({ object, place }) => fieldsOf(object, place, trace));
}

/** The objects of a plan, each with its JSON Pointer. */
export function placedObjects({ plan }: Pick<WorkflowTrace, 'plan'>): {
  readonly object: KubernetesObject;
  readonly place: string;
}[] {
  return [
    ...plan.setup.map((object, index) => ({ object, place: `/setup/${index}` })),
    ...plan.steps.flatMap(({ objects }, step) =>
      objects.map((object, index) => ({ object, place: `/steps/${step}/objects/${index}` })),
    ),
  ];
}

function fieldsOf(object: KubernetesObject, place: string, trace: WorkflowTrace): FieldOrigin[] {
  const { kind = '', metadata } = object;
  const name = metadata?.name ?? '';
  const notes = trace.notes.about(object);
  return leavesOf(object).map(({ path: pointer, value }) => {
    const claim = notes?.claimOf(pointer) ?? UNEXPLAINED;
    const all = originsOf(claim, pointer, notes?.step ?? '', trace);
    const from = all.filter((origin, index) => index === 0 || writtenValue(origin, trace) !== undefined);
    const { reason, isKey } = claim.voice;
    const outcome = isKey ? 'applied' : outcomeOf(all[0], value, trace);
    return { object: place, kind, name, pointer, ...all[0], outcome, reason, from };
  });
}

const UNEXPLAINED: Claim = { field: '', voice: { ...VOICES.fixed, reason: 'unexplained' }, key: '' };

function outcomeOf(origin: Origin, value: unknown, trace: WorkflowTrace): FieldOrigin['outcome'] {
  if (origin.source === 'built-in') return 'defaulted';
  if (origin.source === 'platform') return 'applied';
  const written = writtenValue(origin, trace);
  if (written === undefined) return 'defaulted';
  return isSameJson(written, value) ? 'applied' : 'rewritten';
}
