import { isJsonObject } from '../base/json/json.ts';
import type { JsonObject } from './read.ts';

/** Security context of one container; an empty one where the container has none. */
export type Context = JsonObject;

const EMPTY: JsonObject = {};

/** Containers of every kind. */
export function containersOf(spec: JsonObject): JsonObject[] {
  const lists = [spec['initContainers'], spec['containers'], spec['ephemeralContainers']];
  return lists.flatMap((list) => (Array.isArray(list) ? list.map(objectOf) : []));
}

/** Security contexts of containers of every kind. */
export function contextsOf(spec: JsonObject): Context[] {
  return containersOf(spec).map((container) => objectOf(container['securityContext']));
}

export function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : EMPTY;
}
