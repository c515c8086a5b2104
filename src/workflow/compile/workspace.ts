import { cleanPath, joinPaths } from '../../base/text/paths.ts';
import type { StepEntry } from '../decode/workflow-file.ts';
import type { CompileInput } from '../types.ts';
import type { Compilation } from './compilation.ts';
import { parseRepositoryUrl } from './repository-url.ts';

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
  const url = parseRepositoryUrl(metadata?.repo?.forge_url ?? '');
  return url === undefined ? 'src' : joinPaths('src', url.host, url.path);
}
