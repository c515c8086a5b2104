import { rules } from '../../diagnostics/diagnostic.ts';

/** The messages of the server's linter. */
export const SERVER_MESSAGES = rules({
  'steps-missing': {
    severity: 'error',
    message: 'The workflow has no steps.',
    help: 'Add at least one step under `steps`.',
  },
  'raw-file-not-decodable': {
    severity: 'error',
    message: 'The file cannot be parsed before variables are substituted: {detail:text}',
    note: 'The server parses it a first time as written.',
  },
  'clone-image-untrusted': {
    severity: 'warning',
    message: 'The clone image {image} is not trusted.',
    note: 'The step does not get the credentials for cloning.',
    help: 'Use a trusted clone plugin, or ask an administrator to trust this one.',
  },
  'image-missing': { severity: 'error', message: '{name} has no `image`.', help: 'Add `image`.' },
  'trust-missing': {
    severity: 'error',
    at: 'key',
    message: '`{key}` requires a trusted repository ({trust:text}).',
    help: 'Ask a Woodpecker administrator to trust the repository, or pass `--trusted` to check it as if it were.',
  },
  'settings-with-commands': {
    severity: 'error',
    message: '`settings` and `{key}` cannot be used together.',
    note: '`settings` are for plugins.',
    help: 'Remove one of them.',
  },
  'settings-with-environment': {
    severity: 'warning',
    message: '`settings` and `environment` should not be used together.',
    note: 'A step with an environment is not a plugin.',
    help: 'Move the variables to `settings`.',
  },
  'formerly-privileged-plugin': {
    severity: 'error',
    message: 'The plugin {image} no longer runs privileged by default.',
    help: 'Add it to `WOODPECKER_PLUGINS_PRIVILEGED` on the server if it must be privileged, and pass `--plugins-privileged` here.',
  },
  'dependency-unknown': {
    severity: 'error',
    message: '{name} depends on {dependency}, but no step has that name.',
    help: 'Correct the name, or remove the dependency.',
  },
  'runs-on-deprecated': {
    severity: 'warning',
    message: '`runs_on` is deprecated.',
    help: 'Use `when.status`.',
  },
  'variable-deprecated': {
    severity: 'warning',
    message: 'The variable {name} is deprecated.',
    help: 'Use {replacement}.',
  },
  'step-secrets-removed': {
    severity: 'error',
    message: 'The server no longer reads `secrets` of steps.',
    help: 'Use `environment` with `from_secret`.',
  },
  'event-filter-missing': {
    severity: 'warning',
    message: '{name} runs on every event.',
    help: 'Add `when` with an `event` to it, or to the whole workflow.',
  },
  'event-filter-incomplete': {
    severity: 'warning',
    message: 'This condition of {name} applies to every event.',
    help: 'Add an `event` to it.',
  },
  'schema-type': { severity: 'warning', message: 'Expected {expected:or}, found {given:text}.' },
  'schema-enum': { severity: 'warning', message: 'Invalid value.', help: 'Use {expected:or}.' },
  'schema-minimum': { severity: 'warning', message: 'The number is below {minimum}.' },
  'schema-min-properties': { severity: 'warning', message: 'The object is empty.' },
  'schema-required': { severity: 'warning', message: 'The key {key} is missing.', help: 'Add {key}.' },
  'schema-additional-properties': {
    severity: 'warning',
    message: 'Unknown key {key}.',
    help: ['Move it to {belongsAt}.', 'Did you mean {nearest}?'],
  },
  'schema-lacks-key': {
    severity: 'warning',
    at: 'key',
    message: 'The schema of the server lacks the key {key}, but the server reads it.',
    note: 'The server shows a warning, but passes the key on.',
    help: 'Ignore the warning of the server.',
  },
  'schema-format': {
    severity: 'warning',
    message: 'The value is not a URI.',
    help: 'Write an absolute URL such as `https://schemas.example.com/workflow.json`.',
  },
  'service-name-repeated': {
    severity: 'error',
    message: 'Two services have the name {name}.',
    note: 'Since the release after 3.17 the server rejects the pipeline.',
    help: 'Give each service a unique name.',
  },
  'schema-alternatives': {
    severity: 'warning',
    message: 'The value matches none, or more than one, of the allowed forms.',
  },
});
