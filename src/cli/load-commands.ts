import { renderCommand } from './commands/render.ts';
import { addConfig } from './config/add-config.ts';
import { type AddCommand, cachedIo, type ExitCode, NotLoaded, type ProcessIo } from './io.ts';
import { main } from './main.ts';
import type { CheckObjects } from './output/check-objects.ts';

/** The commands that are run most, each alone: node takes longer to read the code of all others than to run one. */
const LOADERS: Readonly<Record<string, (checkObjects: CheckObjects) => Promise<AddCommand>>> = {
  render: async (checkObjects) => renderCommand(checkObjects),
  lint: async () => (await import('./commands/lint.ts')).addLintCommand,
  explain: async () => (await import('./commands/explain.ts')).addExplainCommand,
  compile: async () => (await import('./commands/compile.ts')).addCompileCommand,
  rbac: async () => (await import('./commands/rbac.ts')).addRbacCommand,
  diff: async () => (await import('./commands/diff.ts')).addDiffCommand,
};

/** Runs the command line on arguments, and again with the checks if it turns out to need them. */
export async function run(argv: readonly string[], io: ProcessIo): Promise<ExitCode> {
  const cached = cachedIo(io);
  const checkObjects = argv.some(isCheckFlag) ? await loadChecks() : notLoaded;
  try {
    return main(argv, cached, await loadCommands(argv, checkObjects));
  } catch (error) {
    if (!(error instanceof NotLoaded)) throw error;
    return main(argv, cached, await loadCommands(argv, await loadChecks()));
  }
}

/** Loads the commands that arguments can be about: the one that they begin with, none for the version, otherwise all. */
async function loadCommands(
  argv: readonly string[],
  checkObjects: CheckObjects,
): Promise<readonly AddCommand[]> {
  const [name = ''] = argv;
  if (name === '--version' || name === '-V') return [];
  if (Object.hasOwn(LOADERS, name)) {
    const load = LOADERS[name] as (typeof LOADERS)[string];
    return [await load(checkObjects), addConfig];
  }
  return (await import('./all-commands.ts')).allCommands();
}

/** With a value after `=` too. */
function isCheckFlag(argument: string): boolean {
  return argument.startsWith('--check') || argument.startsWith('--pod-security');
}

async function loadChecks(): Promise<CheckObjects> {
  return (await import('./output/check-objects.ts')).checkObjects;
}

function notLoaded(): never {
  throw new NotLoaded();
}
