import { TranslationError } from '../resources/translation-error.ts';

/** Runs a builder, and moves the path of its error, with which a message may begin, below the place of what it builds from. */
export function atPath<T>(path: string, build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof TranslationError)) throw error;
    const { code, message } = error;
    throw new TranslationError(code, path + error.path, message.startsWith('/') ? path + message : message);
  }
}
