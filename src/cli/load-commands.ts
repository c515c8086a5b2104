import { commandIo } from './command-io.ts';
import { renderCommand } from './commands/render.ts';
import { addConfig } from './config/add-config.ts';
import { type AddCommand, type ExitCode, NotLoaded, type ProcessIo } from './io.ts';
import { main } from './main.ts';
import type { CheckObjects } from './output/check-objects.ts';

type Load = (checkObjects: CheckObjects) => Promise<AddCommand>;

/** Commands in the order of the help, each loaded alone: node takes longer to read the code of all others than to run one. */
const LOADERS: Readonly<Record<string, Load>> = {
  render: async (checkObjects) => renderCommand(checkObjects),
  lint: async () => (await import('./commands/lint.ts')).addLintCommand,
  explain: async () => (await import('./commands/explain.ts')).addExplainCommand,
  compile: async () => (await import('./commands/compile.ts')).addCompileCommand,
  diff: async () => (await import('./commands/diff.ts')).addDiffCommand,
  rbac: async () => (await import('./commands/rbac.ts')).addRbacCommand,
  schema: async () => (await import('./commands/schema.ts')).addSchemaCommand,
  playground: async () => (await import('./commands/playground.ts')).addPlaygroundCommand,
};

/** Describes all others, so it is loaded with them. */
const loadCompletion: Load = async () => (await import('./commands/completion.ts')).addCompletionCommand;

/** Runs the command line on arguments, and again with the checks if it turns out to need them. */
export async function run(argv: readonly string[], io: ProcessIo): Promise<ExitCode> {
  const cached = commandIo(io);
  const checkObjects = argv.some(isCheckFlag) ? await loadChecks() : notLoaded;
  try {
    return main(argv, cached, await loadCommands(argv, checkObjects));
  } catch (error) {
    if (!(error instanceof NotLoaded)) throw error;
    return main(argv, cached, await loadCommands(argv, await loadChecks()));
  }
}

/**
 * Loads the commands that arguments can be about: the one that they begin with, none for the version, otherwise all. The
 * last one that it returns reads the configuration of the others.
 */
export async function loadCommands(
  argv: readonly string[],
  checkObjects: CheckObjects,
): Promise<readonly AddCommand[]> {
  const [name = ''] = argv;
  if (name === '--version' || name === '-V') return [];
  const loaders = Object.hasOwn(LOADERS, name)
    ? [LOADERS[name] as Load]
    : [...Object.values(LOADERS), loadCompletion];
  return [...(await Promise.all(loaders.map((load) => load(checkObjects)))), addConfig];
}

/** With a value after `=` too. */
function isCheckFlag(argument: string): boolean {
  return argument.startsWith('--check') || argument.startsWith('--pod-security');
}

export async function loadChecks(): Promise<CheckObjects> {
  return (await import('./output/check-objects.ts')).checkObjects;
}

function notLoaded(): never {
  throw new NotLoaded();
}
