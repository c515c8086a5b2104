import type {
  Container,
  ContainerPort,
  EnvFromSource,
  EnvVar,
  PodSecurityContext,
  ResourceRequirements,
  SecurityContext,
  VolumeMount,
} from 'kubernetes-types/core/v1.js';
import { upper } from '../../../base/encoding/case-mapping.ts';
import { ownValue, setOwn } from '../../../base/json/json.ts';
import { pointerTo } from '../../../base/json/json-pointer.ts';
import { canonicalQuantity } from '../../../base/quantity/canonical-quantity.ts';
import { excerpt } from '../../../base/text/excerpt.ts';
import { AGENT_OPTION_DEFAULTS } from '../../agent/agent-options.ts';
import type { TextMap } from '../../model/backend-options.ts';
import type { Port } from '../../model/compiled-workflow.ts';
import type { Notes } from '../../provenance/voices.ts';
import { CONTAINER, INIT_CONTAINER, podNameVoice } from '../object-names.ts';
import type { StepInput } from '../step-input.ts';
import { TranslationError } from '../translation-error.ts';
import type { CommandScript } from './script.ts';
import { MOUNTS } from './volumes.ts';

/** The parts of the container that are made before it, in the agent's order. */
export interface ContainerParts {
  readonly script: CommandScript | undefined;
  readonly env: EnvVar[];
  readonly envFrom: EnvFromSource[];
  readonly mounts: VolumeMount[];
  readonly resources: ResourceRequirements | undefined;
  readonly securityContext: SecurityContext | undefined;
  readonly directory: string;
}

export function stepContainer(input: StepInput, name: string, parts: ContainerParts): Container {
  const { step, features, notes } = input;
  const container: Container = { name };
  notes?.set(`${CONTAINER}/name`, podNameVoice(step, features));
  if (step.image) {
    container.image = step.image;
    notes?.set(`${CONTAINER}/image`, 'field', '/image');
  }
  if (step.pull) {
    container.imagePullPolicy = 'Always';
    notes?.set(`${CONTAINER}/imagePullPolicy`, 'pull');
  }
  if (step.entrypoint?.length) {
    container.command = [...step.entrypoint];
    notes?.set(`${CONTAINER}/command`, 'entrypoint');
  } else if (parts.script !== undefined) {
    container.command = [...parts.script.command];
    notes?.set(`${CONTAINER}/command`, 'script-command');
  }
  if (parts.directory !== '') container.workingDir = parts.directory;
  if (step.ports?.length)
    container.ports = step.ports.map((port, index) => {
      notePort(`${CONTAINER}/ports/${index}`, port, index, notes);
      return toContainerPort(port);
    });
  if (parts.env.length > 0) container.env = parts.env;
  if (parts.envFrom.length > 0) container.envFrom = parts.envFrom;
  if (parts.resources !== undefined) container.resources = parts.resources;
  if (parts.mounts.length > 0) container.volumeMounts = parts.mounts;
  if (parts.securityContext !== undefined) container.securityContext = parts.securityContext;
  return container;
}

/** With commands the container starts in the workspace, and the script changes the directory. */
export function workingDirectory({ step, notes }: StepInput, script: CommandScript | undefined): string {
  if (script !== undefined) {
    notes?.set(`${CONTAINER}/workingDir`, 'workspace');
    return step.workspace_base ?? '';
  }
  notes?.set(`${CONTAINER}/workingDir`, 'field', '/working_dir');
  if (step.workspace_base)
    notes?.lost(`${CONTAINER}/workingDir`, 'field', '/workspace_base', 'workspace-base-unused');
  return step.working_dir ?? '';
}

/** Notes where the parts of a port of a container or Service come from. */
export function notePort(field: string, { number }: Port, index: number, notes: Notes | undefined): void {
  const path = `/ports/${index}`;
  if (number === undefined) notes?.set(field, 'port-zero', path);
  else notes?.set(field, 'port', `${path}/number`);
  notes?.set(`${field}/protocol`, 'port', `${path}/protocol`);
}

