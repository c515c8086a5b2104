import { knownRelease, type Release, releaseIndex } from './releases.ts';

/** The releases that have a feature, both ends included. */
export interface FeatureReleases {
  /** The first release. */
  readonly since: Release;
  /** The last release; absent if it still has the feature. */
  readonly until?: Release;
}

/** Features of agents: the objects of a workflow, and the options and variables for them. */
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

/** Features of agents in the environment of a step that starts. */
export const RUN_FEATURE_RELEASES = {
  commitAuthorAvatar: { since: '3.0', until: '3.13' },
  pluginDroneVariables: { since: '3.14' },
  stepRunVariables: { since: '3.15' },
} as const satisfies Record<string, FeatureReleases>;

/**
 * The name of something that differs between releases of the agent; docs/releases.md lists them by release.
 *
 * @useDeclaredType
 */
export type AgentFeatureName = keyof typeof AGENT_FEATURE_RELEASES | keyof typeof RUN_FEATURE_RELEASES;

/** For each feature of agents, whether one release has it. */
export type AgentFeatures = Readonly<Record<AgentFeatureName, boolean>>;

/**
 * Returns the features of the agent of a release, the same object at each call.
 *
 * @param release in a form that `parseRelease` reads; 3.0 for any other value
 */
export const agentFeaturesOf: (release: string) => AgentFeatures = /* @__PURE__ */ byRelease(() => ({
  ...AGENT_FEATURE_RELEASES,
  ...RUN_FEATURE_RELEASES,
}));

/** Makes the function that returns which features of a table a release has. */
export function byRelease<Name extends string>(
  table: () => Readonly<Record<Name, FeatureReleases>>,
): (release: string) => Readonly<Record<Name, boolean>> {
  const made = new Map<string, Readonly<Record<Name, boolean>>>();
  return function featuresOfRelease(written) {
    let features = made.get(written);
    if (features === undefined) {
      const release = knownRelease(written);
      if (release !== written) return featuresOfRelease(release);
      const entries = Object.entries<FeatureReleases>(table());
      features = Object.fromEntries(entries.map(([name, held]) => [name, holdsIn(held, release)])) as Record<
        Name,
        boolean
      >;
      made.set(release, features);
    }
    return features;
  };
}

export function holdsIn(releases: FeatureReleases, release: Release): boolean {
  const index = releaseIndex(release);
  const isOver = Object.hasOwn(releases, 'until') && index > releaseIndex(releases.until ?? release);
  return releaseIndex(releases.since) <= index && !isOver;
}
