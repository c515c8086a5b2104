import { RELEASES, type Release, releaseIndex } from './releases.ts';

/** The releases in which a feature holds, both ends included, and what it does. */
export interface FeatureDefinition {
  readonly since: Release;
  readonly until?: Release;
  readonly summary: string;
}

/** What an agent makes of a workflow: its objects, and the options and variables that it reads for them. */
export const AGENT_FEATURES = {
  detachedOrphanService: {
    since: '3.0',
    until: '3.1',
    summary: 'A detached step gets a Service that selects no Pod and that teardown leaves behind.',
  },
  detachedServicePods: {
    since: '3.2',
    until: '3.13',
    summary: 'A detached step of which the name is a valid DNS name counts as a service.',
  },
  perStepServices: {
    since: '3.0',
    until: '3.12',
    summary:
      'Each service has a ClusterIP Service, and host aliases of these replace the extra hosts of every step.',
  },
  volumeObjectShape: {
    since: '3.0',
    until: '3.8',
    summary: 'A compiled workflow without a volume crashes the agent, as it is an object there.',
  },
  firstStepOrganization: {
    since: '3.9',
    summary:
      'Objects of the workflow take the organization of its first step; a workflow without one crashes the agent.',
  },
  strictDnsNames: {
    since: '3.0',
    until: '3.16',
    summary:
      'A name that is no DNS name is an error; after it, names are cleaned wholly and shortened with a hash.',
  },
  labelValueSanitizer: {
    since: '3.17',
    summary: 'Step and workflow labels are cleaned by the rules of label values and shortened with a hash.',
  },
  legacyYamlOptions: {
    since: '3.0',
    until: '3.12',
    summary:
      'Structured agent variables are read as YAML 1.2, with the text of scalars and the case of keys kept; after it, as YAML 1.1 that becomes JSON.',
  },
  pullSecretNamesUntrimmed: {
    since: '3.9',
    until: '3.9',
    summary: 'Blanks around the names of pull secrets are kept.',
  },
  workflowLabels: {
    since: '3.5',
    summary: 'Labels of the workflow are set on Pods and registry secrets.',
  },
  namespacedStepLabel: {
    since: '3.5',
    summary: 'The step label is set under `woodpecker-ci.org/step` too.',
  },
  taskUuidLabel: {
    since: '3.10',
    summary: 'Pods carry the task id as label `woodpecker-ci.org/task-uuid`.',
  },
  namespacePerOrganization: {
    since: '3.9',
    summary: 'The agent can use a namespace per organization, and creates it when it is missing.',
  },
  stepSecrets: {
    since: '3.9',
    summary: 'Secret values of the environment move to a Secret per step, to which the container refers.',
  },
  agentTolerations: {
    since: '3.9',
    summary: 'The agent has tolerations of its own, and a gate (open by default) for those of steps.',
  },
  priorityClass: {
    since: '3.9',
    summary: 'The agent sets a priority class.',
  },
  fsGroupChangePolicy: {
    since: '3.9',
    summary: 'The security context takes `fsGroupChangePolicy`.',
  },
  servicePortsRequired: {
    since: '3.10',
    until: '3.12',
    summary: 'A service without ports fails the workflow.',
  },
  headlessService: {
    since: '3.13',
    summary:
      'One headless Service per workflow, with hostname, subdomain and DNS search domain on every Pod.',
  },
  affinity: {
    since: '3.13',
    summary: 'Affinity as step option and agent variable, with a gate (shut by default) for steps.',
  },
  stopTimeout: {
    since: '3.14',
    summary: 'Deletes carry a grace period that the agent sets (20 seconds by default) instead of 0.',
  },
  capabilitiesDrop: {
    since: '3.14',
    summary: 'The security context takes `capabilities.drop`.',
  },
  allowPrivilegeEscalation: {
    since: '3.14',
    summary: 'The security context takes `allowPrivilegeEscalation: false`.',
  },
  workspaceInitContainer: {
    since: '3.14',
    summary: 'An init container makes the working directory for steps that run as a stated user.',
  },
  workspaceVolumeOption: {
    since: '3.15',
    summary: 'A service can leave out the workspace with `workspaceVolume: false`.',
  },
  serviceAccountNameGate: {
    since: '3.16',
    summary: 'The service account of a step counts only when the agent allows it; by default it does not.',
  },
  hostUsers: {
    since: '3.16',
    summary: 'Steps can set `hostUsers`; with `false`, user and group 0 are allowed.',
  },
  permissionInitImage: {
    since: '3.16',
    summary: 'The image of the init container is an agent variable.',
  },
  initContainerMemory12Mi: {
    since: '3.17',
    summary: 'The init container has 12Mi of memory instead of 5Mi.',
  },
  nodeSelectorGate: {
    since: '3.17',
    summary: 'The node selector of a step counts only when the agent allows it; by default it does not.',
  },
  runtimeClassGate: {
    since: 'next',
    summary: 'The runtime class of a step counts only when the agent allows it; by default it does not.',
  },
  clusterDomain: {
    since: 'next',
    summary: 'The DNS search domain follows the cluster domain that the agent states.',
  },
  windowsEncodedCommand: {
    since: 'next',
    summary: 'Windows steps get their script as an encoded PowerShell command.',
  },
} as const satisfies Record<string, FeatureDefinition>;

