import { message } from '../../diagnostics/diagnostic.ts';
import type { Named } from './named.ts';

/** What the server's linter reports, in our words. */
export const LINT_MESSAGES = {
  'steps-missing': message('error', () => 'The workflow needs at least one step under `steps`.'),
  'raw-file-not-decodable': message(
    'error',
    ({ key, detail }: Named<'key' | 'detail'>) =>
      `The file has to be readable before variables are substituted too, and \`${key}\` is not: ${detail}`,
  ),
  'clone-image-untrusted': message('warning', ({ image }: Named<'image'>) => {
    const subject = image === '' ? 'A clone step without an image' : `\`${image}\``;
    return `${subject} is not among the trusted clone plugins, so it does not get the credentials for cloning.`;
  }),
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
} as const;
