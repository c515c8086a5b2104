import type { Release } from './releases.ts';

/** The releases in which a feature holds, both ends included. What each feature does is said in `features.ts`. */
export interface FeatureReleases {
  readonly since: Release;
  readonly until?: Release;
}

/** What an agent makes of a workflow: its objects, and the options and variables that it reads for them. */
export const AGENT_FEATURE_RELEASES = {
  detachedOrphanService: { since: '3.0', until: '3.1' },
  detachedServicePods: { since: '3.2', until: '3.13' },
  perStepServices: { since: '3.0', until: '3.12' },
  volumeObjectShape: { since: '3.0', until: '3.8' },
  firstStepOrganization: { since: '3.9' },
  strictDnsNames: { since: '3.0', until: '3.16' },
  labelValueSanitizer: { since: '3.17' },
  legacyYamlOptions: { since: '3.0', until: '3.12' },
  pullSecretNamesUntrimmed: { since: '3.9', until: '3.9' },
  workflowLabels: { since: '3.5' },
  namespacedStepLabel: { since: '3.5' },
  taskUuidLabel: { since: '3.10' },
  namespacePerOrganization: { since: '3.9' },
  stepSecrets: { since: '3.9' },
  agentTolerations: { since: '3.9' },
  priorityClass: { since: '3.9' },
  fsGroupChangePolicy: { since: '3.9' },
  servicePortsRequired: { since: '3.10', until: '3.12' },
  headlessService: { since: '3.13' },
  affinity: { since: '3.13' },
  stopTimeout: { since: '3.14' },
  capabilitiesDrop: { since: '3.14' },
  allowPrivilegeEscalation: { since: '3.14' },
  workspaceInitContainer: { since: '3.14' },
  workspaceVolumeOption: { since: '3.15' },
  serviceAccountNameGate: { since: '3.16' },
  hostUsers: { since: '3.16' },
  permissionInitImage: { since: '3.16' },
  initContainerMemory12Mi: { since: '3.17' },
  nodeSelectorGate: { since: '3.17' },
  runtimeClassGate: { since: 'next' },
  clusterDomain: { since: 'next' },
  windowsEncodedCommand: { since: 'next' },
} as const satisfies Record<string, FeatureReleases>;

/** What an agent adds to the environment of a step when it starts it. */
export const RUN_FEATURE_RELEASES = {
  pluginDroneVariables: { since: '3.14' },
  stepRunVariables: { since: '3.15' },
} as const satisfies Record<string, FeatureReleases>;

/** What the server makes of workflow files. */
export const SERVER_FEATURE_RELEASES = {
  evaluateSequences: { since: '3.1' },
  evaluateUniq: { since: '3.1' },
  strictSecretTargetSchema: { since: '3.1' },
  pathExcludeWantsAllFiles: { since: '3.5' },
  serverWorkflowLabels: { since: '3.5' },
  pipelineAuthorVariables: { since: '3.8' },
  plainVolumeAndNetwork: { since: '3.9' },
  compiledOrganization: { since: '3.9' },
  compiledSecretMapping: { since: '3.9' },
  pullRequestMetadataEvent: { since: '3.10' },
  eventReasonVariables: { since: '3.10' },
  tolerationsSchema: { since: '3.10' },
  nullInEncodedSettings: { since: '3.12' },
  onEmptyBooleanWords: { since: '3.12' },
  networkModeNoneUntrusted: { since: '3.13' },
  deploymentTagVariable: { since: '3.13', until: '3.13' },
  eventTagVariable: { since: '3.0', until: '3.13' },
  commitAuthorAvatar: { since: '3.0', until: '3.13' },
  statusGlobs: { since: '3.0', until: '3.13' },
  statusOfMatchingConditions: { since: '3.14' },
  workflowStatus: { since: '3.14' },
  stepSecretsKey: { since: '3.0', until: '3.13' },
  serviceFailureIgnored: { since: '3.14' },
  failureCancel: { since: '3.14' },
  explicitPrivilegedAccepted: { since: '3.14' },
  refListSchema: { since: '3.14' },
  serviceEntrypointSchema: { since: '3.14' },
  optionalDependencies: { since: '3.15' },
  rerunsVariable: { since: '3.15' },
  umbrellaSchemaWarnings: { since: '3.0', until: '3.14' },
  goYaml4: { since: '3.16' },
  concurrencyLimits: { since: '3.16' },
  commitTimestampVariables: { since: '3.16' },
  filteredDependencyNamed: { since: '3.16' },
  emptyMatrixAxesSkipped: { since: '3.17' },
  deeperYaml: { since: '3.17' },
  releaseVariables: { since: '3.17' },
  deprecatedVariableWarnings: { since: '3.17' },
  eventWorkflowLabels: { since: '3.17' },
} as const satisfies Record<string, FeatureReleases>;

/** Everything that differs between releases. */
export const FEATURE_RELEASES = {
  ...AGENT_FEATURE_RELEASES,
  ...RUN_FEATURE_RELEASES,
  ...SERVER_FEATURE_RELEASES,
};
