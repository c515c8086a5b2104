import { isWithin } from '../../base/json/leaves.ts';
import type { Origin } from '../../translate/provenance/origin.ts';
import type { FieldOrigin, Ledger } from './decision.ts';

/**
 * Finds what somebody wrote that a place in an object comes from; undefined where nobody wrote it.
 *
 * @param object JSON Pointer to the object in the plan, such as `/steps/2/objects/1`
 * @param pointer JSON Pointer into the object; it may lead to a part with fields below it, or to a field that is missing
 */
export type OriginFinder = (object: string, pointer: string) => Origin | undefined;

export function originFinder({ fields }: Pick<Ledger, 'fields'>): OriginFinder {
  const byObject = new Map<string, FieldOrigin[]>();
  for (const field of fields) {
    const list = byObject.get(field.object);
    if (list === undefined) byObject.set(field.object, [field]);
    else list.push(field);
  }
  return (object, pointer) => nearestOrigin(byObject.get(object) ?? [], pointer);
}

/** That of the field itself or of what lies below it; of what is missing, that of what lies closest around it. */
function nearestOrigin(fields: readonly FieldOrigin[], pointer: string): Origin | undefined {
  let place = pointer;
  let found = fieldsWithin(fields, place);
  while (found.length === 0) {
    place = place.slice(0, place.lastIndexOf('/'));
    if (isTooWide(place)) return undefined;
    found = fieldsWithin(fields, place);
  }
  for (const field of found) {
    const origin = writtenOrigin(field);
    if (origin !== undefined) return origin;
  }
  return undefined;
}

function fieldsWithin(fields: readonly FieldOrigin[], place: string): readonly FieldOrigin[] {
  return fields.filter((field) => isWithin(field.pointer, place));
}

/** What else is in a spec, or in a container, says nothing about a part that is missing. */
function isTooWide(place: string): boolean {
  return /^(?:\/[^/]+)?$/.test(place) || /^\/spec\/(?:containers|initContainers)(?:\/\d+)?$/.test(place);
}

/** The first origin that stands in a text of the author or the operator: ids are made up by the server. */
function writtenOrigin({ from }: FieldOrigin): Origin | undefined {
  return from.find(
    ({ source, path }) =>
      source !== 'built-in' && source !== 'platform' && !/^\/pipeline\/\d+\/steps\/\d+\/uuid$/.test(path),
  );
}
