import { deterministicUlid } from '../../base/encoding/deterministic-ulid.ts';

/**
 * An id in the form of a ULID. The server's are random; ours are derived from what the parts say, so that the same
 * input gives the same ids and different steps different ones.
 */
export function derivedId(...parts: readonly (string | number)[]): string {
  return deterministicUlid(JSON.stringify(parts));
}
