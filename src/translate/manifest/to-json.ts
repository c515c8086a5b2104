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
