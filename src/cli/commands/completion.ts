import { Argument, type Command } from 'commander';
import { bashCompletion } from '../completion/bash.ts';
import { completedCommands, completions } from '../completion/completed-commands.ts';
import { fishCompletion } from '../completion/fish.ts';
import { zshCompletion } from '../completion/zsh.ts';
import type { CommandIo, ExitCode } from '../io.ts';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

export function addCompletionCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  program
    .command('completion')
    .description('Print a script that completes commands and options in a shell')
    .addArgument(new Argument('<shell>', 'shell to print the script for').choices(Object.keys(SCRIPTS)))
    .addHelpText(
      'after',
      `
The script is self-contained and does not run podwright. Regenerate it after an upgrade.

Examples:
  eval "$(podwright completion bash)"
  eval "$(podwright completion zsh)"
  podwright completion fish | source`,
    )
    .action((shell: keyof typeof SCRIPTS) => {
      io.writeOut(SCRIPTS[shell](completedCommands(program), completions(program)));
      end(0);
    });
}
