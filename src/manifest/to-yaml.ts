import { stringify } from 'yaml';
import type { KubernetesObject } from '../plan/workflow-plan.ts';

/** Writes objects as a YAML stream, one document each, in their order. */
export function toYaml(objects: readonly KubernetesObject[]): string {
  return objects.map((object) => `---\n${toYamlDocument(object)}`).join('');
}

/** Writes one value as a YAML document without a marker. Texts that YAML 1.1 would read as another type are quoted. */
export function toYamlDocument(value: unknown): string {
  return stringify(value, { compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false });
}
