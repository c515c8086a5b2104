import {
  AGENT_FEATURE_RELEASES,
  byRelease,
  type FeatureReleases,
  RUN_FEATURE_RELEASES,
} from './agent-features.ts';

/** Features of servers in the compilation of workflow files. */
export const SERVER_FEATURE_RELEASES = {
  evaluateExpr17: { since: '3.1' },
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
  optionalDependencyCrash: { since: '3.15', until: '3.16' },
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
  manualRunVariables: { since: 'next' },
  manualRunReference: { since: 'next' },
  axisOverridesVariables: { since: 'next' },
  uniqueStepNames: { since: 'next' },
  kubernetesOptionsSchema: { since: 'next' },
} as const satisfies Record<string, FeatureReleases>;

/** The releases of everything that differs between releases. */
export const FEATURE_RELEASES = {
  ...AGENT_FEATURE_RELEASES,
  ...RUN_FEATURE_RELEASES,
  ...SERVER_FEATURE_RELEASES,
};

/** The sentences are separate from the releases so that a bundle without {@link FEATURES} does not contain them. */
const SUMMARIES: Readonly<Record<FeatureName, string>> = {
  detachedOrphanService:
    'The agent creates a Service for a detached step. The Service selects no Pod, and the agent never deletes it.',
  detachedServicePods: 'The agent treats a detached step as a service if its name is a valid DNS name.',
  perStepServices:
    'Each service has a ClusterIP Service. Host aliases for the services replace the extra hosts of every step.',
  volumeObjectShape: 'The volume of a compiled workflow is an object. The agent crashes without it.',
  firstStepOrganization:
    'Objects of the workflow use the organization of its first step. The agent crashes if the workflow has no first step.',
  strictDnsNames:
    'The agent rejects a name that is not a DNS name. Later agents replace invalid characters and shorten long names with a hash.',
  labelValueSanitizer:
    'The agent removes invalid characters from step and workflow labels, and shortens long values with a hash.',
  legacyYamlOptions:
    'The agent parses structured variables as YAML 1.2 and keeps scalars and the case of keys. Later agents convert YAML 1.1 to JSON.',
  pullSecretNamesUntrimmed: 'The agent keeps spaces around the names of pull secrets.',
  workflowLabels: 'The agent sets the labels of the workflow on Pods and registry Secrets.',
  namespacedStepLabel: 'The agent also sets the step label under `woodpecker-ci.org/step`.',
  taskUuidLabel: 'The agent sets the task id as the label `woodpecker-ci.org/task-uuid` of Pods.',
  namespacePerOrganization: 'The agent can use one namespace per organization. It creates a missing one.',
  stepSecrets: 'The agent puts secret values of the environment into a Secret per step.',
  agentTolerations:
    'The agent can set tolerations, and can ignore those of steps. By default it accepts them.',
  priorityClass: 'The agent can set a priority class.',
  fsGroupChangePolicy: 'Steps can set `fsGroupChangePolicy`.',
  servicePortsRequired: 'The agent cannot set up a workflow with a service without ports.',
  headlessService:
    'The agent creates one headless Service per workflow, and sets the host name, subdomain and DNS search domain of every Pod.',
  affinity: 'Agents and steps can set an affinity. By default the agent ignores that of steps.',
  stopTimeout:
    'The agent sends a configurable grace period (default: 20 seconds) with deletes, instead of 0.',
  capabilitiesDrop: 'Steps can set `capabilities.drop`.',
  allowPrivilegeEscalation: 'Steps can set `allowPrivilegeEscalation: false`.',
  workspaceInitContainer: 'An init container creates the working directory of steps that set a user.',
  workspaceVolumeOption: 'A service can run without the workspace with `workspaceVolume: false`.',
  serviceAccountNameGate:
    'The agent ignores the service account of a step unless it is configured to allow it.',
  hostUsers: 'Steps can set `hostUsers`. With `false`, they can use user and group 0.',
  permissionInitImage: 'An agent variable sets the image of the init container.',
  initContainerMemory12Mi: 'The init container has 12Mi of memory instead of 5Mi.',
  nodeSelectorGate: 'The agent ignores the node selector of a step unless it is configured to allow it.',
  runtimeClassGate: 'The agent ignores the runtime class of a step unless it is configured to allow it.',
  clusterDomain: 'An agent variable sets the cluster domain in the DNS search domain.',
  windowsEncodedCommand: 'The agent passes scripts on Windows as an encoded PowerShell command.',
  pluginDroneVariables: 'The agent gives the `DRONE_*` variables to plugins only.',
  stepRunVariables:
    'The agent sets `CI_PIPELINE_STATUS`, `CI_STEP_TYPE` and `CI_STEP_NAME` when a step starts.',
  evaluateExpr17:
    'Conditions follow expr-lang 1.17 instead of 1.16: `;`, `if`, `uniq` and `flatten` are new, `len` counts characters instead of bytes, the types of list items are checked, and a name that is not set has any type. The exact release is not recorded.',
  strictSecretTargetSchema:
    'The schema allows either `env` or `file` as the target of a Kubernetes secret, and no other key.',
  pathExcludeWantsAllFiles:
    'An excluded path excludes a step if every changed file matches. Earlier servers exclude it if any file matches.',
  serverWorkflowLabels:
    'The server adds labels under `woodpecker-ci.org`, and passes all labels to every step.',
  pipelineAuthorVariables: '`CI_PIPELINE_AUTHOR` and `CI_PIPELINE_AVATAR`, also of the previous pipeline.',
  plainVolumeAndNetwork: 'Volume and network of a compiled workflow are plain names instead of objects.',
  compiledOrganization: 'Compiled steps contain the organization of the repository.',
  compiledSecretMapping: 'Compiled steps list the variables from secrets.',
  pullRequestMetadataEvent: 'The event `pull_request_metadata` is a pull request event.',
  eventReasonVariables: '`CI_PIPELINE_EVENT_REASON` and `CI_COMMIT_PULL_REQUEST_MILESTONE`.',
  tolerationsSchema: 'The schema checks tolerations.',
  nullInEncodedSettings: 'The server keeps a null inside a setting that becomes JSON. Earlier servers crash.',
  onEmptyBooleanWords: '`on_empty` accepts the Boolean words of YAML 1.1. Later servers read it as a string.',
  networkModeNoneUntrusted: '`network_mode: none` does not require a trusted repository.',
  deploymentTagVariable: '`CI_COMMIT_TAG` is set for deployments, whatever the ref.',
  eventTagVariable: '`CI_COMMIT_TAG` is set for the events tag and release, whatever the ref.',
  commitAuthorAvatar: 'The avatar variables come from the author of the commit instead of the pipeline.',
  statusGlobs: '`when.status` accepts globs, `include` and `exclude`.',
  statusOfMatchingConditions: 'Only conditions that match decide whether a step runs on success or failure.',
  workflowStatus: '`when.status` of a workflow, which replaces the deprecated `runs_on`.',
  stepSecretsKey: 'The server rejects the removed step key `secrets`. Since 3.14 it is an unknown key.',
  serviceFailureIgnored:
    'The server ignores a failure of services and detached steps unless it is configured otherwise.',
  failureCancel: 'The schema allows `failure: cancel` for steps with commands.',
  explicitPrivilegedAccepted:
    'The linter accepts a formerly privileged plugin if the step sets `privileged: true`.',
  refListSchema: 'The schema accepts lists, `include` and `exclude` for `when.ref`.',
  serviceEntrypointSchema: 'The schema accepts `entrypoint` and `failure` for services.',
  optionalDependencyCrash:
    'The server can crash if a step in a chain of dependencies has an optional dependency that does not run.',
  optionalDependencies: '`depends_on` items can be optional, and that of a workflow can be a single name.',
  rerunsVariable: '`CI_PIPELINE_RERUNS`.',
  umbrellaSchemaWarnings:
    'The server shows schema warnings about alternatives in addition to the specific ones.',
  goYaml4: 'The server parses files with go-yaml 4, which rejects dates where strings are expected.',
  concurrencyLimits: 'Workflows can set `concurrency`.',
  commitTimestampVariables:
    '`CI_COMMIT_TIMESTAMP`, `CI_PREV_COMMIT_TIMESTAMP` and `CI_COMMIT_PULL_REQUEST_DRAFT`.',
  filteredDependencyNamed:
    'The server reports a dependency on a step that its conditions exclude differently from an unknown step.',
  emptyMatrixAxesSkipped:
    'The server ignores an empty axis of a matrix. Earlier servers crash if another axis has values.',
  deeperYaml: 'Values may be nested 14 levels deep instead of 9.',
  releaseVariables: '`CI_PIPELINE_RELEASE_TITLE` and `CI_PIPELINE_RELEASE_PRE`.',
  deprecatedVariableWarnings: 'The linter warns about deprecated variables.',
  eventWorkflowLabels: 'The server labels workflows with the branch of the commit and the event.',
  manualRunVariables:
    'The server does not substitute variables of a manual run, and the `when` of a workflow ignores them. They override `CI_*` variables in steps that are not plugins.',
  manualRunReference: 'The ref of a manual run is `refs/heads/BRANCH` instead of `BRANCH`.',
  axisOverridesVariables:
    'Matrix variables override all others in the environment of a step. Plugins do not get them.',
  uniqueStepNames:
    'The server rejects two services with the same name. It also rejects two steps with the same name if a step has `depends_on`.',
  kubernetesOptionsSchema:
    'The schema of workflow files covers `docker.user`, and under `kubernetes` most options that agents read. It requires a name for services in a list.',
};

