import { RELEASES, type Release, releaseIndex } from './releases.ts';

/** The releases in which a feature holds, both ends included, and what it does. */
export interface FeatureDefinition {
  readonly since: Release;
  readonly until?: Release;
  readonly summary: string;
}

/** What changed between releases in the translation to Kubernetes objects. Code asks for a feature by name. */
export const FEATURES = {
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
    summary: 'A name that cannot be made a DNS name is an error.',
  },
  hashedDnsNames: {
    since: '3.17',
    summary: 'Names are cleaned wholly, and shortened with a hash where they are too long.',
  },
  labelValueSanitizer: {
    since: '3.17',
    summary: 'Step and workflow labels are cleaned by the rules of label values and shortened with a hash.',
  },
  legacyYamlOptions: {
    since: '3.0',
    until: '3.12',
    summary: 'Structured agent variables are read as YAML 1.2, with the text of scalars kept.',
  },
  kubernetesYamlOptions: {
    since: '3.13',
    summary: 'Structured agent variables are read as YAML 1.1 and turned into JSON first.',
  },
  lowercaseTolerationKeys: {
    since: '3.9',
    until: '3.12',
    summary:
      'Tolerations of the agent are read with lower-case keys only, so `tolerationSeconds` is ignored.',
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
  extraHostsHonoured: {
    since: '3.13',
    summary: 'The extra hosts of a step become host aliases.',
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
  evaluateSequences: {
    since: '3.1',
    summary:
      'Conditions may hold several expressions with `;` between them. The exact release is not recorded.',
  },
  evaluateUniq: {
    since: '3.1',
    summary: 'Conditions have the function `uniq`. The exact release is not recorded.',
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

export type FeatureName = keyof typeof FEATURES;

/** For each feature, whether it holds in one release. */
export type Features = Readonly<Record<FeatureName, boolean>>;

const featuresByRelease = /* @__PURE__ */ new Map<Release, Features>();

/** The features of a release. */
export function featuresOf(release: Release): Features {
  let features = featuresByRelease.get(release);
  if (features === undefined) {
    features = Object.fromEntries(
      Object.entries(FEATURES).map(([name, definition]) => [name, holdsIn(definition, release)]),
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
