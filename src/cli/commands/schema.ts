import { Argument, type Command } from 'commander';
import { NEWEST_RELEASE, parseRelease } from '../../translate/release/releases.ts';
import { checkedRelease } from '../input/agent-flags.ts';
import { type CommandIo, type ExitCode, InputError } from '../io.ts';
import { readPackageFile } from '../package-files.ts';

const NAMES = ['backend-options', 'agent-options', 'step', 'compiled-workflow', 'config', 'workflow'];

export function addSchemaCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  program
    .command('schema')
    .description('Print a JSON Schema')
    .addArgument(new Argument('<name>', 'schema to print').choices(NAMES))
    .addArgument(
      new Argument('[release]', `release of the schema of workflows (default: ${NEWEST_RELEASE})`).argParser(
        checkedRelease('the schema'),
      ),
    )
    .addHelpText(
      'after',
      `
Examples:
  podwright schema backend-options > backend-options.schema.json
  podwright schema workflow 3.17 > workflow.schema.json
  podwright schema agent-options | jq '.properties | keys'`,
    )
    .action((name: string, release?: string) => {
      if (release !== undefined && name !== 'workflow') {
        throw new InputError(
          `The schema ${name} is the same for all releases. Run "podwright schema ${name}".`,
        );
      }
      const file = release === undefined ? name : `${name}-${parseRelease(release)}`;
      io.writeOut(readPackageFile(`schemas/${file}.schema.json`));
      end(0);
    });
}
