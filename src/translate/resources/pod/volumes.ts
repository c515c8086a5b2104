import type { Volume, VolumeMount } from 'kubernetes-types/core/v1.js';
import type { StepInput } from '../step-input.ts';
import { volumeMountPath, volumeName } from '../step-names.ts';

/** A claim and where it is mounted. */
export interface ClaimMount {
  readonly name: string;
  readonly mountPath: string;
}

/** The claims that a step mounts, in the order in which it lists them. */
export function claimMounts(input: StepInput): ClaimMount[] {
  const { step, features } = input;
  const mounts: ClaimMount[] = [];
  (step.volumes ?? []).forEach((volume, index) => {
    const mountPath = volumeMountPath(volume);
    if (isLeftOut(mountPath, input)) return;
    mounts.push({ name: volumeName(volume, features, `/volumes/${index}`), mountPath });
  });
  return mounts;
}

/** A service may leave out the workspace. */
function isLeftOut(mountPath: string, { step, options }: StepInput): boolean {
  return (
    options.workspaceVolume === false && step.type === 'service' && mountPath === (step.workspace_base ?? '')
  );
}

export function toVolume({ name }: ClaimMount): Volume {
  return { name, persistentVolumeClaim: { claimName: name } };
}

export function toVolumeMount({ name, mountPath }: ClaimMount): VolumeMount {
  return { name, mountPath };
}
