/**
 * Everything: the translation of {@link podwright/core}, the server's reading of workflow files, checks of objects and
 * workflows, comparisons of releases, and the ledger of the effect of every option.
 *
 * @module podwright
 */

export { type CheckManifestOptions, checkManifest } from './check/check-manifest.ts';
export { KUBERNETES_VERSIONS, type KubernetesVersion } from './check/kubernetes-versions.ts';
export {
  type PodSecurity,
  type PodSecurityOptions,
  type PodSecurityVerdict,
  podSecurity,
} from './check/pod-security/pod-security.ts';
export type { ManifestDiagnostic, ManifestSource } from './check/report.ts';
export type { RefusalType } from './check/rule.ts';
export type { ManifestCode } from './check/rules/all-rules.ts';
export * from './core.ts';
export type { Colours, Paint } from './diagnostics/format/human.ts';
export type { Reported } from './diagnostics/format/reported.ts';
export type { Cause } from './explain/compare/agent-states.ts';
export {
  type AgentVersion,
  type CausedChange,
  type CompileAtRelease,
  type DiffOptions,
  diffReleases,
  type SubjectChange,
  type WorkflowAtRelease,
} from './explain/compare/diff-releases.ts';
export type { FieldChange } from './explain/compare/field-changes.ts';
export type { MapObject } from './explain/compare/subjects.ts';
export type { Decision, FieldLoss, FieldOrigin, Ledger, Outcome, Target } from './explain/ledger/decision.ts';
export { explainWorkflow, type LedgerContext } from './explain/ledger/explain-workflow.ts';
export type { LintCode, LintDiagnostic } from './lint/codes.ts';
export type { FindingSource, LintOptions, NodeResources } from './lint/finding.ts';
export { lintWorkflow } from './lint/lint-workflow.ts';
export { planStrictly } from './lint/plan-findings.ts';
export {
  type PodSecurityRemedies,
  type PodSecurityRemedy,
  podSecurityRemedies,
} from './lint/pod-security-remedies.ts';
export { validateCompiledWorkflow, validateStep } from './lint/validate-workflow.ts';
export type { WorkflowCode } from './lint/workflow-problems.ts';
export type { WorkflowChanges } from './pipeline/diff/describe-change.ts';
export { type ComparedFiles, type DiffFilesOptions, diffFiles } from './pipeline/diff/diff-files.ts';
export { type ChangeForm, type ChangeOptions, formatChanges } from './pipeline/diff/format-changes.ts';
export { formatReport, type ReportForm, type ReportOptions } from './pipeline/format-report.ts';
export type { LintChecks } from './pipeline/lint/lint-files.ts';
export { type LintedFiles, type LintFilesOptions, lintFiles } from './pipeline/lint/lint-files.ts';
export type { PipelineOptions, WorkflowTexts } from './pipeline/pipeline-options.ts';
export {
  type PlanFilesOptions,
  type PlannedFiles,
  type PlannedWorkflow,
  planFiles,
} from './pipeline/plan-files.ts';
export type { VariableOption } from './translate/agent/agent-options.ts';
export {
  type AgentEnvironment,
  type AgentEnvironmentReading,
  type AgentIdentity,
  agentOptionsFromEnv,
  readAgentEnvironment,
} from './translate/agent/agent-options-from-env.ts';
export {
  type AgentRun,
  type AgentVariableNotes,
  withAgentVariables,
} from './translate/agent/agent-variables.ts';
export { agentOptionsWithoutEffect, validateAgentOptions } from './translate/agent/resolve-agent-options.ts';
export { type ClientObject, toClientObject } from './translate/manifest/object-forms.ts';
export { toYaml } from './translate/manifest/to-yaml.ts';
export {
  type BackendOptionsCode,
  validateBackendOptions,
} from './translate/options/validate-backend-options.ts';
export type { DecisionSource, Fix, Origin, ValueOrigin } from './translate/provenance/origin.ts';
export { REASONS, type ReasonCode } from './translate/provenance/reasons.ts';
export {
  FEATURES,
  type FeatureDefinition,
  type FeatureName,
  type Features,
  featuresOf,
} from './translate/release/features.ts';
export {
  compileWithPositions,
  compileWorkflow,
  type LocatedCompileResult,
} from './workflow/compile-workflow.ts';
export {
  assumedMetadata,
  type PipelineChoices,
} from './workflow/metadata/assumed-metadata.ts';
export type {
  CommitMetadata,
  PipelineMetadata,
  PipelineRunMetadata,
  RepositoryMetadata,
  TrustInput,
} from './workflow/metadata/metadata.ts';
export {
  type LocateInStep,
  type OriginInStep,
  type Part,
  withAgentOrigins,
} from './workflow/positions/compile-notes.ts';
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
