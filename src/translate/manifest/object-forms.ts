import type { HostAlias } from 'kubernetes-types/core/v1.js';
import { itemsOf } from '../../base/json/bounded.ts';
import { printableJson } from '../../base/text/printable.ts';
import type { KubernetesObject } from '../plan/workflow-plan.ts';

/**
 * Writes objects as one JSON document of kind `List`, which kubectl accepts, indented by 2 and with a line break at
 * the end. A string replaces values nested more than 100 levels deep.
 *
 * @param objects in order of creation, or a single one
 */
export function toJson(objects: KubernetesObject | readonly KubernetesObject[]): string {
  return `${printableJson({ apiVersion: 'v1', kind: 'List', items: itemsOf(objects) }, 2)}\n`;
}

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

const CI_VARIABLE = /^(?:CI$|CI_(?!SCRIPT$)|DRONE_|PULLREQUEST_DRONE_)/;

/**
 * Leaves out of a Pod the variables that describe the pipeline to every step: `CI`, `CI_*` except the script, and
 * `DRONE_*`. Returns any other object as it is.
 */
export function withoutCiVariables(object: KubernetesObject): KubernetesObject {
  if (object.kind !== 'Pod' || object.spec === undefined) return object;
  const containers = object.spec.containers.map((container) =>
    container.env === undefined
      ? container
      : { ...container, env: container.env.filter(({ name }) => !CI_VARIABLE.test(name)) },
  );
  return { ...object, spec: { ...object.spec, containers } };
}
