import { parseImageReference } from '../../base/text/image-reference.ts';
import type { RegistryCredentials } from '../../translate/model/step.ts';
import { withoutEmpty } from '../object-of.ts';
import type { RegistryInput } from '../types.ts';

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
export function canonicalHost(hostname: string): string {
  return hostname === 'index.docker.io' ? 'docker.io' : hostname;
}
