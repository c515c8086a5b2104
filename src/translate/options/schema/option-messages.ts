import type { JsonValue } from '../../../base/json/json.ts';
import { excerpt } from '../../../base/text/excerpt.ts';
import { message } from '../../../diagnostics/diagnostic.ts';
import type { Release } from '../../release/releases.ts';

type Place = { readonly option: string; readonly value: JsonValue };
type Expectation = Place & { readonly expected: string };

/** What {@link validateBackendOptions} can say. */
export const OPTION_MESSAGES = {
  'option-unknown-key': message<
    Expectation & { readonly key: string; readonly nearest: string; readonly belongsAt: string }
  >(
    'error',
    ({ option, key, nearest, belongsAt, expected }) =>
      `${option} is not an option, so the agent ignores it: ${
        belongsAt === ''
          ? `the nearest known key to \`${key}\` is \`${nearest}\``
          : `the key \`${key}\` belongs at ${belongsAt}`
      }. Known here: ${expected}.`,
  ),
  'option-key-case': message<Place & { readonly key: string; readonly known: string }>(
    'warning',
    ({ option, known }) => `${option} is written \`${known}\`; the agent accepts it in any case.`,
  ),
  'option-key-repeated': message<Place & { readonly key: string; readonly known: string }>(
    'error',
    ({ option, known }) =>
      `${option} is a second spelling of \`${known}\`; the agent reads only one of them, so write one of them only.`,
  ),
  'option-newer-than-release': message<Place & { readonly since: Release; readonly release: Release }>(
    'warning',
    ({ option, since, release }) =>
      `${option} is known from release ${since} on; an agent of release ${release} ignores it.`,
  ),
  'option-null': message<Place>(
    'warning',
    ({ option }) => `${option} is null, which the agent reads as not set: give it a value or leave it out.`,
  ),
  'option-type': message<Expectation>(
    'error',
    ({ option, value, expected }) =>
      `${option} is ${excerpt(value)}${quotes(value)}; it must be ${expected}.`,
  ),
  'option-boolean-as-text': message<Expectation>(
    'error',
    ({ option, value }) =>
      `${option} is ${excerpt(value)}, which the agent turns into the text "${value === true ? 1 : 0}"; write "${value}" in quotes.`,
  ),
  'option-value': message<Expectation>(
    'error',
    ({ option, value, expected }) => `${option} is ${excerpt(value)}; it must be ${expected}.`,
  ),
  'option-name': message<Expectation & { readonly key: string }>(
    'error',
    ({ option, key, expected }) => `${option} has the name ${excerpt(key)}; it must be ${expected}.`,
  ),
  'option-missing': message<Place & { readonly key: string }>(
    'error',
    ({ option, key }) => `${option} lacks the key \`${key}\`; it must be given.`,
  ),
};

/** Tells a text from what it looks like without its quotes. */
function quotes(value: JsonValue): string {
  return typeof value === 'string' && /^(true|false|-?\d+(\.\d+)?)$/.test(value) ? ' (a text)' : '';
}
