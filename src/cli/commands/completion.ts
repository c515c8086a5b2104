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
    .description('print a script with which a shell completes commands, options and their values')
    .addArgument(new Argument('<shell>', 'which one').choices(Object.keys(SCRIPTS)))
    .addHelpText(
      'after',
      `
The script has everything in it: pressing the key runs nothing of podwright. Make it anew after an upgrade.

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
