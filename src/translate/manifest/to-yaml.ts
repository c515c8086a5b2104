import { stringify } from 'yaml';
import type { KubernetesObject } from '../plan/workflow-plan.ts';

/**
 * Writes objects as a YAML stream, one document each, in their order. Texts that YAML 1.1, as kubectl reads it, would
 * take for another type are quoted.
 *
 * @example
 * ```ts
 * import { makeNamespace, resolveAgentOptions, toYaml } from 'podwright';
 *
 * const agent = resolveAgentOptions({ release: '3.9', namespacePerOrganization: true });
 * const lines = toYaml([makeNamespace(agent, { orgId: 7 })]).split('\n');
 * console.log(lines.slice(0, 5)); // [ '---', 'apiVersion: v1', 'kind: Namespace', 'metadata:', '  name: woodpecker-7' ]
 * ```
 *
 * @param objects in the order in which they are to be created
 */
export function toYaml(objects: readonly KubernetesObject[]): string {
  return objects.map((object) => `---\n${toYamlDocument(object)}`).join('');
}

/** Writes one value as a YAML document without a marker. Texts that YAML 1.1 would read as another type are quoted. */
export function toYamlDocument(value: unknown): string {
  return stringify(value, { compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false });
}
