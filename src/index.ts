export type { AgentOptions, AgentOptionsInput } from './agent/agent-options.ts';
export { AgentOptionsError } from './agent/agent-options-error.ts';
export {
  type AgentEnvironment,
  type AgentIdentity,
  agentOptionsFromEnv,
  readAgentEnvironment,
} from './agent/agent-options-from-env.ts';
export { type AgentRun, withAgentVariables } from './agent/agent-variables.ts';
export { agentOptionsWithoutEffect, resolveAgentOptions } from './agent/resolve-agent-options.ts';
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
  type DiffOptions,
  diffReleases,
  type SubjectChange,
  type WorkflowAtRelease,
} from './compare/diff-releases.ts';
export type { FieldChange } from './compare/field-changes.ts';
export type { Diagnostic, Severity, SourcePosition, SourceRange } from './diagnostics/diagnostic.ts';
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
export { toJson } from './manifest/to-json.ts';
export { toYaml } from './manifest/to-yaml.ts';
export type { CompiledWorkflow, NameOrObject, Stage, WorkflowSecret } from './model/compiled-workflow.ts';
export type { ExtraHost, Port, RegistryCredentials, Step, StepNetwork } from './model/step.ts';
export type { BackendOptions } from './options/backend-options.ts';
export { decodeBackendOptions } from './options/decode-backend-options.ts';
export type { DecodeProblem } from './options/decoders.ts';
export { type BackendOptionsCode, validateBackendOptions } from './options/validate-backend-options.ts';
export type { PlanCode } from './plan/plan-workflow.ts';
export type {
  DeletedObject,
  KubernetesObject,
  StepPlan,
  TeardownEntry,
  TeardownFailure,
  WorkflowPlan,
} from './plan/workflow-plan.ts';
export { canonicalQuantity } from './quantity/canonical-quantity.ts';
export { FEATURES, type FeatureDefinition, type FeatureName, featuresOf } from './release/features.ts';
export { DEFAULT_RELEASE, parseRelease, RELEASES, type Release } from './release/releases.ts';
export { makeHeadlessService } from './resources/headless-service.ts';
export { makeNamespace } from './resources/namespace.ts';
export { makePersistentVolumeClaim } from './resources/persistent-volume-claim.ts';
export { makePod } from './resources/pod.ts';
export { makeRegistrySecret, needsRegistrySecret } from './resources/registry-secret.ts';
export { makeService } from './resources/service.ts';
export type { TranslationContext } from './resources/step-input.ts';
export { defaultStepUuid } from './resources/step-names.ts';
export { makeStepSecret } from './resources/step-secret.ts';
export { TranslationError, type TranslationErrorCode } from './resources/translation-error.ts';
export { type PlanContext, planWorkflow, planWorkflowWithDiagnostics } from './strict/plan-workflow.ts';
export { compileWithPositions, compileWorkflow } from './workflow/compile-workflow.ts';
export type { LocateInStep } from './workflow/locate.ts';
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
