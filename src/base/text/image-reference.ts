/** The parts of an image reference, with the names that Docker leaves out filled in. */
export interface ImageReference {
  /** The registry with its port. Empty if the first component contains `.` and `_`, because it is then part of the path. */
  readonly domain: string;
  /** The repository, `library/` included if Docker implies it. */
  readonly path: string;
  readonly tag?: string;
  /** Algorithm, colon, lower-case hexadecimal digits. */
  readonly digest?: string;
}

export const DEFAULT_REGISTRY = 'docker.io';
export const OFFICIAL_PREFIX = 'library/';

const LEGACY_REGISTRY = 'index.docker.io';
const MAX_PATH_LENGTH = 255;

const IMAGE_ID = /^[a-f0-9]{64}$/;
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;
const TAG = /^\w[\w.-]{0,127}$/;
const PORT = /^[0-9]+$/;
const IPV6 = /^\[[a-fA-F0-9:]+\]$/;
const DOMAIN_LABEL = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;

/**
 * Parses an image reference and fills in the defaults of Docker: the registry `docker.io` and its `library/`. A tag
 * is never implied. Gives undefined if Docker rejects the text, which includes a bare image id and a bare digest.
 * The rules are those of the reference grammar of the OCI distribution project.
 */
export function parseImageReference(text: string): ImageReference | undefined {
  if (IMAGE_ID.test(text) || DIGEST.test(text)) return undefined;
  const { domain, remainder } = splitDomain(text);
  const [tagged, digest] = cut(remainder, '@');
  const [path, tag] = cut(tagged, ':');
  if (digest !== undefined && !DIGEST.test(digest)) return undefined;
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  const name = placeDomain(domain, path);
  if (name.path.length > MAX_PATH_LENGTH || !isPath(name.path)) return undefined;
  return { ...name, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

function splitDomain(text: string): { domain: string; remainder: string } {
  const [first, rest] = cut(text, '/');
  if (rest === undefined) return { domain: DEFAULT_REGISTRY, remainder: OFFICIAL_PREFIX + text };
  if (!looksLikeDomain(first)) return { domain: DEFAULT_REGISTRY, remainder: text };
  const domain = first === LEGACY_REGISTRY ? DEFAULT_REGISTRY : first;
  const official = domain === DEFAULT_REGISTRY && !rest.includes('/');
  return { domain, remainder: official ? OFFICIAL_PREFIX + rest : rest };
}

function looksLikeDomain(component: string): boolean {
  return component === 'localhost' || /[.:]/.test(component) || component !== component.toLowerCase();
}

/** A first component that looks like a registry but cannot be one is read as a part of the path (`a_b.c/d`). */
function placeDomain(domain: string, path: string): { domain: string; path: string } {
  return isDomain(domain) ? { domain, path } : { domain: '', path: `${domain}/${path}` };
}

function isDomain(domain: string): boolean {
  const bracket = domain.lastIndexOf(']');
  const colon = domain.indexOf(':', bracket + 1);
  const host = colon === -1 ? domain : domain.slice(0, colon);
  if (colon !== -1 && !PORT.test(domain.slice(colon + 1))) return false;
  return IPV6.test(host) || host.split('.').every((label) => DOMAIN_LABEL.test(label));
}

function isPath(path: string): boolean {
  return path.split('/').every((component) => PATH_COMPONENT.test(component));
}

function cut(text: string, separator: string): [before: string, after: string | undefined] {
  const index = text.indexOf(separator);
  return index === -1 ? [text, undefined] : [text.slice(0, index), text.slice(index + separator.length)];
}
