import { cleanPath, joinPaths } from '../../base/text/paths.ts';
import type { WorkspaceOrigin } from '../positions/compile-notes.ts';
import type { CompileInput } from '../types.ts';
import type { Compilation } from './compilation.ts';

const PLUGIN_BASE = '/woodpecker';

export interface Workspace {
  /** Where the volume is mounted. */
  readonly base: string;
  /** Where the repository is checked out. */
  readonly path: string;
  /** Who decides each. */
  readonly from: Readonly<Record<'base' | 'path', WorkspaceOrigin>>;
}

/** The workspace of a step. Plugins have the fixed base whatever the workflow says; its path applies to them too. */
export function stepWorkspace(plugin: boolean, { workflow, input }: Compilation): Workspace {
  const option = input.options?.workspace;
  const { workspace } = workflow;
  const [base, baseFrom] = baseOf(plugin, workspace.base, option?.base);
  const [path, pathFrom] = pathOf(workspace.path, option?.path, input);
  return { base, path: joinPaths(base, path), from: { base: baseFrom, path: pathFrom } };
}

function baseOf(plugin: boolean, own: string, option = ''): [base: string, from: WorkspaceOrigin] {
  if (plugin) return [PLUGIN_BASE, ''];
  if (own !== '') return [cleanPath(own), 'workspace.base'];
  return option === '' ? [PLUGIN_BASE, ''] : [option, 'options.workspace.base'];
}

function pathOf(own: string, option = '', input: CompileInput): [path: string, from: WorkspaceOrigin] {
  if (own !== '') return [cleanPath(own), 'workspace.path'];
  return option === '' ? [defaultPath(input), 'repo.forge_url'] : [option, 'options.workspace.path'];
}

/** `src/<host>/<path>` of the repository's URL; `src` if Go's `net/url` does not parse it. */
function defaultPath({ metadata }: CompileInput): string {
  return joinPaths('src', ...(hostAndPath(metadata?.repo?.forge_url ?? '') ?? []));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: Go rejects them.
const CONTROL_CHARACTER = /[\x00-\x1f\x7f]/;

function hostAndPath(text: string): readonly [host: string, path: string] | undefined {
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
    return path === undefined ? undefined : ['', path];
  }
  const slash = rest.indexOf('/', 2);
  const end = slash === -1 ? rest.length : slash;
  const host = hostOf(rest.slice(2, end));
  const path = decode(rest.slice(end));
  return host === undefined || path === undefined ? undefined : [host, path];
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