/**
 * The name of something that differs between releases; docs/releases.md lists them by release.
 *
 * @useDeclaredType
 */
export type FeatureName = keyof typeof FEATURE_RELEASES;

/** The releases that have a feature, both ends included, and its effect. */
export interface FeatureDefinition extends FeatureReleases {
  /** One sentence. */
  readonly summary: string;
}

/** For each feature, whether one release has it. */
export type Features = Readonly<Record<FeatureName, boolean>>;

/**
 * Returns the features of server and agent of a release, the same object at each call.
 *
 * @param release in a form that `parseRelease` reads; 3.0 for any other value
 */
export const featuresOf: (release: string) => Features = /* @__PURE__ */ byRelease(() => FEATURE_RELEASES);

/**
 * Everything that differs between releases. Code asks for a feature by name and never compares releases.
 *
 * Source: recordings of real agents and servers, at every release.
 */
export const FEATURES: Readonly<Record<FeatureName, FeatureDefinition>> = /* @__PURE__ */ withSummaries();

function withSummaries(): typeof FEATURES {
  const names = Object.keys(FEATURE_RELEASES) as FeatureName[];
  const definitions = names.map((name) => [name, { ...FEATURE_RELEASES[name], summary: SUMMARIES[name] }]);
  return Object.fromEntries(definitions) as Record<FeatureName, FeatureDefinition>;
}
