import { Command, CommanderError } from 'commander';
import { addDiffCommand } from './commands/diff.ts';
import { addRenderCommand } from './commands/render.ts';
import { addSchemaCommand } from './commands/schema.ts';
import { type CommandIo, type ExitCode, InputError } from './io.ts';
import { packageVersion } from './package-files.ts';

/** Runs the command line on arguments without the program's own name. */
export function main(argv: readonly string[], io: CommandIo): ExitCode {
  let exitCode: ExitCode = 0;
  const program = new Command('podwright')
    .description('Translates Woodpecker CI workflows into the Kubernetes objects that an agent creates.')
    .version(packageVersion())
    .exitOverride()
    .configureOutput({ writeOut: io.writeOut, writeErr: io.writeError })
    .showHelpAfterError('Add --help for what is possible.')
    .showSuggestionAfterError();
  const end = (code: ExitCode): void => {
    exitCode = code;
  };
  addRenderCommand(program, io, end);
  addDiffCommand(program, io, end);
  addSchemaCommand(program, io, end);
  program.addHelpText(
    'after',
    `
Exit codes: 0 done, 1 done with errors that the agent would raise, 2 bad input or usage.
Documentation: docs/cli.md in the package.`,
  );
  try {
    program.parse([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof InputError)) throw error;
    io.writeError(`podwright: ${error.message}\n`);
    return 2;
  }
}
