import { cleanPath, joinPaths } from '../../base/text/paths.ts';
import type { StepEntry } from '../decode/step.ts';
import type { WorkspaceOrigin } from '../positions/origins.ts';
import type { CompileInput } from '../types.ts';
import type { Compilation } from './compilation.ts';
import { parseRepositoryUrl } from './repository-url.ts';

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

/** An absolute directory stays as it is, a relative one starts at the checkout and may climb out of it. */
export function stepDirectory({ directory }: Pick<StepEntry, 'directory'>, workspace: Workspace): string {
  return directory.startsWith('/') ? directory : joinPaths(workspace.path, directory);
}

/** `src/<host>/<path>` of the repository's URL. */
function defaultPath({ metadata }: CompileInput): string {
  const url = parseRepositoryUrl(metadata?.repo?.forge_url ?? '');
  return url === undefined ? 'src' : joinPaths('src', url.host, url.path);
}
