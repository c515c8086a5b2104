import { message } from '../../diagnostics/diagnostic.ts';
import type { Named } from './named.ts';

/** Where a workflow that is well-formed cannot be compiled. */
export const COMPILE_MESSAGES = {
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
