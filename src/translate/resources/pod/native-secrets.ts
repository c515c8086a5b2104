import type { EnvFromSource, EnvVar, Volume, VolumeMount } from 'kubernetes-types/core/v1.js';
import { upper } from '../../../base/encoding/case-mapping.ts';
import type { SecretReference } from '../../model/backend-options.ts';
import type { Notes } from '../../provenance/voices.ts';
import type { AgentFeatures } from '../../release/agent-features.ts';
import { CONTAINER, volumeName } from '../object-names.ts';
import type { StepInput } from '../step-input.ts';
import { isOpen } from './layers.ts';
import { MOUNTS } from './volumes.ts';

interface IndexedSecret {
  readonly secret: SecretReference;
  readonly index: number;
}

/** The references of the option `secrets` that a step may use, in the order of the option. */
export interface NativeSecrets {
  readonly files: readonly IndexedSecret[];
  readonly variables: readonly IndexedSecret[];
  readonly environments: readonly IndexedSecret[];
}

/** Secrets of the cluster as files, single variables or whole environments, if steps may use them. */
export function nativeSecrets(input: StepInput): NativeSecrets {
  const { secrets } = input.options;
  const files: IndexedSecret[] = [];
  const variables: IndexedSecret[] = [];
  const environments: IndexedSecret[] = [];
  if (secrets.length > 0 && isOpen('secrets', `${CONTAINER}/env/-`, secrets, input)) {
    secrets.forEach((secret, index) => {
      const { key, target } = secret;
      if (target.file !== '') {
        files.push({ secret, index });
        if (target.env !== '')
          input.notes?.lost(
            `${CONTAINER}/env/-`,
            'secret',
            `/secrets/${index}/target/env`,
            'secret-file-wins',
          );
      } else if (key !== '' || target.env !== '') variables.push({ secret, index });
      else environments.push({ secret, index });
    });
  }
  return { files, variables, environments };
}

export function fileVolumeNames({ files }: NativeSecrets, features: AgentFeatures): string[] {
  return files.map(({ secret, index }) =>
    volumeName(secret.name, features, `/backend_options/kubernetes/secrets/${index}/name`),
  );
}

/** Adds the volumes and mounts of Secrets as files to those of the Pod. */
export function addFiles(
  { files }: NativeSecrets,
  names: readonly string[],
  volumes: Volume[],
  mounts: VolumeMount[],
  notes: Notes | undefined,
): void {
  files.forEach(({ secret: { name, key, target }, index }, position) => {
    const volume = names[position] ?? '';
    const mount = `${MOUNTS}/${mounts.length}`;
    notes?.set(`/spec/volumes/${volumes.length}`, 'secret', `/secrets/${index}/name`);
    notes?.set(mount, 'secret', `/secrets/${index}/name`);
    notes?.set(`${mount}/readOnly`, 'read-only');
    notes?.set(`${mount}/mountPath`, 'secret', `/secrets/${index}/target/file`);
    notes?.set(`${mount}/subPath`, 'secret', `/secrets/${index}/key`);
    volumes.push({ name: volume, secret: { secretName: name } });
    mounts.push({
      name: volume,
      readOnly: true,
      mountPath: target.file,
      ...(key === '' ? undefined : { subPath: key }),
    });
  });
}

/** Adds the variables of single keys to those of the container. */
export function addVariables({ variables }: NativeSecrets, env: EnvVar[], notes: Notes | undefined): void {
  for (const { secret, index } of variables) {
    const field = `${CONTAINER}/env/${env.length}`;
    const place = `/secrets/${index}`;
    notes?.set(`${field}/name`, 'secret', `${place}/${secret.target.env === '' ? 'key' : 'target/env'}`);
    notes?.set(`${field}/valueFrom/secretKeyRef/name`, 'secret', `${place}/name`);
    notes?.set(`${field}/valueFrom/secretKeyRef/key`, 'secret', `${place}/key`);
    env.push({ name: variableNameOf(secret), valueFrom: { secretKeyRef: keyOf(secret) } });
  }
}

export function variableNameOf({ key, target }: SecretReference): string {
  return target.env === '' ? upper(key) : target.env;
}

function keyOf({ name, key }: SecretReference): { name?: string; key: string } {
  return name === '' ? { key } : { name, key };
}

/** The Secrets whose keys all become variables. */
export function environmentSources(
  { environments }: NativeSecrets,
  notes: Notes | undefined,
): EnvFromSource[] {
  return environments.map(({ secret: { name }, index }, position) => {
    notes?.set(`${CONTAINER}/envFrom/${position}`, 'secret', `/secrets/${index}/name`);
    return { secretRef: name === '' ? {} : { name } };
  });
}
