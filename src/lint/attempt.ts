import { TranslationError } from '../translate/resources/translation-error.ts';

/** What a builder makes, or undefined where it fails as the agent does. */
export function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof TranslationError) return undefined;
    throw error;
  }
}
