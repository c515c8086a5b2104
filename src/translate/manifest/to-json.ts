import type { KubernetesObject } from '../plan/workflow-plan.ts';

/**
 * Writes objects as one JSON document of kind `List`, which kubectl takes, indented by 2 and with a line break at
 * the end.
 *
 * @param objects in the order in which they are to be created
 */
export function toJson(objects: readonly KubernetesObject[]): string {
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }, null, 2)}\n`;
}
