export interface RepositoryUrl {
  /** Without the port. */
  readonly host: string;
  /** Percent-decoded. */
  readonly path: string;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: Go rejects them.
const CONTROL_CHARACTER = /[\x00-\x1f\x7f]/;

/** Host and path of a URL; undefined if Go's `net/url` does not parse it. */
export function parseRepositoryUrl(text: string): RepositoryUrl | undefined {
  const hash = text.indexOf('#');
  const withoutFragment = hash === -1 ? text : text.slice(0, hash);
  if (hash !== -1 && decode(text.slice(hash + 1)) === undefined) return undefined;
  const withoutQuery = withoutFragment.split('?', 1)[0] ?? '';
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/.exec(withoutQuery)?.[0] ?? '';
  const rest = withoutQuery.slice(scheme.length);
  // Without a scheme, a colon before the first slash is read as a broken scheme.
  if (scheme === '' && (rest.split('/', 1)[0] ?? '').includes(':')) return undefined;
  if (CONTROL_CHARACTER.test(withoutFragment)) return undefined;
  if (!rest.startsWith('//')) {
    // A scheme without a slash after it, as in `mailto:`, leaves no path.
    const path = scheme === '' || rest.startsWith('/') ? decode(rest) : '';
    return path === undefined ? undefined : { host: '', path };
  }
  const slash = rest.indexOf('/', 2);
  const host = hostOf(slash === -1 ? rest.slice(2) : rest.slice(2, slash));
  const path = decode(slash === -1 ? '' : rest.slice(slash));
  return host === undefined || path === undefined ? undefined : { host, path };
}

const USER_INFO = /^[\w.:~!$&'()*+,;=%@-]*$/;
const FORBIDDEN_IN_HOST = /[ \\^`{|}%]/;

function hostOf(authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  if (!USER_INFO.test(authority.slice(0, Math.max(at, 0))) || FORBIDDEN_IN_HOST.test(host)) return undefined;
  if (host.startsWith('[')) return /^\[([^\]]*)\](?::\d*)?$/.exec(host)?.[1];
  const colon = host.lastIndexOf(':');
  if (colon === -1) return host;
  return /^\d*$/.test(host.slice(colon + 1)) ? host.slice(0, colon) : undefined;
}

/** Undefined if a percent sign is not followed by two digits. Bytes that are not UTF-8 become U+FFFD. */
function decode(text: string): string | undefined {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  return text.replaceAll(/(?:%[0-9a-fA-F]{2})+/g, (escaped) => {
    const bytes = escaped.slice(1).split('%');
    return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
  });
}
