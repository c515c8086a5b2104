export { type CheckManifestOptions, checkManifest } from './check/check-manifest.ts';
export type { ManifestDiagnostic, ManifestSource, RefusalType } from './check/manifest-diagnostic.ts';
export type { ManifestCode } from './check/messages.ts';
export { type PodSecurity, type PodSecurityVerdict, podSecurity } from './check/pod-security.ts';
export {
  type PodSecurityRemedies,
  type PodSecurityRemedy,
  podSecurityRemedies,
} from './check/pod-security-remedies.ts';
export type { CompiledWorkflow, Stage } from './model/compiled-workflow.ts';
export type { Step } from './model/step.ts';
export { DEFAULT_RELEASE, parseRelease, RELEASES, type Release } from './release/releases.ts';
