import type {
  Container,
  ContainerPort,
  EnvFromSource,
  EnvVar,
  ResourceRequirements,
  SecurityContext,
  VolumeMount,
} from 'kubernetes-types/core/v1.js';
import { upper } from '../../../base/encoding/case-mapping.ts';
import type { Port } from '../../model/step.ts';
import type { Notes } from '../../provenance/notes.ts';
import { CONTAINER } from '../names.ts';
import type { StepInput } from '../step-input.ts';
import { podNameVoice } from '../step-names.ts';
import type { CommandScript } from './environment.ts';

/** The parts of the container that are made before it, in the agent's order. */
export interface ContainerParts {
  readonly script: CommandScript | undefined;
  readonly env: EnvVar[];
  readonly envFrom: EnvFromSource[];
  readonly mounts: VolumeMount[];
  readonly resources: ResourceRequirements | undefined;
  readonly securityContext: SecurityContext | undefined;
  /** The directory in which it starts. */
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
