import type { Argument, Command, Option } from 'commander';

/** The values of a place: one of several words, files, folders, any string, or none. */
export type Values = readonly string[] | 'files' | 'folders' | 'text' | 'nothing';

export interface CompletedOption {
  /** `-o` and `--output`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Text after it. */
  readonly values: Values;
}

export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  readonly operands: Values;
}

/** The commands of a program, `help` too, read from their definitions. */
export function completedCommands(program: Command): CompletedCommand[] {
  const commands = program.createHelp().visibleCommands(program);
  const names = commands.map((command) => command.name());
  return commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    options: completions(command),
    operands: command.name() === 'help' ? names : operandsOf(command.registeredArguments[0]),
  }));
}

/** The options of a command, or of the program. */
export function completions(command: Command): CompletedOption[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .map((option) => ({
      flags: [option.short, option.long].filter((flag) => flag !== undefined && flag !== null),
      description: option.description,
      values: option.required ? valuesOf(placeholder(option), option.argChoices) : 'nothing',
    }));
}

function operandsOf(argument: Argument | undefined): Values {
  return argument === undefined ? 'nothing' : valuesOf(argument.name(), argument.argChoices);
}

/** Without choices, the name of a value shows its kind. */
function valuesOf(name: string, choices: readonly string[] | undefined): Values {
  if (choices !== undefined) return choices;
  if (name === 'file') return 'files';
  return name === 'folder' ? 'folders' : 'text';
}

/** The name in `--agent-env <file>` and `--changed <file...>`. */
function placeholder({ flags }: Option): string {
  return /<([^>.]*)/.exec(flags)?.[1] ?? '';
}
