import { excerpt } from '../text/excerpt.ts';
import { InputError } from './io.ts';

/** Parses JSON; a lone surrogate in a text becomes U+FFFD, as the agent's decoder makes it. Throws {@link InputError}. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''), (_, value) =>
      typeof value === 'string' ? value.toWellFormed() : value,
    );
  } catch (error) {
    throw new InputError(`${file} is no JSON: ${excerpt((error as Error).message).slice(1, -1)}.`);
  }
}
