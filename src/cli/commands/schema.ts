import { Argument, type Command } from 'commander';
import type { CommandIo, ExitCode } from '../io.ts';
import { readPackageFile } from '../package-files.ts';

const NAMES = ['backend-options', 'agent-options', 'step', 'compiled-workflow', 'config'];

export function addSchemaCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  program
    .command('schema')
    .description('print a JSON Schema')
    .addArgument(new Argument('<name>', 'schema to print').choices(NAMES))
    .addHelpText(
      'after',
      `
Examples:
  podwright schema backend-options > backend-options.schema.json
  podwright schema agent-options | jq '.properties | keys'`,
    )
    .action((name: string) => {
      io.writeOut(readPackageFile(`schemas/${name}.schema.json`));
      end(0);
    });
}
