import { withoutEmpty } from '../../base/collections.ts';
import { lower } from '../../base/encoding/case-mapping.ts';
import { NOTHING } from '../../base/json/json.ts';
import { DEFAULT_REGISTRY, OFFICIAL_PREFIX, parseImageReference } from '../../base/text/image-reference.ts';
import type { RegistryCredentials } from '../../translate/model/compiled-workflow.ts';
import type { Release } from '../../translate/release/releases.ts';
import type { TrustInput } from '../metadata/metadata.ts';
import type { CompileInput, RegistryInput, SecretInput } from '../types.ts';
import { type ChangedFiles, changedFiles } from '../when/changed-files.ts';
import { trustedCloneImages } from './clone.ts';

/** The input of the server, prepared once so that no step searches a list. */
export interface Lookups {
  /** The secrets by lower-case name; the last of several takes effect. */
  readonly secrets: ReadonlyMap<string, Secret>;
  /** The registries by host; the first of several takes effect. */
  readonly registries: ReadonlyMap<string, RegistryInput>;
  readonly isPrivilegedPlugin: (image: string) => boolean;
  readonly isTrustedClone: (image: string) => boolean;
  readonly trusted: TrustInput;
  readonly changedFiles: ChangedFiles;
}

interface Secret extends SecretInput {
  readonly isForImage: (image: string) => boolean;
}

export function prepareLookups(input: CompileInput, release: Release): Lookups {
  const { secrets = [], registries = [], options, metadata } = input;
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
    isTrustedClone: imageMatcher(trustedCloneImages(input, release)),
    trusted: options?.trusted ?? metadata?.repo?.trusted ?? NOTHING,
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

/**
 * Prepares a list such as the privileged plugins, the trusted clone plugins or the images of a secret. The result says whether an image is on it.
 * An entry with a colon, be it only the one of a port, must name the whole image, with `latest` for a missing tag;
 * an entry without one matches every tag and digest. Names that are not image references are compared unchanged.
 */
export function imageMatcher(list: readonly string[]): (image: string) => boolean {
  let names: { readonly whole: ReadonlySet<string>; readonly short: ReadonlySet<string> } | undefined;
  return (image) => {
    names ??= {
      whole: new Set(list.filter((entry) => entry.includes(':')).map(wholeName)),
      short: new Set(list.filter((entry) => !entry.includes(':')).map(shortName)),
    };
    return names.whole.has(wholeName(image)) || names.short.has(shortName(image));
  };
}

function wholeName(image: string): string {
  const reference = parseImageReference(image);
  if (reference === undefined) return image;
  const tag = reference.tag ?? (reference.digest === undefined ? 'latest' : undefined);
  return (
    [reference.domain, reference.path].filter((part) => part !== '').join('/') +
    (tag === undefined ? '' : `:${tag}`) +
    (reference.digest === undefined ? '' : `@${reference.digest}`)
  );
}

/** The name as Docker shows it to users: without tag, digest, default registry and `library/`. */
function shortName(image: string): string {
  const reference = parseImageReference(image);
  if (reference === undefined) return image;
  const { domain, path } = reference;
  if (domain === '') return path;
  if (domain !== DEFAULT_REGISTRY) return `${domain}/${path}`;
  const rest = path.startsWith(OFFICIAL_PREFIX) ? path.slice(OFFICIAL_PREFIX.length) : path;
  return rest.includes('/') ? path : rest;
}
