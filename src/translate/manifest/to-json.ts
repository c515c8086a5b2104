import { printableJson } from '../../base/text/printable.ts';
import type { KubernetesObject } from '../plan/workflow-plan.ts';

/**
 * Writes objects as one JSON document of kind `List`, which kubectl takes, indented by 2 and with a line break at
 * the end.
 *
 * @param objects in the order in which they are to be created
 */
export function toJson(objects: readonly KubernetesObject[]): string {
  return `${printableJson({ apiVersion: 'v1', kind: 'List', items: objects }, 2)}\n`;
}
