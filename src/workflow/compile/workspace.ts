import { cleanPath, joinPaths } from '../clean-path.ts';
import type { StepEntry } from '../decode/workflow-file.ts';
import type { CompileInput } from '../types.ts';
import type { Compilation } from './compilation.ts';

const PLUGIN_BASE = '/woodpecker';

export interface Workspace {
  /** Where the volume is mounted. */
  readonly base: string;
  /** Where the repository is checked out. */
  readonly path: string;
}

/** The workspace of a step. Plugins have the fixed base whatever the workflow says; its path applies to them too. */
export function stepWorkspace(plugin: boolean, { workflow, input }: Compilation): Workspace {
  const option = input.options?.workspace;
  const { workspace } = workflow;
  const ownBase = workspace.base === '' ? option?.base || PLUGIN_BASE : cleanPath(workspace.base);
  const base = plugin ? PLUGIN_BASE : ownBase;
  const path = workspace.path === '' ? option?.path || defaultPath(input) : cleanPath(workspace.path);
  return { base, path: joinPaths(base, path) };
}

/** An absolute directory stays as it is, a relative one starts at the checkout and may climb out of it. */
export function workingDirectory({ directory }: Pick<StepEntry, 'directory'>, workspace: Workspace): string {
  return directory.startsWith('/') ? directory : joinPaths(workspace.path, directory);
}

/** `src/<host>/<path>` of the repository's URL. */
function defaultPath({ metadata }: CompileInput): string {
  const url = parseUrl(metadata?.repo?.forge_url ?? '');
  return url === undefined ? 'src' : joinPaths('src', url.host, url.path);
}

/** Host without port, and path, of a URL; undefined for what Go would not parse. */
function parseUrl(text: string): { host: string; path: string } | undefined {
  const withoutFragment = text.split('#', 1)[0] ?? '';
  const withoutQuery = withoutFragment.split('?', 1)[0] ?? '';
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/.exec(withoutQuery)?.[0] ?? '';
  const rest = withoutQuery.slice(scheme.length);
  if (!isParsable(rest, scheme)) return undefined;
  // A scheme without a slash after it, as in `mailto:`, leaves no path.
  if (!rest.startsWith('//'))
    return { host: '', path: scheme === '' || rest.startsWith('/') ? (decode(rest) ?? '') : '' };
  const slash = rest.indexOf('/', 2);
  const authority = slash === -1 ? rest.slice(2) : rest.slice(2, slash);
  const host = hostOf(authority);
  const path = decode(slash === -1 ? '' : rest.slice(slash));
  return host === undefined || path === undefined ? undefined : { host, path };
}

function isParsable(rest: string, scheme: string): boolean {
  for (let index = 0; index < rest.length; index++) {
    const code = rest.charCodeAt(index);
    if (code < 0x20 || code === 0x7f) return false;
  }
  // Without a scheme, a colon before the first slash is taken for a broken scheme.
  if (scheme === '' && (rest.split('/', 1)[0] ?? '').includes(':')) return false;
  return decode(rest) !== undefined;
}

const FORBIDDEN_IN_HOST = /[ \\^`{|}%]/;

function hostOf(authority: string): string | undefined {
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (FORBIDDEN_IN_HOST.test(host)) return undefined;
  if (host.startsWith('[')) return /^\[([^\]]*)\](?::\d*)?$/.exec(host)?.[1];
  const colon = host.lastIndexOf(':');
  if (colon === -1) return decode(host);
  return /^\d*$/.test(host.slice(colon + 1)) ? decode(host.slice(0, colon)) : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
