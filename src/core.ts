/**
 * The translation of compiled workflows alone: without the reading of YAML and without checks, and so quicker to
 * import. `podwright` exports everything here under the same name.
 *
 * @module podwright/core
 */

export type { JsonValue } from './base/json/json.ts';
export { canonicalQuantity } from './base/quantity/canonical-quantity.ts';
export type {
  Diagnostic,
  DiagnosticArgs,
  Severity,
  SourcePosition,
  SourceRange,
} from './diagnostics/diagnostic.ts';
export type { AgentOptions, AgentOptionsInput } from './translate/agent/agent-options.ts';
export type { AgentCode } from './translate/agent/messages.ts';
export { AgentOptionsError, resolveAgentOptions } from './translate/agent/resolve-agent-options.ts';
export { toJson } from './translate/manifest/object-forms.ts';
export type {
  BackendOptions,
  BackendOptionsInput,
  CapabilitiesOptions,
  ProfileOptions,
  ResourceOptions,
  SecretReference,
  SecretTarget,
  SecurityContextOptions,
  StepBackendOptions,
  TextMap,
  TolerationOptions,
  Written,
} from './translate/model/backend-options.ts';
export type {
  CompiledWorkflow,
  ExtraHost,
  NameOrObject,
  Port,
  RegistryCredentials,
  Stage,
  Step,
  StepNetwork,
  WorkflowSecret,
} from './translate/model/compiled-workflow.ts';
export {
  type DecodedBackendOptions,
  decodeBackendOptions,
} from './translate/options/decode-backend-options.ts';
export type { DecodeProblem } from './translate/options/decoders.ts';
export {
  type DiagnosedPlan,
  type LazyWorkflowPlan,
  type PlanCode,
  planWorkflow,
  planWorkflowLazily,
  planWorkflowWithDiagnostics,
} from './translate/plan/plan-workflow.ts';
export type {
  DeletedObject,
  KubernetesObject,
  StepPlan,
  TeardownEntry,
  TeardownFailure,
  WorkflowPlan,
} from './translate/plan/workflow-plan.ts';
export {
  type AgentFeatureName,
  type AgentFeatures,
  agentFeaturesOf,
} from './translate/release/agent-features.ts';
export { DEFAULT_RELEASE, parseRelease, RELEASES, type Release } from './translate/release/releases.ts';
export { makeNamespace } from './translate/resources/namespace.ts';
export { defaultStepUuid } from './translate/resources/object-names.ts';
export { makePersistentVolumeClaim } from './translate/resources/persistent-volume-claim.ts';
export { makePod } from './translate/resources/pod.ts';
export { makeRegistrySecret, makeStepSecret, needsRegistrySecret } from './translate/resources/secrets.ts';
export { makeHeadlessService, makeService } from './translate/resources/service.ts';
export type { TranslationContext } from './translate/resources/step-input.ts';
export { TranslationError, type TranslationErrorCode } from './translate/resources/translation-error.ts';
