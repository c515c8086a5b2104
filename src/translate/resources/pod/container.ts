import type {
  Container,
  ContainerPort,
  EnvVar,
  ResourceRequirements,
  VolumeMount,
} from 'kubernetes-types/core/v1.js';
import { upper } from '../../../base/encoding/case-mapping.ts';
import type { Port } from '../../model/step.ts';
import type { StepInput } from '../step-input.ts';
import type { CommandScript } from './environment.ts';
import type { NativeSecrets } from './native-secrets.ts';
import { containerSecurityContext } from './security-context.ts';

/** The parts of the container that can fail, made before it in the agent's order. */
export interface ContainerParts {
  readonly script: CommandScript | undefined;
  readonly env: EnvVar[];
  readonly secrets: NativeSecrets;
  readonly mounts: VolumeMount[];
  readonly resources: ResourceRequirements | undefined;
}

export function stepContainer(input: StepInput, name: string, parts: ContainerParts): Container {
  const { step } = input;
  const container: Container = { name };
  if (step.image) container.image = step.image;
  if (step.pull) container.imagePullPolicy = 'Always';
  const command = step.entrypoint?.length ? step.entrypoint : parts.script?.command;
  if (command !== undefined) container.command = [...command];
  const directory = workingDirectory(input, parts.script);
  if (directory !== '') container.workingDir = directory;
  if (step.ports?.length) container.ports = step.ports.map(toContainerPort);
  if (parts.env.length > 0) container.env = parts.env;
  if (parts.secrets.envFrom.length > 0) container.envFrom = parts.secrets.envFrom;
  if (parts.resources !== undefined) container.resources = parts.resources;
  if (parts.mounts.length > 0) container.volumeMounts = parts.mounts;
  const securityContext = containerSecurityContext(input);
  if (securityContext !== undefined) container.securityContext = securityContext;
  return container;
}

/** With commands the script changes the directory itself. */
export function workingDirectory({ step }: StepInput, script: CommandScript | undefined): string {
  return (script === undefined ? step.working_dir : step.workspace_base) ?? '';
}

function toContainerPort({ number = 0, protocol = '' }: Port): ContainerPort {
  return protocol === '' ? { containerPort: number } : { containerPort: number, protocol: upper(protocol) };
}
