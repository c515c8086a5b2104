import { TranslationError } from '../resources/translation-error.ts';
import type { KubernetesObject } from './workflow-plan.ts';

/** The objects that a plan has made so far: the API server rejects a second one of the same name. */
export interface Cluster {
  /** Makes an object. Throws {@link TranslationError} when there is one of its kind and name. */
  readonly create: (object: KubernetesObject) => void;
}

/** A cluster that holds these objects. Of each object it keeps the name only. */
export function clusterOf(objects: Iterable<KubernetesObject> = []): Cluster {
  const namesByPlace = new Map<string, Set<string>>();
  const create = ({ kind, metadata }: KubernetesObject): void => {
    const place = `${kind} ${metadata?.namespace ?? ''}`;
    const name = metadata?.name ?? '';
    const names = namesByPlace.get(place);
    if (names === undefined) namesByPlace.set(place, new Set([name]));
    else if (names.has(name)) {
      const message = `The API server rejects a second ${kind} with the name ${name}. Give each step its own id.`;
      throw new TranslationError('already-exists', '/uuid', message);
    } else names.add(name);
  };
  for (const object of objects) create(object);
  return { create };
}
