import type { KubernetesObject } from '../plan/workflow-plan.ts';

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
