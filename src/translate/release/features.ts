import {
  AGENT_FEATURE_RELEASES,
  byRelease,
  type FeatureReleases,
  RUN_FEATURE_RELEASES,
} from './agent-features.ts';
import type { Release } from './releases.ts';

/** What the server makes of workflow files. */
const SERVER_FEATURE_RELEASES = {
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

/** Everything that differs between releases. */
const FEATURE_RELEASES = {
  ...AGENT_FEATURE_RELEASES,
  ...RUN_FEATURE_RELEASES,
  ...SERVER_FEATURE_RELEASES,
};

/** The sentences are separate from the releases so that a bundle without {@link FEATURES} does not hold them. */
const SUMMARIES: Readonly<Record<FeatureName, string>> = {
  detachedOrphanService:
    'A detached step gets a Service that selects no Pod and that teardown leaves behind.',
  detachedServicePods: 'The agent treats a detached step as a service if its name is a valid DNS name.',
  perStepServices:
    'Each service has a ClusterIP Service, and host aliases of these replace the extra hosts of every step.',
  volumeObjectShape: 'A compiled workflow without a volume crashes the agent, as it is an object there.',
  firstStepOrganization:
    'Objects of the workflow take the organization of its first step; a workflow without one crashes the agent.',
  strictDnsNames:
    'The agent rejects a name that is not a DNS name. Later agents replace invalid characters and shorten long names with a hash.',
  labelValueSanitizer:
    'Step and workflow labels are cleaned by the rules of label values and shortened with a hash.',
  legacyYamlOptions:
    'Structured agent variables are read as YAML 1.2, with the text of scalars and the case of keys kept; after it, as YAML 1.1 that becomes JSON.',
  pullSecretNamesUntrimmed: 'The agent keeps spaces around the names of pull secrets.',
  workflowLabels: 'Labels of the workflow are set on Pods and registry secrets.',
  namespacedStepLabel: 'The step label is set under `woodpecker-ci.org/step` too.',
  taskUuidLabel: 'Pods carry the task id as label `woodpecker-ci.org/task-uuid`.',
  namespacePerOrganization:
    'The agent can use a namespace per organization, and creates it when it is missing.',
  stepSecrets: 'Secret values of the environment move to a Secret per step, to which the container refers.',
  agentTolerations: 'The agent has tolerations of its own, and a gate (open by default) for those of steps.',
  priorityClass: 'The agent sets a priority class.',
  fsGroupChangePolicy: 'The security context takes `fsGroupChangePolicy`.',
  servicePortsRequired: 'A service without ports fails the workflow.',
  headlessService:
    'One headless Service per workflow, with hostname, subdomain and DNS search domain on every Pod.',
  affinity: 'Affinity as step option and agent variable, with a gate (shut by default) for steps.',
  stopTimeout: 'Deletes carry a grace period that the agent sets (20 seconds by default) instead of 0.',
  capabilitiesDrop: 'The security context takes `capabilities.drop`.',
  allowPrivilegeEscalation: 'The security context takes `allowPrivilegeEscalation: false`.',
  workspaceInitContainer:
    'An init container makes the working directory for steps that run as a stated user.',
  workspaceVolumeOption: 'A service can leave out the workspace with `workspaceVolume: false`.',
  serviceAccountNameGate:
    'The agent ignores the service account of a step unless it is configured to allow it.',
  hostUsers: 'Steps can set `hostUsers`; with `false`, user and group 0 are allowed.',
  permissionInitImage: 'The image of the init container is an agent variable.',
  initContainerMemory12Mi: 'The init container has 12Mi of memory instead of 5Mi.',
  nodeSelectorGate: 'The agent ignores the node selector of a step unless it is configured to allow it.',
  runtimeClassGate: 'The agent ignores the runtime class of a step unless it is configured to allow it.',
  clusterDomain: 'The DNS search domain follows the cluster domain that the agent states.',
  windowsEncodedCommand: 'Windows steps get their script as an encoded PowerShell command.',
  pluginDroneVariables: 'The agent gives the `DRONE_*` variables to plugins only.',
  stepRunVariables:
    'The agent sets `CI_PIPELINE_STATUS`, `CI_STEP_TYPE` and `CI_STEP_NAME` when a step starts.',
  evaluateExpr17:
    'Conditions follow expr-lang 1.17 instead of 1.16: `;`, `if`, `uniq` and `flatten` are new, `len` counts characters instead of bytes, types of items are followed through lists, and a name that is not set has any type. The exact release is not recorded.',
  strictSecretTargetSchema:
    'The schema wants the target of a Kubernetes secret to be either `env` or `file`, and nothing else.',
  pathExcludeWantsAllFiles:
    'An excluded path leaves a step out when every changed file matches, before when any did.',
  serverWorkflowLabels:
    'The server sets labels of its own under `woodpecker-ci.org` and hands all labels to every step.',
  pipelineAuthorVariables: '`CI_PIPELINE_AUTHOR` and `CI_PIPELINE_AVATAR`, also of the previous pipeline.',
  plainVolumeAndNetwork: 'Volume and network of a compiled workflow are plain names instead of objects.',
  compiledOrganization: 'Compiled steps carry the organization of the repository.',
  compiledSecretMapping: 'Compiled steps name the variables that came from secrets.',
  pullRequestMetadataEvent: 'The event `pull_request_metadata` is a pull request event.',
  eventReasonVariables: '`CI_PIPELINE_EVENT_REASON` and `CI_COMMIT_PULL_REQUEST_MILESTONE`.',
  tolerationsSchema: 'The schema checks tolerations.',
  nullInEncodedSettings: 'A null inside a setting that becomes JSON is kept; before, it crashes the server.',
  onEmptyBooleanWords: '`on_empty` takes the words of YAML 1.1, before it was read as text.',
  networkModeNoneUntrusted: '`network_mode: none` needs no trust.',
  deploymentTagVariable: '`CI_COMMIT_TAG` is set for deployments, whatever the ref.',
  eventTagVariable: '`CI_COMMIT_TAG` is set for the events tag and release, whatever the ref.',
  commitAuthorAvatar: 'The avatar variables come from the author of the commit instead of the pipeline.',
  statusGlobs: '`when.status` takes globs and `include` and `exclude`.',
  statusOfMatchingConditions: 'Only conditions that match decide whether a step runs on success or failure.',
  workflowStatus: '`when.status` of a workflow, which replaces the deprecated `runs_on`.',
  stepSecretsKey: 'The server rejects the removed step key `secrets`. Since 3.14 it is an unknown key.',
  serviceFailureIgnored:
    'A failure of services and detached steps is ignored unless the server says otherwise.',
  failureCancel: 'The schema knows `failure: cancel` for steps with commands.',
  explicitPrivilegedAccepted:
    'A formerly privileged plugin is accepted when the step says `privileged: true`.',
  refListSchema: 'The schema takes lists and `include` and `exclude` for `when.ref`.',
  serviceEntrypointSchema: 'The schema takes `entrypoint` and `failure` for services.',
  optionalDependencyCrash:
    'The server can crash if a step in a chain of dependencies has an optional one that is left out.',
  optionalDependencies: '`depends_on` items can be optional, and that of a workflow can be a single name.',
  rerunsVariable: '`CI_PIPELINE_RERUNS`.',
  umbrellaSchemaWarnings: 'Schema warnings of alternatives come on top of the concrete ones.',
  goYaml4: 'Files are read by go-yaml 4, where dates no longer fit texts.',
  concurrencyLimits: 'The workflow key `concurrency`.',
  commitTimestampVariables:
    '`CI_COMMIT_TIMESTAMP`, `CI_PREV_COMMIT_TIMESTAMP` and `CI_COMMIT_PULL_REQUEST_DRAFT`.',
  filteredDependencyNamed:
    'The server reports a dependency on a step that its conditions exclude differently from an unknown step.',
  emptyMatrixAxesSkipped:
    'An empty axis of a matrix is ignored; before, it crashes the server beside a filled one.',
  deeperYaml: 'Values may be nested 14 levels deep instead of 9.',
  releaseVariables: '`CI_PIPELINE_RELEASE_TITLE` and `CI_PIPELINE_RELEASE_PRE`.',
  deprecatedVariableWarnings: 'The linter warns of deprecated variables.',
  eventWorkflowLabels: 'The server labels workflows with the branch of the commit and the event.',
  manualRunVariables:
    'Variables of a manual run are not substituted and not seen by the `when` of a workflow. They override `CI_*` variables in steps that are not plugins.',
  manualRunReference: 'The ref of a manual run is `refs/heads/BRANCH`; before, it is the branch alone.',
  axisOverridesVariables:
    'Matrix variables override all others in the environment of a step, and are not set for plugins.',
  uniqueStepNames:
    'Two services with one name stop the pipeline, as do two steps with one name if a step has `depends_on`.',
  kubernetesOptionsSchema:
    'The schema of workflow files covers `docker.user`, and under `kubernetes` most options that agents read. It requires a name for services in a list.',
};

/**
 * The name of something that differs between releases; docs/releases.md lists them by release.
 *
 * @useDeclaredType
 */
export type FeatureName = keyof typeof FEATURE_RELEASES;

/** The releases in which a feature holds, both ends included, and what it does. */
export interface FeatureDefinition extends FeatureReleases {
  /** One sentence. */
  readonly summary: string;
}

/** For each feature, whether it holds in one release. */
export type Features = Readonly<Record<FeatureName, boolean>>;

/**
 * Returns the features of server and agent of a release, the same object at each call.
 *
 * @param release one of {@link RELEASES}, which `parseRelease` makes of a string; any other value represents 3.0
 */
export const featuresOf: (release: Release) => Features = /* @__PURE__ */ byRelease(() => FEATURE_RELEASES);

/** What an agent makes of a workflow: its objects, and the options and variables that it reads for them. */
export const AGENT_FEATURES = /* @__PURE__ */ withSummaries(AGENT_FEATURE_RELEASES);

/** What an agent adds to the environment of a step when it starts it. */
export const RUN_FEATURES = /* @__PURE__ */ withSummaries(RUN_FEATURE_RELEASES);

/** What the server makes of workflow files. */
export const SERVER_FEATURES = /* @__PURE__ */ withSummaries(SERVER_FEATURE_RELEASES);

/**
 * Everything that differs between releases. Code asks for a feature by name and never compares releases.
 *
 * Source: recordings of real agents and servers, at every release.
 */
export const FEATURES = /* @__PURE__ */ withSummaries(FEATURE_RELEASES);

function withSummaries<Name extends FeatureName>(
  releases: Readonly<Record<Name, FeatureReleases>>,
): Readonly<Record<Name, FeatureDefinition>> {
  const names = Object.keys(releases) as Name[];
  const definitions = names.map((name) => [name, { ...releases[name], summary: SUMMARIES[name] }]);
  return Object.fromEntries(definitions) as Record<Name, FeatureDefinition>;
}
