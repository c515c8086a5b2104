export type { CompiledWorkflow, Stage } from './model/compiled-workflow.ts';
export type { Step } from './model/step.ts';
export { DEFAULT_RELEASE, parseRelease, RELEASES, type Release } from './release/releases.ts';
export { compileWorkflow } from './workflow/compile-workflow.ts';
export type { PipelineMetadata } from './workflow/metadata.ts';
export type {
  CompileError,
  CompileInput,
  CompileOptions,
  CompileResult,
  LeftOut,
  WorkflowResult,
  WorkflowSource,
} from './workflow/types.ts';
