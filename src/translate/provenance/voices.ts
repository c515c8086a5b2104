import { pointerTo } from '../../base/json/json-pointer.ts';
import { type VariableOption, variableName } from '../agent/agent-options.ts';
import { GATES, type GatedOption } from './gates.ts';
import type { Origin, Remedy } from './origin.ts';
import type { ReasonCode } from './reasons.ts';

/** An origin before it is known which step it is about. */
export interface RelativeOrigin extends Origin {
  /** Where its path begins: at the step, or at its options after decoding. Absent for a complete path. */
  readonly base?: 'step' | 'options';
}

/** Somebody who can decide a field. */
export interface Voice {
  /** Why the field has its value. */
  readonly reason: ReasonCode;
  /** Everything that the value is made of; the first one decides. */
  readonly from: (key: string) => readonly [RelativeOrigin, ...RelativeOrigin[]];
  /** Whether a part of the field comes from the same part of the first origin. */
  readonly isTree?: true;
  /** Whether the value is the key of the first origin. */
  readonly isKey?: true;
  /** Why those lose who wanted the field before. */
  readonly wins?: ReasonCode;
  /** A change that would let them win. */
  readonly winsBy?: Remedy;
}

const BUILT_IN: Origin = { source: 'built-in', path: '' };

const option = (place: string): RelativeOrigin => ({ source: 'step-option', path: place, base: 'options' });
const field = (path: string): RelativeOrigin => ({ source: 'step-field', path, base: 'step' });
const platform = (name: 'taskUuid' | 'os' | 'serviceAddress'): Origin => ({
  source: 'platform',
  path: `/${name}`,
});

function variable(name: VariableOption, key = ''): Origin {
  const path = pointerTo('', variableName(name));
  return { source: 'agent-variable', path: key === '' ? path : pointerTo(path, key) };
}

function entry(name: VariableOption) {
  return (key: string) =>
    [{ source: 'agent-variable', path: pointerTo(variable(name).path, key) }] as const satisfies Origin[];
}

function gateOf(place: string): Origin {
  return variable(GATES[place.split('/')[1] as GatedOption].option);
}

const NAMESPACE = [variable('namespace')] as const;
const ORGANIZATION_NAMESPACE = [
  ...NAMESPACE,
  variable('namespacePerOrganization'),
  field('/org_id'),
] as const;

const POD_NAMES = {
  'plain-name': [field('/uuid')],
  'service-name': [field('/uuid'), field('/name'), field('/type')],
  'detached-name': [field('/uuid'), field('/name'), field('/detach')],
} as const;

