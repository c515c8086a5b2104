/**
 * The kinds of failure that an agent meets, by the names of the recordings. After `panic` and `panic-quantity` the
 * agent process is gone, with every workflow that it runs.
 *
 * - `invalid-name`: no name of an object, volume or label value can be made of a string.
 * - `invalid-quantity`: a request or limit is not a quantity.
 * - `panic-quantity`: the agent's volume size is not a quantity.
 * - `invalid-image`: the registry of a step with credentials cannot be determined from its image.
 * - `missing-ports`: a service has no ports (3.10 to 3.12).
 * - `panic`: something that the agent requires is missing.
 * - `already-exists`: the workflow has made an object of this kind and name before.
 * - `wrong-type`: a value of another type than the agent decodes, which never comes as far as its backend; it is in
 *   no recording.
 */
export type TranslationErrorCode =
  | 'invalid-name'
  | 'invalid-quantity'
  | 'panic-quantity'
  | 'invalid-image'
  | 'missing-ports'
  | 'panic'
  | 'already-exists'
  | 'wrong-type';

/** A step or workflow that the agent cannot turn into objects. */
export class TranslationError extends Error {
  /** Identifies the class if `instanceof` does not, as across realms. */
  override readonly name = 'TranslationError';
  /** Kind of failure. */
  readonly code: TranslationErrorCode;
  /** JSON Pointer to the cause within the step, or within the workflow or the agent options for its own objects. */
  readonly path: string;

  /**
   * @param code kind of failure
   * @param path JSON Pointer to the cause
   * @param message the problem, the value and the expectation
   */
  constructor(code: TranslationErrorCode, path: string, message: string) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

/** Runs a builder, and moves the path of its error below the place of its input. */
export function atPath<T>(path: string, build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof TranslationError)) throw error;
    throw new TranslationError(error.code, path + error.path, error.message);
  }
}

/** The result of a builder, or why it fails like the agent. */
export function tryTranslate<Made>(make: () => Made): {
  readonly made: Made | undefined;
  readonly failure: TranslationError | undefined;
} {
  try {
    return { made: make(), failure: undefined };
  } catch (error) {
    if (error instanceof TranslationError) return { made: undefined, failure: error };
    throw error;
  }
}
