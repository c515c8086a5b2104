import { Argument, type Command } from 'commander';
import type { CommandIo, ExitCode } from '../io.ts';
import { readPackageFile } from '../package-files.ts';

const NAMES = ['backend-options', 'agent-options', 'step', 'compiled-workflow'];

export function addSchemaCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  program
    .command('schema')
    .description('print one of the JSON Schemas')
    .addArgument(new Argument('<name>', 'which one').choices(NAMES))
    .action((name: string) => {
      io.writeOut(readPackageFile(`schemas/${name}.schema.json`));
      end(0);
    });
}
