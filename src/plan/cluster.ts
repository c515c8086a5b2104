import { TranslationError } from '../resources/translation-error.ts';
import type { KubernetesObject } from './workflow-plan.ts';

/** The objects that a plan has made so far: the API server refuses a second one of the same name. */
export interface Cluster {
  /** Makes an object. Throws {@link TranslationError} when there is one of its kind and name. */
  readonly create: (object: KubernetesObject) => void;
}

export function emptyCluster(): Cluster {
  const existing = new Set<string>();
  return {
    create({ kind, metadata }) {
      const key = `${kind} ${metadata?.namespace ?? ''}/${metadata?.name}`;
      if (existing.has(key)) {
        const message = `The API server refuses a second ${kind} of the name ${metadata?.name}; every step needs an id of its own.`;
        throw new TranslationError('already-exists', '/uuid', message);
      }
      existing.add(key);
    },
  };
}
