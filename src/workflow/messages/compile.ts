import type { RuleTable } from '../../diagnostics/diagnostic.ts';
import { READING_MESSAGES } from './reading.ts';

export const COMPILE_MESSAGES = {
  'steps-missing': {
    severity: 'error',
    message: 'The workflow has no steps.',
    help: 'Add at least one step under `steps`.',
  },
  'raw-file-not-decodable': {
    severity: 'error',
    message: 'The file cannot be parsed before variables are substituted: {detail:text}',
    note: 'The server parses it a first time as written.',
    words: {
      ...READING_MESSAGES['wrong-type'].words,
      detail: /* @__PURE__ */ Object.fromEntries(
        /* @__PURE__ */ Object.entries(READING_MESSAGES).map(([code, { message }]) => [code, message]),
      ),
    },
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
  'input-type': { severity: 'error', message: '`{path}` is {found:text}, but must be {expected:text}.' },
  'dependency-filtered': {
    severity: 'error',
    message: '{name} depends on {dependency}, which does not run.',
    note: 'The conditions of {dependency} leave it out of this run.',
    help: 'Give both the same conditions, or remove the dependency.',
  },
  'dependency-left-out-crash': {
    severity: 'warning',
    message: 'The server can crash, because {name} depends on {dependency}, which does not run.',
    note: 'Servers of 3.15 and 3.16 do so by chance if another step depends on {name}.',
    help: 'Update the server to 3.17, or remove the dependency.',
  },
  'step-name-not-unique': {
    severity: 'error',
    message: 'Two steps have the name {name}, and a step has `depends_on`.',
    note: 'Since the release after 3.17 the server rejects the pipeline.',
    help: 'Give each step a unique name.',
  },
  'dependency-cycle': {
    severity: 'error',
    message: 'Steps wait for each other: {cycle:chain}.',
    help: 'Remove one of their dependencies.',
  },
  'extra-host-format': {
    severity: 'error',
    message: 'Invalid extra host {host}.',
    help: 'Write `name:address`.',
  },
  'port-invalid': {
    severity: 'error',
    message: 'Invalid port {port}.',
    help: [
      'Write {container}. Ports of the node cannot be published.',
      'Write a number from 0 to 65535, with an optional protocol such as `/udp`.',
    ],
  },
  'secret-name-type': { severity: 'error', message: '`from_secret` in {key} must be a string.' },
  'secret-unknown': {
    severity: 'error',
    message: 'Unknown secret {secret}.',
    help: 'Add the secret in Woodpecker, or pass `--secret NAME=VALUE` to compile without it.',
  },
  'secret-plugins-only': {
    severity: 'error',
    message: 'The secret {secret} is available to certain plugins only.',
    note: 'A step with commands, an entrypoint or an environment is not a plugin.',
    help: 'Allow the secret for all images, or use a plugin.',
  },
  'secret-image': {
    severity: 'error',
    message: 'The secret {secret} is not available to the image {image}.',
    help: 'Add the image to the secret in Woodpecker.',
  },
  'secret-event': {
    severity: 'error',
    message: 'The secret {secret} is not available to the event {event}.',
    help: 'Add the event to the secret in Woodpecker.',
  },
  'value-keys-not-strings': {
    severity: 'error',
    message: 'An object in {key} has keys that are not strings.',
    help: 'Quote the keys.',
  },
  'value-not-encodable': {
    severity: 'error',
    message: 'The value {value} in {key} cannot be written as JSON.',
    help: 'Quote it.',
  },
  'value-null-crash': {
    severity: 'error',
    message: 'A null inside {key} crashes the server.',
    note: 'Servers through 3.11 crash.',
    help: 'Remove it.',
  },
  'backend-options-not-encodable': {
    severity: 'error',
    message: 'The `backend_options` of {name} cannot be written as JSON.',
    note: 'The server crashes.',
    help: 'Quote keys that are numbers, and remove infinite numbers.',
  },
} as const satisfies RuleTable;