/** Everybody who can decide a field, by the name that builders use. */
export const VOICES = {
  // Built in.
  fixed: { reason: 'fixed-value', from: () => [BUILT_IN] },
  'default-fs-group': { reason: 'default-fs-group', from: () => [BUILT_IN] },
  'init-container': { reason: 'init-container', from: () => [BUILT_IN] },
  'read-only': { reason: 'secret-file-read-only', from: () => [BUILT_IN] },
  'script-variable': { reason: 'script-variable', from: () => [BUILT_IN] },

  // Options of the step. The key is the place of the option.
  option: { reason: 'option-applied', from: (place) => [option(place)], isTree: true },
  'gated-option': {
    reason: 'option-allowed',
    from: (place) => [option(place), gateOf(place)],
    isTree: true,
    wins: 'option-wins',
  },
  secret: { reason: 'option-allowed', from: (place) => [option(place), variable('allowNativeSecrets')] },
  'root-when-privileged': {
    reason: 'root-allowed',
    from: (name) => [option(`/securityContext/${name}`), field('/privileged')],
  },
  'root-of-own-users': {
    reason: 'root-allowed',
    from: (name) => [option(`/securityContext/${name}`), option('/hostUsers')],
  },

  // Fields of the step.
  field: { reason: 'step-field', from: (path) => [field(path)] },
  pull: { reason: 'pull-always', from: () => [field('/pull')] },
  privileged: { reason: 'privileged-step', from: () => [field('/privileged')] },
  entrypoint: { reason: 'entrypoint', from: () => [field('/entrypoint')], isTree: true },
  workspace: { reason: 'workspace-directory', from: () => [field('/workspace_base')] },
  'init-directory': { reason: 'init-container', from: (path) => [field(path)] },
  port: { reason: 'port', from: (path) => [field(path)] },
  'port-zero': { reason: 'port-zero', from: (path) => [field(path)] },
  volume: { reason: 'volume-of-step', from: (index) => [field(`/volumes/${index}`)] },
  'extra-host': { reason: 'extra-host', from: (path) => [field(path)], isTree: true },
  dns: { reason: 'step-dns', from: (path) => [field(path)], isTree: true },
  hostname: { reason: 'hostname', from: () => [field('/name')] },
  type: { reason: 'service-name', from: () => [field('/type')] },
  detach: { reason: 'service-name', from: () => [field('/detach')] },
  organization: { reason: 'namespace-of-organization', from: () => [field('/org_id')] },
  credentials: {
    reason: 'registry-credentials',
    from: () => [field('/auth_config/username'), field('/auth_config/password'), field('/image')],
  },
  'auth-config': { reason: 'registry-credentials', from: () => [field('/auth_config')] },
  'secret-value': {
    reason: 'step-secret-value',
    from: () => [field('/secret_mapping')],
    isTree: true,
  },

  // Variables of the container. The key is the name of the variable, or the number of commands.
  environment: { reason: 'environment', from: (name) => [field(pointerTo('/environment', name))] },
  'environment-name': {
    reason: 'environment',
    from: (name) => [field(pointerTo('/environment', name))],
    isKey: true,
  },
  'environment-from-secret': {
    reason: 'environment-from-secret',
    from: (name) => [field(pointerTo('/secret_mapping', name)), field(pointerTo('/environment', name))],
    isKey: true,
  },
  script: {
    reason: 'script',
    from: (commands) => [
      field('/commands/0'),
      ...Array.from({ length: Number(commands) - 1 }, (_, index) => field(`/commands/${index + 1}`)),
      field('/working_dir'),
    ],
  },
  commands: { reason: 'script', from: () => [field('/commands')] },
  'script-shell': { reason: 'script-shell', from: () => [platform('os')] },
  'script-command': { reason: 'script-command', from: () => [platform('os')] },

  // Names and namespaces.
  'plain-name': { reason: 'name-from-uuid', from: () => POD_NAMES['plain-name'] },
  'service-name': {
    reason: 'service-name',
    from: () => POD_NAMES['service-name'],
    wins: 'internal-label-wins',
  },
  'detached-name': {
    reason: 'service-name',
    from: () => POD_NAMES['detached-name'],
    wins: 'internal-label-wins',
  },
  // The key is the voice of the name of the Pod.
  'step-secret-name': { reason: 'step-secret-name', from: (pod) => POD_NAMES[pod as keyof typeof POD_NAMES] },
  'registry-secret-name': {
    reason: 'name-from-uuid',
    from: () => [field('/uuid'), field('/auth_config/username'), field('/auth_config/password')],
  },
  'volume-name': { reason: 'volume-name', from: () => [{ source: 'workflow-field', path: '/volume' }] },
  namespace: { reason: 'namespace-of-agent', from: () => NAMESPACE },
  'organization-namespace': { reason: 'namespace-of-organization', from: () => ORGANIZATION_NAMESPACE },
  subdomain: { reason: 'subdomain', from: () => [platform('taskUuid')] },
  'search-domain': {
    reason: 'service-search-domain',
    from: () => [platform('taskUuid'), ...NAMESPACE, variable('clusterDomain')],
  },
  'organization-search-domain': {
    reason: 'service-search-domain',
    from: () => [platform('taskUuid'), ...ORGANIZATION_NAMESPACE, variable('clusterDomain')],
  },

  // Labels, annotations and where a Pod runs. The key is that of the entry.
  'internal-label': {
    reason: 'workflow-label',
    from: (key) => [field(pointerTo('/workflow_labels', key))],
  },
  'workflow-label': {
    reason: 'workflow-label',
    from: (key) => [field(pointerTo('/workflow_labels', key)), variable('podLabelsAllowFromStep')],
  },
  'agent-label': { reason: 'agent-label', from: entry('podLabels'), wins: 'agent-wins' },
  'step-label': {
    reason: 'step-label',
    from: () => [field('/name')],
    wins: 'internal-label-wins',
  },
  'task-label': { reason: 'task-label', from: () => [platform('taskUuid')], wins: 'internal-label-wins' },
  'agent-annotation': { reason: 'agent-annotation', from: entry('podAnnotations'), wins: 'agent-wins' },
  architecture: {
    reason: 'platform-architecture',
    from: () => [{ source: 'platform', path: '/environment/CI_SYSTEM_PLATFORM', base: 'step' }],
  },
  'agent-node-selector': {
    reason: 'agent-node-selector',
    from: entry('podNodeSelector'),
    wins: 'agent-wins',
  },
  'agent-tolerations': {
    reason: 'agent-tolerations',
    from: () => [variable('podTolerations')],
    isTree: true,
  },
  'agent-affinity': { reason: 'agent-affinity', from: () => [variable('podAffinity')], isTree: true },

  // Other variables of the agent, and the services of the workflow. The key of an alias is the path of its service.
  'priority-class': { reason: 'agent-priority-class', from: () => [variable('priorityClass')] },
  'pull-secret': {
    reason: 'agent-pull-secret',
    from: (index) => [variable('pullSecretNames', index)],
  },
  'non-root': {
    reason: 'agent-non-root',
    from: () => [variable('runAsNonRoot')],
    wins: 'agent-non-root-wins',
    winsBy: 'runAsNonRoot',
  },
  'init-image': { reason: 'init-container', from: () => [variable('permissionInitImage')] },
  'cluster-domain': { reason: 'service-search-domain', from: () => [variable('clusterDomain')] },
  'access-mode': { reason: 'access-mode', from: () => [variable('storageRwx')] },
  'storage-class': { reason: 'storage-class', from: () => [variable('storageClass')] },
  'volume-size': { reason: 'volume-size', from: () => [variable('volumeSize')] },
  'service-address': { reason: 'service-alias', from: () => [platform('serviceAddress')] },
  'service-alias': {
    reason: 'service-alias',
    from: (path) => [{ source: 'step-field', path: `${path}/networks/0/aliases/0` }],
  },
} as const satisfies Record<string, Voice>;

export type VoiceName = keyof typeof VOICES;

/**
 * The notes of builders about one object. A field is a JSON Pointer into the object; a note is about the field and
 * everything below it. Builders have no notes unless somebody asks for them, and then call nothing.
 */
export interface Notes {
  /** Notes who decided a field. A later note overrides an earlier one. */
  set(field: string, voice: VoiceName, key?: string | number): void;
  /** Notes who wanted a field and did not get it. `-` as the last token represents an item that is not in the list. */
  lost(field: string, voice: VoiceName, key: string | number, reason: ReasonCode, remedy?: Remedy): void;
  /** Notes who acted on a field without a value in it. */
  acts(field: string, voice: VoiceName, key: string | number, reason: ReasonCode): void;
  /** Notes that a part was copied from another one. */
  copy(from: string, to: string): void;
}
