import type { Container, PodSecurityContext, VolumeMount } from 'kubernetes-types/core/v1.js';
import { ownValue } from '../../../base/json/json.ts';
import { AGENT_OPTION_DEFAULTS } from '../../agent/variables.ts';
import { INIT_CONTAINER } from '../names.ts';
import type { StepInput } from '../step-input.ts';
import { podNameVoice } from '../step-names.ts';
import { MOUNTS } from './volumes.ts';

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
