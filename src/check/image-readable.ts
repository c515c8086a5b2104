/**
 * Whether a container runtime can read an image name at all: an optional host, path parts in lower case, an
 * optional tag and digest. Looser than the runtimes where a doubt would cost a false alarm.
 */
export function isImageReadable(image: string): boolean {
  const name = withoutTagAndDigest(image);
  if (name === undefined) return false;
  const parts = name.split('/');
  const [first = ''] = parts;
  const hasHost = parts.length > 1 && /[.:A-Z]/.test(first);
  const path = hasHost ? parts.slice(1) : parts;
  return (!hasHost || /^[A-Za-z0-9.\-[\]:_]+$/.test(first)) && path.every(isPathPart);
}

function isPathPart(part: string): boolean {
  return /^[a-z0-9][a-z0-9._-]*$/.test(part) && /[a-z0-9]$/.test(part);
}

function withoutTagAndDigest(image: string): string | undefined {
  const at = image.indexOf('@');
  if (at >= 0 && !/^[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,}$/.test(image.slice(at + 1))) return undefined;
  const tagged = at < 0 ? image : image.slice(0, at);
  const colon = tagged.lastIndexOf(':');
  if (colon < 0 || tagged.includes('/', colon)) return tagged;
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(tagged.slice(colon + 1))
    ? tagged.slice(0, colon)
    : undefined;
}
