import { pointerTo } from '../../../base/json/json-pointer.ts';
import { volumeMountPath } from '../../../translate/resources/step-names.ts';
import { type Explained, explained, type StepTrace, stepField } from '../trace.ts';
import { fileSecretOrigin } from './secrets.ts';

/** Volumes of the Pod: claims first, then Secrets as files. */
export function volumeOrigin(trace: StepTrace, tokens: readonly string[]): Explained {
  const [index = '', ...rest] = tokens;
  const claims = trace.uses.volumes;
  const claim = claims[Number(index)];
  if (claim !== undefined) return claimOrigin(trace, claim);
  return fileSecretOrigin(trace, Number(index) - claims.length, rest);
}

/** Mounts of the container, in the order of the volumes. */
export function mountOrigin(trace: StepTrace, tokens: readonly string[]): Explained {
  return volumeOrigin(trace, tokens);
}

/** The mounts that the init container takes over from the container. */
export function initMountOrigin(trace: StepTrace, tokens: readonly string[], directory: string): Explained {
  const [index = '', ...rest] = tokens;
  const paths = [
    ...trace.uses.volumes.map((volume) => volumeMountPath(trace.step.volumes?.[volume] ?? '')),
    ...trace.uses.secrets.files.map((secret) => trace.input.options.secrets[secret]?.target.file ?? ''),
  ];
  const parents = paths.flatMap((path, mount) => (directory.startsWith(`${path}/`) ? [mount] : []));
  return mountOrigin(trace, [String(parents[Number(index)]), ...rest]);
}

function claimOrigin(trace: StepTrace, volume: number): Explained {
  return explained('volume-of-step', stepField(trace, pointerTo('/volumes', volume)));
}
