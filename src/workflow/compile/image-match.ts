import {
  DEFAULT_REGISTRY,
  type ImageReference,
  OFFICIAL_PREFIX,
  parseImageReference,
} from '../../base/text/image-reference.ts';

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
  return reference === undefined ? image : familiarName(reference);
}

function familiarName({ domain, path }: ImageReference): string {
  if (domain === '') return path;
  if (domain !== DEFAULT_REGISTRY) return `${domain}/${path}`;
  const rest = path.startsWith(OFFICIAL_PREFIX) ? path.slice(OFFICIAL_PREFIX.length) : path;
  return rest.includes('/') ? path : rest;
}
