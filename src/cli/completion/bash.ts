import type { CompletedCommand, CompletedOption, Values } from './completed-commands.ts';

/** The completion script for bash 4 and later. */
export function bashCompletion(
  commands: readonly CompletedCommand[],
  globalOptions: readonly CompletedOption[],
): string {
  return `# Completion of podwright for bash: eval "$(podwright completion bash)"
_podwright() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  # In --output=json the sign is a separate word.
  if [ "$word" = = ]; then word=; elif [ "$before" = = ]; then before="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  if [ "$COMP_CWORD" -eq 1 ]; then command=; fi
  COMPREPLY=()
  case "$command $before" in
${valueCases(commands).join('\n')}
  esac
  case "$command" in
    '') _podwright_words ${[...commands.map(({ name }) => name), ...flagsOf(globalOptions)].join(' ')};;
${commands.map(commandCase).join('\n')}
  esac
}
_podwright_words() {
  mapfile -t COMPREPLY < <(compgen -W "$*" -- "$word")
}
_podwright_files() {
  mapfile -t COMPREPLY < <(compgen "$1" -- "$word")
  compopt -o filenames 2>/dev/null
}
complete -F _podwright podwright
`;
}

/** The words after options, with options grouped by them. */
function valueCases(commands: readonly CompletedCommand[]): string[] {
  const patterns = new Map<string, string[]>();
  for (const { name, options } of commands) {
    for (const { flags, values } of options.filter((option) => option.values !== 'nothing')) {
      const completion = complete(values);
      const known = patterns.get(completion) ?? [];
      patterns.set(completion, [...known, ...flags.map((flag) => `'${name} ${flag}'`)]);
    }
  }
  return [...patterns].map(([completion, places]) => `    ${places.join('|')}) ${completion} return;;`);
}

function commandCase({ name, options, operands }: CompletedCommand): string {
  const flags = `_podwright_words ${flagsOf(options).join(' ')}`;
  return `    ${name}) if [[ $word == -* ]]; then ${flags}; else ${complete(operands)} fi;;`;
}

const COMPLETIONS = {
  files: '_podwright_files -f;',
  folders: '_podwright_files -d;',
  text: ':;',
  nothing: ':;',
};

function complete(values: Values): string {
  return typeof values === 'string' ? COMPLETIONS[values] : `_podwright_words ${values.join(' ')};`;
}

function flagsOf(options: readonly CompletedOption[]): string[] {
  return options.flatMap(({ flags }) => flags);
}
