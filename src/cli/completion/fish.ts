import type { CompletedCommand, CompletedOption, Values } from './completed-commands.ts';

export function fishCompletion(
  commands: readonly CompletedCommand[],
  globalOptions: readonly CompletedOption[],
): string {
  return `# Completion of podwright for fish: podwright completion fish | source
complete -c podwright -f
${[
  ...globalOptions.map((option) => optionLine('__fish_use_subcommand', option)),
  ...commands.flatMap(commandLines),
].join('\n')}
`;
}

function commandLines({ name, description, options, operands }: CompletedCommand): string[] {
  const after = `__fish_seen_subcommand_from ${name}`;
  return [
    `complete -c podwright -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ...options.map((option) => optionLine(after, option)),
    ...(operands === 'nothing' ? [] : [`complete -c podwright -n ${quoted(after)} ${candidates(operands)}`]),
  ];
}

function optionLine(condition: string, { flags, description, values }: CompletedOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value = values === 'nothing' ? [] : ['-r', candidates(values)];
  const parts = ['-n', quoted(condition), ...names, ...value, '-d', quoted(description)];
  return `complete -c podwright ${parts.join(' ')}`;
}

const CANDIDATES = {
  files: '-F',
  folders: `-f -a '(__fish_complete_directories)'`,
  text: '-f',
  nothing: '-f',
};

function candidates(values: Values): string {
  return typeof values === 'string' ? CANDIDATES[values] : `-f -a ${quoted(values.join(' '))}`;
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
