import { manifestsYaml } from './manifest-yaml.ts';
import type { SnapshotOptions } from './snapshot-options.ts';
import type { WorkflowFiles } from './workflow-files.ts';
import { workflowManifests } from './workflow-manifests.ts';

/**
 * The objects that an agent creates for workflow files as a YAML stream, to be pinned by a snapshot. Above the base64
 * of each script is its text, as a comment, so that the difference between two snapshots can be read.
 *
 * Reads files and throws as {@link workflowManifests} does.
 */
export function renderWorkflow(files: WorkflowFiles, options: SnapshotOptions = {}): string {
  return manifestsYaml(workflowManifests(files, options));
}
