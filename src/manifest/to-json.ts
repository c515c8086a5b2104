import type { KubernetesObject } from '../plan/workflow-plan.ts';

/** Writes objects as one JSON list of kind List, which kubectl takes, with a line break at the end. */
export function toJson(objects: readonly KubernetesObject[]): string {
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }, null, 2)}\n`;
}
