import { parentOf, pointerTo, tokensOf, valueAt } from '../../base/json/json-pointer.ts';
import { isSameJson, leavesOf } from '../../base/json/leaves.ts';
import { isKnown, optionOfVariable } from '../../translate/agent/agent-options.ts';
import { type KubernetesObject, placedObjects } from '../../translate/plan/workflow-plan.ts';
import type { Origin } from '../../translate/provenance/origin.ts';
import { type RelativeOrigin, VOICES } from '../../translate/provenance/voices.ts';
import type { FieldOrigin } from './decision.ts';
import type { Claim, Loss } from './object-notes.ts';
import type { StepTrace, WorkflowTrace } from './trace.ts';

/** The origins of a claim on a field, or of a part of the field. */
export function originsOf(
  { field, voice, key }: Claim,
  pointer: string,
  stepPath: string,
  trace: Pick<WorkflowTrace, 'workflow' | 'optionsOf'>,
): [Origin, ...Origin[]] {
  const [first, ...others] = voice.from(key);
  const own = voice.isTree ? { ...first, path: first.path + pointer.slice(field.length) } : first;
  return [placed(own, stepPath, trace), ...others.map((origin) => placed(origin, stepPath, trace))];
}

function placed(
  { source, path, base }: RelativeOrigin,
  stepPath: string,
  { workflow, optionsOf }: Pick<WorkflowTrace, 'workflow' | 'optionsOf'>,
): Origin {
  if (base === 'step') return { source, path: stepPath + path };
  if (base === 'options') {
    const at = optionsOf(stepPath)?.writtenAt(path) ?? path;
    return { source, path: `${stepPath}/backend_options/kubernetes${at}` };
  }
  // The name of a volume is in an object in some releases.
  const isObject = path === '/volume' && typeof workflow.volume !== 'string';
  return { source, path: isObject ? '/volume/name' : path };
}

/** A claim on a field of a Pod, with the place of its first origin. */
export interface PlacedClaim extends Claim {
  readonly path: string;
}

/** A loss of a field of a Pod, with the place of its first origin. */
export interface PlacedLoss extends Loss {
  readonly path: string;
  readonly winner: PlacedClaim | undefined;
}

export function placedClaim(claim: Claim, step: StepTrace, trace: WorkflowTrace): PlacedClaim {
  return { ...claim, path: pathOf(claim, step, trace) };
}

export function placedLoss(loss: Loss, step: StepTrace, trace: WorkflowTrace): PlacedLoss {
  const winner = loss.winner && placedClaim(loss.winner, step, trace);
  return { ...loss, path: pathOf(loss, step, trace), winner };
}

function pathOf(claim: Claim, step: StepTrace, trace: WorkflowTrace): string {
  return originsOf(claim, claim.field, step.path, trace)[0].path;
}

/** The value at an origin; undefined for none, and for a variable that the agent does not know. */
export function writtenValue({ source, path }: Origin, { workflow, input }: WorkflowTrace): unknown {
  if (source !== 'agent-variable') return valueAt(workflow, path);
  const [name = '', ...rest] = tokensOf(path);
  const option = optionOfVariable(name);
  if (option === undefined || !isKnown(option, input.features)) return undefined;
  return valueAt(input.agent[option], rest.reduce<string>(pointerTo, ''));
}

const origins = /* @__PURE__ */ new WeakMap<WorkflowTrace, readonly FieldOrigin[]>();

/** One entry for every leaf of every object of the plan. */
export function fieldOrigins(trace: WorkflowTrace): readonly FieldOrigin[] {
  const known = origins.get(trace);
  if (known !== undefined) return known;
  const fields = placedObjects(trace.plan).flatMap(({ object, place }) => fieldsOf(object, place, trace));
  origins.set(trace, fields);
  return fields;
}

function fieldsOf(object: KubernetesObject, place: string, trace: WorkflowTrace): FieldOrigin[] {
  const { kind = '', metadata } = object;
  const name = metadata?.name ?? '';
  const notes = trace.notes.about(object);
  return leavesOf(object).map(({ path: pointer, value }) => {
    const claim = notes?.claimOf(pointer) ?? UNEXPLAINED;
    const all = originsOf(claim, pointer, notes?.step ?? '', trace);
    const from =
      all.length === 1
        ? all
        : all.filter((origin, index) => index === 0 || writtenValue(origin, trace) !== undefined);
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

/**
 * Finds the input that a place in an object comes from; undefined if nobody wrote it.
 *
 * @param object JSON Pointer to the object in the plan, such as `/steps/2/objects/1`
 * @param pointer JSON Pointer into the object; it may lead to a part with fields below it, or to a field that is missing
 */
export type OriginFinder = (object: string, pointer: string) => Origin | undefined;

export function originFinder(fields: readonly FieldOrigin[]): OriginFinder {
  /** The first origin in each field and each part of an object; undefined if there is none. */
  const origins = new Map<string, Origin | undefined>();
  for (const field of fields) {
    const origin = writtenOrigin(field);
    const object = field.object;
    origins.set(object, origins.get(object) ?? origin);
    for (
      let place = field.pointer;
      origins.get(object + place) === undefined && place !== '';
      place = parentOf(place)
    )
      origins.set(object + place, origin);
  }
  return (object, pointer) => {
    let place = pointer;
    while (!origins.has(object + place)) {
      place = parentOf(place);
      if (isTooWide(place)) return undefined;
    }
    return origins.get(object + place);
  };
}

/** The rest of a spec or container says nothing about a missing part. */
function isTooWide(place: string): boolean {
  return /^(?:\/[^/]+)?$/.test(place) || /^\/spec\/(?:containers|initContainers)(?:\/\d+)?$/.test(place);
}

/** The first origin that is in a string of the author or the operator: ids are generated by the server. */
function writtenOrigin({ from }: FieldOrigin): Origin | undefined {
  return from.find(
    ({ source, path }) =>
      source !== 'built-in' && source !== 'platform' && !/^\/pipeline\/\d+\/steps\/\d+\/uuid$/.test(path),
  );
}
