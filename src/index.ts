/**
 * Everything: the translation of {@link podwright/core}, the server's reading of workflow files, checks of objects and
 * workflows, comparisons of releases, and the ledger of what became of every option.
 *
 * @module podwright
 */

export {
  type AgentEnvironment,
  type AgentEnvironmentReading,
  type AgentIdentity,
  agentOptionsFromEnv,
  readAgentEnvironment,
} from './agent/agent-options-from-env.ts';
export { type AgentRun, withAgentVariables } from './agent/agent-variables.ts';
export { agentOptionsWithoutEffect } from './agent/resolve-agent-options.ts';
export type { VariableOption } from './agent/variables.ts';
export { type CheckManifestOptions, checkManifest } from './check/check-manifest.ts';
export type { ManifestDiagnostic, ManifestSource, RefusalType } from './check/manifest-diagnostic.ts';
export type { ManifestCode } from './check/messages.ts';
export { type PodSecurity, type PodSecurityVerdict, podSecurity } from './check/pod-security.ts';
export {
  type PodSecurityRemedies,
  type PodSecurityRemedy,
  podSecurityRemedies,
} from './check/pod-security-remedies.ts';
export type { Cause } from './compare/cause.ts';
export {
  type AgentVersion,
  type CausedChange,
  type CompileAtRelease,
  type DiffOptions,
  diffReleases,
  type SubjectChange,
  type WorkflowAtRelease,
} from './compare/diff-releases.ts';
export type { FieldChange } from './compare/field-changes.ts';
export type { MapObject } from './compare/snapshot.ts';
export * from './core.ts';
export type {
  Decision,
  DecisionSource,
  FieldOrigin,
  Fix,
  Ledger,
  Origin,
  Outcome,
  Target,
} from './ledger/decision.ts';
export { explainWorkflow, type LedgerContext } from './ledger/explain-workflow.ts';
export { REASONS, type ReasonCode } from './ledger/reasons.ts';
export type { LintDiagnostic, LintOptions, NodeResources } from './lint/lint-input.ts';
export { lintWorkflow } from './lint/lint-workflow.ts';
export type { LintCode } from './lint/registry.ts';
export { toYaml } from './manifest/to-yaml.ts';
export { type BackendOptionsCode, validateBackendOptions } from './options/validate-backend-options.ts';
export { FEATURES, type FeatureDefinition } from './release/features.ts';
// Those of the core by the same names know nothing of `strict`.
export { type PlanContext, planWorkflow, planWorkflowWithDiagnostics } from './strict/plan-workflow.ts';
export {
  compileWithPositions,
  compileWorkflow,
  type LocatedCompileResult,
} from './workflow/compile-workflow.ts';
export type { LocateInStep } from './workflow/locate.ts';
export type {
  CommitMetadata,
  PipelineMetadata,
  PipelineRunMetadata,
  RepositoryMetadata,
  TrustInput,
} from './workflow/metadata.ts';
export type {
  CompileError,
  CompileErrorType,
  CompileInput,
  CompileOptions,
  CompileResult,
  LeftOut,
  RegistryInput,
  SecretInput,
  WorkflowResult,
  WorkflowSource,
} from './workflow/types.ts';
