/**
 * The kinds of failure that an agent meets, by the names of the recordings. After `panic` and `panic-quantity` the
 * agent process is gone, with every workflow that it runs. `wrong-type` is in no recording: what no agent can decode
 * never comes as far as its backend.
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
  override readonly name = 'TranslationError';
  readonly code: TranslationErrorCode;
  /** JSON Pointer to the cause within the step, or within the workflow or the agent options for its own objects. */
  readonly path: string;

  constructor(code: TranslationErrorCode, path: string, message: string) {
    super(message);
    this.code = code;
    this.path = path;
  }
}
