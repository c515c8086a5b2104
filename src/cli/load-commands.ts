import type { AddCommand } from './io.ts';
import type { CheckObjects } from './output/check-objects.ts';

/** The commands that are run most, each alone: node takes longer to read the code of the others than to run one. */
const LOADERS: Readonly<Record<string, (argv: readonly string[]) => Promise<AddCommand>>> = {
  async render(argv) {
    const { renderCommand } = await import('./commands/render.ts');
    return renderCommand(argv.some(isCheckFlag) ? await loadChecks() : notLoaded);
  },
  lint: async () => (await import('./commands/lint.ts')).addLintCommand,
  explain: async () => (await import('./commands/explain.ts')).addExplainCommand,
  compile: async () => (await import('./commands/compile.ts')).addCompileCommand,
  rbac: async () => (await import('./commands/rbac.ts')).addRbacCommand,
  diff: async () => (await import('./commands/diff.ts')).addDiffCommand,
};

/** Loads the commands that arguments can be about: the one that they begin with, none for the version, otherwise all. */
export async function loadCommands(argv: readonly string[]): Promise<readonly AddCommand[]> {
  const [name = ''] = argv;
  if (name === '--version' || name === '-V') return [];
  if (Object.hasOwn(LOADERS, name)) {
    const load = LOADERS[name] as (typeof LOADERS)[string];
    const [command, { addConfig }] = await Promise.all([load(argv), import('./config/add-config.ts')]);
    return [command, addConfig];
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
  throw new Error('the checks are not loaded');
}