/** What an agent adds to the environment of a step when it starts it. */
export const RUN_FEATURES = {
  pluginDroneVariables: {
    since: '3.14',
    summary: 'The agent gives the `DRONE_*` variables to plugins only.',
  },
  stepRunVariables: {
    since: '3.15',
    summary: 'The agent sets `CI_PIPELINE_STATUS`, `CI_STEP_TYPE` and `CI_STEP_NAME` when a step starts.',
  },
} as const satisfies Record<string, FeatureDefinition>;

/** What the server makes of workflow files. */
export const SERVER_FEATURES = {
  evaluateSequences: {
    since: '3.1',
    summary:
      'Conditions may hold several expressions with `;` between them. The exact release is not recorded.',
  },
  evaluateUniq: {
    since: '3.1',
    summary: 'Conditions have the function `uniq`. The exact release is not recorded.',
  },
  strictSecretTargetSchema: {
    since: '3.1',
    summary:
      'The schema wants the target of a Kubernetes secret to be either `env` or `file`, and nothing else.',
  },
  pathExcludeWantsAllFiles: {
    since: '3.5',
    summary: 'An excluded path leaves a step out when every changed file matches, before when any did.',
  },
  serverWorkflowLabels: {
    since: '3.5',
    summary:
      'The server sets labels of its own under `woodpecker-ci.org` and hands all labels to every step.',
  },
  pipelineAuthorVariables: {
    since: '3.8',
    summary: '`CI_PIPELINE_AUTHOR` and `CI_PIPELINE_AVATAR`, also of the previous pipeline.',
  },
  plainVolumeAndNetwork: {
    since: '3.9',
    summary: 'Volume and network of a compiled workflow are plain names instead of objects.',
  },
  compiledOrganization: {
    since: '3.9',
    summary: 'Compiled steps carry the organization of the repository.',
  },
  compiledSecretMapping: {
    since: '3.9',
    summary: 'Compiled steps name the variables that came from secrets.',
  },
  pullRequestMetadataEvent: {
    since: '3.10',
    summary: 'The event `pull_request_metadata` counts as a pull request event.',
  },
  eventReasonVariables: {
    since: '3.10',
    summary: '`CI_PIPELINE_EVENT_REASON` and `CI_COMMIT_PULL_REQUEST_MILESTONE`.',
  },
  tolerationsSchema: {
    since: '3.10',
    summary: 'The schema checks tolerations.',
  },
  nullInEncodedSettings: {
    since: '3.12',
    summary: 'A null inside a setting that becomes JSON is kept; before, it crashes the server.',
  },
  onEmptyBooleanWords: {
    since: '3.12',
    summary: '`on_empty` takes the words of YAML 1.1, before it was read as text.',
  },
  networkModeNoneUntrusted: {
    since: '3.13',
    summary: '`network_mode: none` needs no trust.',
  },
  deploymentTagVariable: {
    since: '3.13',
    until: '3.13',
    summary: '`CI_COMMIT_TAG` is set for deployments, whatever the ref.',
  },
  eventTagVariable: {
    since: '3.0',
    until: '3.13',
    summary: '`CI_COMMIT_TAG` is set for the events tag and release, whatever the ref.',
  },
  commitAuthorAvatar: {
    since: '3.0',
    until: '3.13',
    summary: 'The avatar variables come from the author of the commit instead of the pipeline.',
  },
  statusGlobs: {
    since: '3.0',
    until: '3.13',
    summary: '`when.status` takes globs and `include` and `exclude`.',
  },
  statusOfMatchingConditions: {
    since: '3.14',
    summary: 'Only conditions that match decide whether a step runs on success or failure.',
  },
  workflowStatus: {
    since: '3.14',
    summary: '`when.status` of a workflow, which replaces the deprecated `runs_on`.',
  },
  stepSecretsKey: {
    since: '3.0',
    until: '3.13',
    summary: 'The removed step key `secrets` is refused; from 3.14 on it is an unknown key.',
  },
  serviceFailureIgnored: {
    since: '3.14',
    summary: 'A failure of services and detached steps is ignored unless the server says otherwise.',
  },
  failureCancel: {
    since: '3.14',
    summary: 'The schema knows `failure: cancel` for steps with commands.',
  },
  explicitPrivilegedAccepted: {
    since: '3.14',
    summary: 'A formerly privileged plugin is accepted when the step says `privileged: true`.',
  },
  refListSchema: {
    since: '3.14',
    summary: 'The schema takes lists and `include` and `exclude` for `when.ref`.',
  },
  serviceEntrypointSchema: {
    since: '3.14',
    summary: 'The schema takes `entrypoint` and `failure` for services.',
  },
  optionalDependencies: {
    since: '3.15',
    summary: '`depends_on` items can be optional, and that of a workflow can be a single name.',
  },
  rerunsVariable: {
    since: '3.15',
    summary: '`CI_PIPELINE_RERUNS`.',
  },
  umbrellaSchemaWarnings: {
    since: '3.0',
    until: '3.14',
    summary: 'Schema warnings of alternatives come on top of the concrete ones.',
  },
  goYaml4: {
    since: '3.16',
    summary: 'Files are read by go-yaml 4, where dates no longer fit texts.',
  },
  concurrencyLimits: {
    since: '3.16',
    summary: 'The workflow key `concurrency`.',
  },
  commitTimestampVariables: {
    since: '3.16',
    summary: '`CI_COMMIT_TIMESTAMP`, `CI_PREV_COMMIT_TIMESTAMP` and `CI_COMMIT_PULL_REQUEST_DRAFT`.',
  },
  filteredDependencyNamed: {
    since: '3.16',
    summary: 'A dependency on a step that its conditions left out is told apart from an unknown one.',
  },
  emptyMatrixAxesSkipped: {
    since: '3.17',
    summary: 'An empty axis of a matrix is ignored; before, it crashes the server beside a filled one.',
  },
  deeperYaml: {
    since: '3.17',
    summary: 'Values may be nested 14 levels deep instead of 9.',
  },
  releaseVariables: {
    since: '3.17',
    summary: '`CI_PIPELINE_RELEASE_TITLE` and `CI_PIPELINE_RELEASE_PRE`.',
  },
  deprecatedVariableWarnings: {
    since: '3.17',
    summary: 'The linter warns of deprecated variables.',
  },
  eventWorkflowLabels: {
    since: '3.17',
    summary: 'The server labels workflows with the branch of the commit and the event.',
  },
} as const satisfies Record<string, FeatureDefinition>;

/** Everything that differs between releases. Code asks for a feature by name and never compares releases. */
export const FEATURES = { ...AGENT_FEATURES, ...RUN_FEATURES, ...SERVER_FEATURES };

export type FeatureName = keyof typeof FEATURES;

/** For each feature, whether it holds in one release. */
export type Features = Readonly<Record<FeatureName, boolean>>;

const featuresByRelease = /* @__PURE__ */ new Map<Release, Features>();

/** The features of a release. */
export function featuresOf(release: Release): Features {
  let features = featuresByRelease.get(release);
  if (features === undefined) {
    features = Object.fromEntries(
      Object.entries(FEATURES as Record<string, FeatureDefinition>).map(([name, definition]) => [
        name,
        holdsIn(definition, release),
      ]),
    ) as Features;
    featuresByRelease.set(release, features);
  }
  return features;
}

function holdsIn({ since, until }: FeatureDefinition, release: Release): boolean {
  const index = releaseIndex(release);
  return (
    releaseIndex(since) <= index && index <= (until === undefined ? RELEASES.length : releaseIndex(until))
  );
}
