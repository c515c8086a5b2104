import type { Volume, VolumeMount } from 'kubernetes-types/core/v1.js';
import { CONTAINER, volumeMountPath, volumeName } from '../object-names.ts';
import type { StepInput } from '../step-input.ts';

export interface StepVolume {
  readonly volume: string;
  readonly mountPath: string;
  readonly index: number;
}

/** The claims that a step mounts, in the order in which it lists them. */
export function claimMounts(
  mounted: readonly StepVolume[],
  { features, notes }: Pick<StepInput, 'features' | 'notes'>,
): VolumeMount[] {
  return mounted.map(({ volume, mountPath, index }, position) => {
    notes?.set(`/spec/volumes/${position}`, 'volume', index);
    notes?.set(`${MOUNTS}/${position}`, 'volume', index);
    return { name: volumeName(volume, features, `/volumes/${index}`), mountPath };
  });
}

export const MOUNTS = `${CONTAINER}/volumeMounts`;
const NO_MOUNT = `${MOUNTS}/-`;

/** The volumes that a step mounts. A service can leave out the workspace. */
export function mountedVolumes({ step, options, notes }: StepInput): StepVolume[] {
  const leavesOut = options.workspaceVolume === false && step.type === 'service';
  const workspace = step.workspace_base ?? '';
  const mounted: StepVolume[] = [];
  let isLeftOut = false;
  (step.volumes ?? []).forEach((volume, index) => {
    const mountPath = volumeMountPath(volume);
    if (leavesOut && mountPath === workspace) {
      isLeftOut = true;
      notes?.lost(NO_MOUNT, 'volume', index, 'workspace-left-out');
    } else mounted.push({ volume, mountPath, index });
  });
  if (isLeftOut) {
    notes?.acts(NO_MOUNT, 'option', '/workspaceVolume', 'workspace-left-out');
    notes?.acts(NO_MOUNT, 'field', '/workspace_base', 'workspace-left-out');
  } else if (options.workspaceVolume === false) {
    const reason = leavesOut ? 'workspace-not-mounted' : 'workspace-volume-of-step';
    notes?.lost(NO_MOUNT, 'option', '/workspaceVolume', reason);
  } else if (options.workspaceVolume) notes?.lost(NO_MOUNT, 'option', '/workspaceVolume', 'same-as-absent');
  return mounted;
}

export function toVolume({ name }: VolumeMount): Volume {
  return { name, persistentVolumeClaim: { claimName: name } };
}
