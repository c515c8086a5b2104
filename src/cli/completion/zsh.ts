import type { CompletedCommand, CompletedOption, Values } from './completed-commands.ts';

/** The completion script for zsh, to be evaluated or to be a file of the function path. */
export function zshCompletion(
  commands: readonly CompletedCommand[],
  globalOptions: readonly CompletedOption[],
): string {
  return `#compdef podwright
# Completion of podwright for zsh: eval "$(podwright completion zsh)"
_podwright() {
  local curcontext="$curcontext" state line
  typeset -A opt_args
  local -a commands=(
${commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`).join('\n')}
  )
  _arguments -C ${[...globalOptions.flatMap(optionSpecs), quoted('*::command:->command')].join(' ')}
  [[ $state == command ]] || return
  if (( CURRENT == 1 )); then
    _describe command commands
    return
  fi
  case $words[1] in
${commands.map(commandCase).join('\n')}
  esac
}
if [[ $funcstack[1] == _podwright ]]; then _podwright "$@"; else compdef _podwright podwright; fi
`;
}

function commandCase({ name, options, operands }: CompletedCommand): string {
  const specs = options.flatMap(optionSpecs);
  if (operands !== 'nothing') specs.push(quoted(`*:argument:${action(operands)}`));
  return `    ${name}) _arguments ${specs.join(' ')};;`;
}

function optionSpecs({ flags, description, values }: CompletedOption): string[] {
  const text = description.replace(/[[\]:\\]/g, '\\$&');
  const value = values === 'nothing' ? '' : `:value:${action(values)}`;
  return flags.map((flag) => {
    const sign = value !== '' && flag.startsWith('--') ? '=' : '';
    return quoted(`*${flag}${sign}[${text}]${value}`);
  });
}

const ACTIONS = { files: '_files', folders: '_files -/', text: ' ', nothing: ' ' };

function action(values: Values): string {
  return typeof values === 'string' ? ACTIONS[values] : `(${values.join(' ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
