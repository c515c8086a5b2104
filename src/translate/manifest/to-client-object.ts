import type { HostAlias } from 'kubernetes-types/core/v1.js';
import type { KubernetesObject } from '../plan/workflow-plan.ts';

/**
 * An object as the types of `@kubernetes/client-node` have it, such as `V1Pod`: without the fields that the API server sets,
 * in which they differ from `kubernetes-types`.
 */
export type ClientObject<Type> = Type extends readonly (infer Item)[]
  ? ClientObject<Item>[]
  : Type extends object
    ? {
        [Key in keyof Type as Exclude<
          Key,
          'creationTimestamp' | 'deletionTimestamp' | 'managedFields' | 'status'
        >]: Key extends 'hostAliases' ? Required<HostAlias>[] : ClientObject<Type[Key]>;
      }
    : Type;

/**
 * Types an object for `@kubernetes/client-node`, so you can pass it without a cast. It returns the same object:
 * objects of podwright have no field that the client represents otherwise, such as a time.
 *
 * @param object from a plan, or from `makePod` and the like
 */
export function toClientObject<Type extends KubernetesObject>(object: Type): ClientObject<Type> {
  return object as ClientObject<Type>;
}