function toContainerPort({ number = 0, protocol = '' }: Port): ContainerPort {
  return protocol === '' ? { containerPort: number } : { containerPort: number, protocol: upper(protocol) };
}

/** Requests and limits with canonical quantities; undefined when there are none. */
export function resourceRequirements({ options, notes }: StepInput): ResourceRequirements | undefined {
  const { requests, limits } = options.resources;
  notes?.set(`${CONTAINER}/resources`, 'option', '/resources');
  const requirements: ResourceRequirements = {};
  if (hasEntries(requests)) requirements.requests = quantities('requests', requests);
  if (hasEntries(limits)) requirements.limits = quantities('limits', limits);
  return hasEntries(requests) || hasEntries(limits) ? requirements : undefined;
}

function hasEntries(map: TextMap | undefined): map is TextMap {
  return map !== undefined && Object.keys(map).length > 0;
}

function quantities(kind: 'requests' | 'limits', texts: TextMap): Record<string, string> {
  const path = `/backend_options/kubernetes/resources/${kind}`;
  const canonical: Record<string, string> = {};
  for (const resource of Object.keys(texts)) {
    setOwn(canonical, resource, quantity(texts[resource] ?? '', path, resource));
  }
  return canonical;
}

function quantity(text: string, parent: string, resource: string): string {
  const canonical = canonicalQuantity(text);
  if (canonical !== undefined) return canonical;
  const message = `${excerpt(text)} is not a quantity. Write a number with an optional suffix, such as 500m, 2 or 1.5Gi.`;
  throw new TranslationError('invalid-quantity', pointerTo(parent, resource), message);
}

/**
 * A container that makes the working directory as the user that the step runs as, when that user is stated, is not
 * root, and a mount lies above the directory.
 */
export function workspaceInitContainer(
  { step, agent, features, notes }: StepInput,
  podName: string,
  workingDirectory: string,
  mounts: readonly VolumeMount[],
  securityContext: PodSecurityContext,
): Container | undefined {
  const runAsUser = ownValue(securityContext, 'runAsUser');
  const isWanted = features.workspaceInitContainer && runAsUser !== undefined && runAsUser !== 0;
  const parents = isWanted
    ? mounts.filter(({ mountPath }) => workingDirectory.startsWith(`${mountPath}/`))
    : [];
  if (parents.length === 0) {
    notes?.lost('/spec/initContainers/-', 'init-image', '', 'init-container-unused');
    return undefined;
  }
  const amounts = { cpu: '5m', memory: features.initContainerMemory12Mi ? '12Mi' : '5Mi' };
  const image = features.permissionInitImage
    ? agent.permissionInitImage
    : AGENT_OPTION_DEFAULTS.permissionInitImage;
  notes?.set(INIT_CONTAINER, 'init-container');
  notes?.set(`${INIT_CONTAINER}/name`, podNameVoice(step, features));
  if (features.permissionInitImage) notes?.set(`${INIT_CONTAINER}/image`, 'init-image');
  const directory = step.commands?.length ? '/workspace_base' : '/working_dir';
  notes?.set(`${INIT_CONTAINER}/args/2`, 'init-directory', directory);
  parents.forEach((mount, index) => {
    notes?.copy(`${MOUNTS}/${mounts.indexOf(mount)}`, `${INIT_CONTAINER}/volumeMounts/${index}`);
  });
  return {
    name: `init-${podName}`,
    ...(image === '' ? undefined : { image }),
    args: ['mkdir', '-p', workingDirectory],
    resources: { limits: amounts, requests: { ...amounts } },
    volumeMounts: parents.map((mount) => ({ ...mount })),
    imagePullPolicy: 'Always',
    securityContext: { capabilities: { drop: ['ALL'] }, allowPrivilegeEscalation: false },
  };
}
