import { rules } from '../../diagnostics/diagnostic.ts';

/** Reasons why a well-formed workflow does not compile. */
export const COMPILE_MESSAGES = rules({
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
});
