/**
 * Snapshot tests of workflows, with vitest or with any runner of tests: nothing of vitest is imported. The default
 * export is what the option `snapshotSerializers` of vitest looks for.
 *
 * @module podwright/vitest
 */

export type { Reported } from './diagnostics/format/reported.ts';
export { AgentOptionsError } from './translate/agent/resolve-agent-options.ts';
export {
  type ManifestSerializer,
  manifestSerializer,
  manifestSerializer as default,
} from './vitest/manifest-serializer.ts';
export { renderWorkflow, type SnapshotOptions, workflowManifests } from './vitest/render-workflow.ts';
export { WorkflowError, type WorkflowFiles } from './vitest/workflow-files.ts';
export type { PipelineChoices } from './workflow/metadata/assumed-metadata.ts';
