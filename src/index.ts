export type { CompiledWorkflow, Stage } from './model/compiled-workflow.ts';
export type { Step } from './model/step.ts';
export { type BackendOptionsCode, validateBackendOptions } from './options/validate-backend-options.ts';
export { DEFAULT_RELEASE, parseRelease, RELEASES, type Release } from './release/releases.ts';
