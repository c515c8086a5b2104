import { manifestsYaml } from './manifest-yaml.ts';
import type { WorkflowFiles } from './workflow-files.ts';
import { type SnapshotOptions, workflowManifests } from './workflow-manifests.ts';

/**
 * The objects that an agent creates for workflow files as a YAML stream, to be pinned by a snapshot. Above the base64
 * of each script is its text, as a comment, so you can read the difference between two snapshots.
 *
 * Reads files and throws as {@link workflowManifests} does.
 *
 * @example
 * ```ts
 * import { renderWorkflow } from 'podwright/vitest';
 *
 * const yaml = 'steps:\n  build: { image: golang, commands: [go build] }\nwhen: { event: push }\n';
 * const lines = renderWorkflow(yaml, { release: '3.17' }).split('\n');
 * console.log(lines.filter((line) => line.startsWith('kind:'))); // [ 'kind: PersistentVolumeClaim', 'kind: Service', 'kind: Pod' ]
 * console.log(lines.filter((line) => line.includes('# go build')).length); // 1
 * ```
 *
 * @param files path of a file or folder, text of a workflow, or files by name and text
 * @param options the target: release, agent, pipeline
 * @throws {@link WorkflowError} if there is nothing to pin, and {@link AgentOptionsError} if the agent does not
 *   start
 */
export function renderWorkflow(files: WorkflowFiles, options: SnapshotOptions = {}): string {
  return manifestsYaml(workflowManifests(files, options));
}
