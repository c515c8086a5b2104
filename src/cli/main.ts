import { Command, CommanderError, type Option } from 'commander';
import { nearest } from '../base/text/nearest.ts';
import { oneLine } from '../base/text/printable.ts';
import { coloursOf } from './command-io.ts';
import { type AddCommand, type CommandIo, type ExitCode, InputError, NotLoaded } from './io.ts';
import { packageVersion } from './package-files.ts';

/**
 * Runs the command line on arguments without the program's own name.
 *
 * @param commands at least those that the arguments are about
 */
export function main(argv: readonly string[], io: CommandIo, commands: readonly AddCommand[]): ExitCode {
  let exitCode: ExitCode = 0;
  const program = new Command('podwright')
    .description('Translate Woodpecker CI workflows into the Kubernetes objects that an agent creates.')
    .version(packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: io.writeOut,
      writeErr: io.writeError,
      outputError: (text, write) => write(`${usageError(text, flagsOf(program, argv))}\n`),
    })
    .showHelpAfterError('Run the command with --help to list its options.')
    .showSuggestionAfterError()
    .helpCommand('help [command]', 'Display help for a command')
    .configureHelp({ optionDescription });
  const end = (code: ExitCode): void => {
    exitCode = code;
  };
  for (const add of commands) add(program, io, end);
  for (const command of program.commands) {
    command.option('--color', 'color the output even if it is not a terminal');
    command.option('--no-color', 'do not color the output');
  }
  program.hook('preAction', (_, command) => {
    refuseEmptyValues(command);
    const { color } = command.opts<{ color?: boolean }>();
    if (color !== undefined) io.colours = coloursOf({ out: color, error: color });
  });
  program.addHelpText(
    'after',
    `
Exit codes: 0 success; 1 errors, rejected objects or differences found; 2 invalid input or usage.

Examples:
  podwright render .woodpecker.yaml --release 3.17 | kubectl apply --dry-run=server -f -
  podwright lint .woodpecker/ --release 3.17

Run "podwright help render" for the options and examples of a command. See docs/cli.md in the package.`,
  );
  try {
    refuseUnknownTopic(argv, program);
    program.parse([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof NotLoaded) throw error;
    io.writeError(`podwright: ${errorLines(error).map(oneLine).join('\n')}\n`);
    return 2;
  }
}

/** Commander would show the help of the whole program. */
function refuseUnknownTopic([first, topic]: readonly string[], { commands }: Command): void {
  const names = commands.map((command) => command.name());
  if (first !== 'help' || topic === undefined || /^-|^help$/.test(topic) || names.includes(topic)) return;
  const suggestion = nearest(topic, names);
  const end = suggestion === undefined ? '' : ` Did you mean "podwright help ${suggestion}"?`;
  throw new InputError(`Unknown command.${end} The commands are ${names.join(', ')}.`);
}

/** An empty value is an unset variable of the shell: as a path, it would be the root or the current folder. */
function refuseEmptyValues(command: Command): void {
  const given = [
    ...command.args.map((value) => ({ name: 'argument', value })),
    ...command.options.map((option) => ({
      name: `value of ${option.long}`,
      value: command.getOptionValue(option.attributeName()) as unknown,
    })),
  ];
  const empty = given.find(({ value }) => (Array.isArray(value) ? value.includes('') : value === ''));
  if (empty !== undefined) throw new InputError(`The ${empty.name} is empty. Is a shell variable unset?`);
}

function errorLines(error: unknown): readonly string[] {
  if (error instanceof InputError) return error.lines;
  const { name, message } = error as Error;
  return [`This is a fault of podwright itself (${name}: ${message}). Please report it with the input.`];
}

/** The long flags of the command that arguments begin with. */
function flagsOf(program: Command, [name]: readonly string[]): string[] {
  const command = program.commands.find((candidate) => candidate.name() === name) ?? program;
  return command.options.flatMap(({ long }) => long ?? []);
}

/** More choices than these are for completing and for error messages; the description covers them. */
const MOST_CHOICES = 12;

/** The description of an option, its choices, and its default; an empty list is not shown as a default. */
function optionDescription({ description, defaultValue, argChoices }: Option): string {
  const [, text = description, stated] = /^(.*) \(default: (.*)\)$/.exec(description) ?? [];
  const hasDefault = defaultValue !== undefined && !Array.isArray(defaultValue);
  const shown = hasDefault ? String(defaultValue) : stated;
  const notes = [
    ...(argChoices === undefined || argChoices.length > MOST_CHOICES
      ? []
      : [`one of ${argChoices.join(', ')}`]),
    ...(shown === undefined ? [] : [`default: ${shown}`]),
  ];
  return notes.length === 0 ? text : `${text} (${notes.join('; ')})`;
}

/**
 * An error of commander on one line, and its suggestion on another. Values are left out, because they may be secret: a
 * misspelled `--secret` has one too.
 *
 * @param text as commander writes it
 * @param flags the long flags that there are
 */
function usageError(text: string, flags: readonly string[]): string {
  const [error = '', suggestion] = text.trimEnd().split(/\n(?=\(Did you mean [^\n]*$)/);
  const flag = /^error: unknown option '(--[^\s=']*|-[^'])/.exec(error)?.[1];
  if (flag !== undefined) {
    const known = nearest(flag, flags);
    return lines(`error: unknown option '${flag}'`, known && `(Did you mean ${known}?)`);
  }
  return lines(
    ECHOES.reduce((shown, [echo, without]) => shown.replace(echo, without), error),
    suggestion,
  );
}

/** The errors of commander that show a value. It may have quotes and line breaks in it. */
const ECHOES: readonly (readonly [RegExp, string])[] = [
  [/^error: option '([^']*)' argument '.*' is invalid\./s, "error: option '$1' argument is invalid."],
  [/^error: command-argument value '.*' is invalid for/s, 'error: command-argument value is invalid for'],
  [/^error: unknown command '.*'/s, 'error: unknown command'],
];

function lines(...texts: readonly (string | undefined)[]): string {
  return texts.flatMap((text) => (text ? oneLine(text) : [])).join('\n');
}
