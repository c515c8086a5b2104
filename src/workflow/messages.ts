import { message } from '../diagnostics/diagnostic.ts';

interface Keyed extends Readonly<Record<string, string | number | null>> {
  readonly key: string;
}

type Named<Key extends string> = { readonly [Name in Key]: string };

const at = (key: string): string => (key === '' ? 'The file' : `\`${key}\``);

/** What the server refuses or warns of, in our words. */
export const WORKFLOW_MESSAGES = {
  'yaml-syntax': message('error', ({ detail }: Named<'detail'>) => `This is not valid YAML: ${detail}`),
  'yaml-forbidden-character': message(
    'error',
    ({ character }: Named<'character'>) =>
      `The character U+${character} may not stand in a YAML file; write it as an escape in double quotes.`,
  ),
  'yaml-nested-too-deep': message('error', () => 'The file is nested too deep to be read.'),
  'yaml-excessive-aliases': message(
    'error',
    () => 'Nearly all of the file comes from aliases of aliases; the server refuses to expand it.',
  ),
  'yaml-unknown-alias': message(
    'error',
    ({ name }: Named<'name'>) => `There is no anchor \`&${name}\` before the alias \`*${name}\`.`,
  ),
  'yaml-recursive-alias': message(
    'error',
    ({ name }: Named<'name'>) => `The anchor \`&${name}\` contains an alias to itself.`,
  ),
  'yaml-unknown-escape': message(
    'error',
    ({ escape }: Named<'escape'>) =>
      `The server does not know the escape \`${escape}\` in double quotes; use single quotes or a plain text.`,
  ),
  'yaml-depth-limit': message(
    'error',
    ({ limit }: { readonly limit: number }) => `Values may be nested ${limit} levels deep at most.`,
  ),
  'yaml-list-merge': message(
    'error',
    () =>
      'An item with nothing but `<<` splices lists in, so it needs an alias to a list; to merge a map, add another key.',
  ),
  'yaml-map-merge': message('error', () => 'A merge key needs an alias to a map, or a list of these.'),
  'invalid-utf8': message(
    'error',
    ({ expression }: Named<'expression'>) =>
      `\`${expression}\` cuts a character into bytes, which leaves no valid text.`,
  ),
  'duplicate-key': message('error', ({ name }: Named<'name'>) => `The key \`${name}\` is there twice.`),
  'wrong-type': message(
    'error',
    (args: Keyed & { readonly expected: string; readonly given: string; readonly value: string | null }) =>
      `${at(args.key)} has to be a ${args.expected}, not a ${args.given}${args.value === null || args.value === '' ? '' : ` (\`${args.value}\`)`}.`,
  ),
  'dependency-without-name': message('error', ({ key }: Keyed) => `${at(key)} needs a \`name\`.`),
  'matrix-empty-axis-crash': message(
    'error',
    () => 'An axis without values beside one with values crashes the server before 3.17; remove it.',
  ),
  'substitution-failed': message(
    'error',
    ({ expression, detail }: Named<'expression' | 'detail'>) =>
      `\`${expression}\` cannot be substituted (${detail}); write \`$\${\` for a plain \`\${\`.`,
  ),
  'substitution-crash': message(
    'error',
    ({ expression }: Named<'expression'>) =>
      `\`${expression}\` has a negative length, which crashes the server.`,
  ),
  'evaluate-failed': message(
    'error',
    ({
      expression,
      detail,
    }: {
      readonly expression: string;
      readonly detail: string;
      readonly offset: number;
    }) => `The condition \`${expression}\` cannot be evaluated: ${detail}`,
  ),
  'steps-missing': message('error', () => 'The workflow needs at least one step under `steps`.'),
  'raw-file-not-decodable': message(
    'error',
    ({ key, detail }: Named<'key' | 'detail'>) =>
      `The file has to be readable before variables are substituted too, and \`${key}\` is not: ${detail}`,
  ),
  'clone-image-untrusted': message(
    'warning',
    ({ image }: Named<'image'>) =>
      `\`${image}\` is not among the trusted clone plugins, so it does not get the credentials for cloning.`,
  ),
  'image-missing': message('error', ({ name }: Named<'name'>) => `\`${name}\` needs an \`image\`.`),
  'trust-missing': message(
    'error',
    ({ key, trust }: Named<'key' | 'trust'>) =>
      `\`${key}\` needs a repository that is trusted with ${trust}; ask an administrator, or remove it.`,
  ),
  'settings-with-commands': message(
    'error',
    ({ key }: Named<'key'>) =>
      `\`settings\` are for plugins and do not go with \`${key}\`; remove one of them.`,
  ),
  'settings-with-environment': message(
    'warning',
    () =>
      '`settings` and `environment` should not be used together: an environment makes a plugin a usual step.',
  ),
  'formerly-privileged-plugin': message(
    'error',
    ({ image }: Named<'image'>) =>
      `The plugin \`${image}\` is no longer privileged by default; list it in \`WOODPECKER_PLUGINS_PRIVILEGED\` if it has to be.`,
  ),
  'dependency-unknown': message(
    'error',
    ({ name, dependency }: Named<'name' | 'dependency'>) =>
      `\`${name}\` depends on \`${dependency}\`, but there is no step of that name.`,
  ),
  'dependency-filtered': message(
    'error',
    ({ name, dependency }: Named<'name' | 'dependency'>) =>
      `\`${name}\` depends on \`${dependency}\`, which its conditions leave out of this run.`,
  ),
  'dependency-cycle': message(
    'error',
    ({ cycle }: { readonly cycle: readonly string[] }) =>
      `These steps wait for each other: ${cycle.map((name) => `\`${name}\``).join(' -> ')}.`,
  ),
  'runs-on-deprecated': message('warning', () => '`runs_on` is deprecated; use `when.status`.'),
  'variable-deprecated': message(
    'warning',
    ({ name, replacement }: Named<'name' | 'replacement'>) =>
      `The variable \`${name}\` is deprecated; use \`${replacement}\`.`,
  ),
  'step-secrets-removed': message(
    'error',
    () => 'The step key `secrets` is no longer read; use `environment` with `from_secret`.',
  ),
  'event-filter-missing': message(
    'warning',
    ({ name }: Named<'name'>) =>
      `\`${name}\` runs on every event; give it, or the whole workflow, a \`when\` with an \`event\`.`,
  ),
  'event-filter-incomplete': message(
    'warning',
    ({ name }: Named<'name'>) =>
      `This condition of \`${name}\` holds for every event; add an \`event\` to it.`,
  ),
  'schema-type': message(
    'warning',
    ({ expected, given }: { readonly expected: readonly string[]; readonly given: string }) =>
      `Expected ${expected.join(' or ')}, but this is ${given}.`,
  ),
  'schema-enum': message(
    'warning',
    ({ expected }: { readonly expected: readonly string[] }) =>
      `This has to be one of: ${expected.join(', ')}.`,
  ),
  'schema-minimum': message(
    'warning',
    ({ expected }: { readonly expected: readonly string[] }) => `This has to be at least ${expected[0]}.`,
  ),
  'schema-min-properties': message('warning', () => 'This map may not be empty.'),
  'schema-required': message(
    'warning',
    ({ expected }: { readonly expected: readonly string[] }) => `The key \`${expected[0]}\` is missing here.`,
  ),
  'schema-additional-properties': message(
    'warning',
    ({ expected, nearest }: { readonly expected: readonly string[]; readonly nearest: string | null }) =>
      `The key \`${expected[0]}\` is not known here${nearest === null ? '' : `; did you mean \`${nearest}\``}.`,
  ),
  'schema-alternatives': message('warning', () => 'This fits none, or more than one, of the allowed forms.'),
  'extra-host-format': message(
    'error',
    ({ host }: Named<'host'>) => `The extra host \`${host}\` has to have the form \`name:address\`.`,
  ),
  'port-invalid': message(
    'error',
    ({ port }: Named<'port'>) =>
      `\`${port}\` is no port; write a number from 0 to 65535, with \`/udp\` or another protocol if need be.`,
  ),
  'secret-name-type': message(
    'error',
    ({ key }: Named<'key'>) => `\`from_secret\` in \`${key}\` has to be a string.`,
  ),
  'secret-unknown': message('error', ({ secret }: Named<'secret'>) => `There is no secret \`${secret}\`.`),
  'secret-plugins-only': message(
    'error',
    ({ secret }: Named<'secret'>) =>
      `The secret \`${secret}\` is for certain plugins only, and this step has commands, an entrypoint or an environment.`,
  ),
  'secret-image': message(
    'error',
    ({ secret, image }: Named<'secret' | 'image'>) =>
      `The secret \`${secret}\` is not for the image \`${image}\`.`,
  ),
  'secret-event': message(
    'error',
    ({ secret, event }: Named<'secret' | 'event'>) =>
      `The secret \`${secret}\` is not for the event \`${event}\`.`,
  ),
  'value-keys-not-strings': message(
    'error',
    ({ key }: Named<'key'>) => `A map in \`${key}\` has keys that are no strings; quote them.`,
  ),
  'value-not-encodable': message(
    'error',
    ({ key, value }: Named<'key' | 'value'>) => `\`${value}\` in \`${key}\` cannot be written as JSON.`,
  ),
  'value-null-crash': message(
    'error',
    ({ key }: Named<'key'>) => `A null inside \`${key}\` crashes the server before 3.12; remove it.`,
  ),
  'backend-options-not-encodable': message(
    'error',
    ({ name }: Named<'name'>) =>
      `The backend options of \`${name}\` cannot be written as JSON, which crashes the server: quote keys that are numbers, and remove infinities.`,
  ),
} as const;

export type WorkflowCode = keyof typeof WORKFLOW_MESSAGES;
