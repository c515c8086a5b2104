import type { EnvFromSource, EnvVar, Volume, VolumeMount } from 'kubernetes-types/core/v1.js';
import { pointerTo } from '../model/json-pointer.ts';
import type { SecretReference } from '../options/backend-options.ts';
import type { Features } from '../release/features.ts';
import { upper } from '../text/case-mapping.ts';
import { isAllowedFromStep } from './gates.ts';
import type { StepInput } from './step-input.ts';
import { volumeName } from './step-names.ts';

/** What the option `secrets` adds to a Pod, in the order of the option. */
export interface NativeSecrets {
  readonly env: readonly EnvVar[];
  readonly envFrom: readonly EnvFromSource[];
  readonly volumes: readonly Volume[];
  readonly mounts: readonly VolumeMount[];
}

const NONE: NativeSecrets = { env: [], envFrom: [], volumes: [], mounts: [] };

/** Secrets of the cluster as files, single variables or whole environments, where steps may use them. */
export function nativeSecrets({ agent, features, options }: StepInput): NativeSecrets {
  if (options.secrets.length === 0 || !isAllowedFromStep('secrets', agent, features)) return NONE;
  const files = options.secrets.flatMap((secret, index) =>
    secret.target.file === '' ? [] : [{ secret, volume: fileVolumeName(secret, index, features) }],
  );
  const others = options.secrets.filter(({ target }) => target.file === '');
  return {
    env: others.filter(isVariable).map(toVariable),
    envFrom: others
      .filter((secret) => !isVariable(secret))
      .map(({ name }) => ({ secretRef: name === '' ? {} : { name } })),
    volumes: files.map(({ secret, volume }) => ({ name: volume, secret: secretSource(secret) })),
    mounts: files.map(({ secret, volume }) => toMount(secret, volume)),
  };
}

function fileVolumeName(secret: SecretReference, index: number, features: Features): string {
  const path = pointerTo(pointerTo('/backend_options/kubernetes/secrets', index), 'name');
  return volumeName(secret.name, features, path);
}

function secretSource({ name }: SecretReference): { secretName?: string } {
  return name === '' ? {} : { secretName: name };
}

function toMount({ key, target }: SecretReference, volume: string): VolumeMount {
  const mount = { name: volume, readOnly: true, mountPath: target.file };
  return key === '' ? mount : { ...mount, subPath: key };
}

function isVariable({ key, target }: SecretReference): boolean {
  return key !== '' || target.env !== '';
}

function toVariable({ name, key, target }: SecretReference): EnvVar {
  const secretKeyRef = name === '' ? { key } : { name, key };
  return { name: target.env === '' ? upper(key) : target.env, valueFrom: { secretKeyRef } };
}
