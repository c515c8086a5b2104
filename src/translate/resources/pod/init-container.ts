import type { Container, PodSecurityContext, VolumeMount } from 'kubernetes-types/core/v1.js';
import { ownValue } from '../../../base/json/json.ts';
import { AGENT_OPTION_DEFAULTS } from '../../agent/agent-options.ts';
import type { StepInput } from '../step-input.ts';

/**
 * A container that makes the working directory as the user that the step runs as, when that user is stated, is not
 * root, and a mount lies above the directory.
 */
export function workspaceInitContainer(
  { agent, features }: StepInput,
  podName: string,
  workingDirectory: string,
  mounts: readonly VolumeMount[],
  securityContext: PodSecurityContext,
): Container | undefined {
  const runAsUser = ownValue(securityContext, 'runAsUser');
  if (!features.workspaceInitContainer || runAsUser === undefined || runAsUser === 0) return undefined;
  const parents = mounts.filter(({ mountPath }) => workingDirectory.startsWith(`${mountPath}/`));
  if (parents.length === 0) return undefined;
  const amounts = { cpu: '5m', memory: features.initContainerMemory12Mi ? '12Mi' : '5Mi' };
  const image = features.permissionInitImage
    ? agent.permissionInitImage
    : AGENT_OPTION_DEFAULTS.permissionInitImage;
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
