import { lower } from '../../base/encoding/case-mapping.ts';
import { parseImageReference } from '../../base/text/image-reference.ts';
import type { RegistryCredentials } from '../../translate/model/step.ts';
import { withoutEmpty } from '../collections.ts';
import type { CompileInput, RegistryInput, SecretInput } from '../types.ts';
import { type ChangedFiles, changedFiles } from '../when/changed-files.ts';
import { imageMatcher } from './image-match.ts';

/** What the server knows of a pipeline, prepared once so that no step searches a list. */
export interface Lookups {
  /** The secrets by lower-case name; of several, the last counts. */
  readonly secrets: ReadonlyMap<string, Secret>;
  /** The registries by host; of several, the first counts. */
  readonly registries: ReadonlyMap<string, RegistryInput>;
  /** Whether an image is on the list of privileged plugins. */
  readonly isPrivilegedPlugin: (image: string) => boolean;
  readonly changedFiles: ChangedFiles;
}

interface Secret extends SecretInput {
  /** Whether an image is on the list of the secret. */
  readonly isForImage: (image: string) => boolean;
}

export function prepareLookups({ secrets = [], registries = [], options, metadata }: CompileInput): Lookups {
  const withImages = secrets.map((secret): [string, Secret] => [
    lower(secret.name),
    { ...secret, isForImage: imageMatcher(secret.images ?? []) },
  ]);
  const byHost = registries.map((registry): [string, RegistryInput] => [
    canonicalHost(registry.hostname),
    registry,
  ]);
  return {
    secrets: new Map(withImages),
    registries: new Map(byHost.reverse()),
    isPrivilegedPlugin: imageMatcher(options?.privileged_plugins ?? []),
    changedFiles: changedFiles(metadata?.curr?.commit?.changed_files ?? []),
  };
}

/** Credentials for an image: those of the registry that the image is from; empty for none. */
export function registryCredentials(
  image: string,
  registries: ReadonlyMap<string, RegistryInput>,
): RegistryCredentials {
  const reference = parseImageReference(image);
  if (reference === undefined) return {};
  const registry = registries.get(canonicalHost(reference.domain));
  return registry === undefined
    ? {}
    : withoutEmpty({ username: registry.username ?? '', password: registry.password ?? '' });
}

/** The name under which a registry is looked up: Docker Hub has two. */
function canonicalHost(hostname: string): string {
  return hostname === 'index.docker.io' ? 'docker.io' : hostname;
}
