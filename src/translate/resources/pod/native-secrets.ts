import type { EnvFromSource, EnvVar, Volume, VolumeMount } from 'kubernetes-types/core/v1.js';
import { upper } from '../../../base/encoding/case-mapping.ts';
import type { SecretReference } from '../../options/backend-options.ts';
import { isAllowedFromStep } from '../../provenance/gates.ts';
import type { Features } from '../../release/features.ts';
import type { StepInput } from '../step-input.ts';
import { volumeName } from '../step-names.ts';

/** What the option `secrets` adds to a Pod, in the order of the option. */
export interface NativeSecrets {
  readonly env: EnvVar[];
  readonly envFrom: EnvFromSource[];
  readonly volumes: Volume[];
  readonly mounts: VolumeMount[];
}

/** Secrets of the cluster as files, single variables or whole environments, where steps may use them. */
export function nativeSecrets({ agent, features, options }: StepInput): NativeSecrets {
  const added: NativeSecrets = { env: [], envFrom: [], volumes: [], mounts: [] };
  if (!isAllowedFromStep('secrets', agent, features)) return added;
  options.secrets.forEach((secret, index) => {
    if (secret.target.file !== '') {
      const volume = fileVolumeName(secret, index, features);
      added.volumes.push({ name: volume, secret: { secretName: secret.name } });
      added.mounts.push(toMount(secret, volume));
    } else if (secret.key !== '' || secret.target.env !== '') {
      added.env.push(toVariable(secret));
    } else {
      added.envFrom.push({ secretRef: secret.name === '' ? {} : { name: secret.name } });
    }
  });
  return added;
}

function fileVolumeName(secret: SecretReference, index: number, features: Features): string {
  return volumeName(secret.name, features, `/backend_options/kubernetes/secrets/${index}/name`);
}

function toMount({ key, target }: SecretReference, volume: string): VolumeMount {
  const mount: VolumeMount = { name: volume, readOnly: true, mountPath: target.file };
  if (key !== '') mount.subPath = key;
  return mount;
}

function toVariable({ name, key, target }: SecretReference): EnvVar {
  const secretKeyRef = name === '' ? { key } : { name, key };
  return { name: target.env === '' ? upper(key) : target.env, valueFrom: { secretKeyRef } };
}
