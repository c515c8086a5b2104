import { TranslationError } from '../resources/translation-error.ts';

/** Runs a builder, and moves the path of its error below the place of what it builds from. */
export function atPath<T>(path: string, build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof TranslationError)) throw error;
    throw new TranslationError(error.code, path + error.path, error.message);
  }
}

/** What a builder makes; undefined if it fails as the agent does. */
export function tryMake<Made>(make: () => Made): Made | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof TranslationError) return undefined;
    throw error;
  }
}
