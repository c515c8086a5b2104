/**
 * The translation of compiled workflows by itself: without the reading of YAML and without checks, and so quicker to
 * import. Everything here is exported under the same name from `podwright` too; there `planWorkflow` can be strict.
 *
 * @module podwright/core
 */

export type { AgentOptions, AgentOptionsInput } from './agent/agent-options.ts';
export { AgentOptionsError } from './agent/agent-options-error.ts';
export type { AgentCode } from './agent/messages.ts';
export { resolveAgentOptions } from './agent/resolve-agent-options.ts';
export type {
  Diagnostic,
  DiagnosticArgs,
  Severity,
  SourcePosition,
  SourceRange,
} from './diagnostics/diagnostic.ts';
export { toJson } from './manifest/to-json.ts';
export type {
  CompiledWorkflow,
  NameOrObject,
  Stage,
  WorkflowSecret,
} from './model/compiled-workflow.ts';
export type { JsonValue } from './model/json.ts';
export type { ExtraHost, Port, RegistryCredentials, Step, StepNetwork } from './model/step.ts';
export type {
  BackendOptions,
  CapabilitiesOptions,
  ProfileOptions,
  ResourceOptions,
  SecretReference,
  SecretTarget,
  SecurityContextOptions,
  TextMap,
  TolerationOptions,
} from './options/backend-options.ts';
export { type DecodedBackendOptions, decodeBackendOptions } from './options/decode-backend-options.ts';
export type { DecodeProblem } from './options/decoders.ts';
export {
  type DiagnosedPlan,
  type PlanCode,
  planWorkflow,
  planWorkflowWithDiagnostics,
} from './plan/plan-workflow.ts';
export { type LazyWorkflowPlan, planWorkflowLazily } from './plan/plan-workflow-lazily.ts';
export type {
  DeletedObject,
  KubernetesObject,
  StepPlan,
  TeardownEntry,
  TeardownFailure,
  WorkflowPlan,
} from './plan/workflow-plan.ts';
export { canonicalQuantity } from './quantity/canonical-quantity.ts';
export { type FeatureName, type Features, featuresOf } from './release/features.ts';
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
