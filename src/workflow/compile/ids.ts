import { sha256 } from '@noble/hashes/sha2.js';

/** Digits of a ULID, in order of value. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 26;

/**
 * An id in the form of a ULID: 26 characters, 128 bits. The server's are random; ours are derived from what the
 * parts say, so that the same input gives the same ids and different steps different ones.
 */
export function derivedId(...parts: readonly (string | number)[]): string {
  const hash = sha256(new TextEncoder().encode(JSON.stringify(parts)));
  let value = 0n;
  for (const byte of hash.subarray(0, 16)) value = (value << 8n) | BigInt(byte);
  let id = '';
  for (let index = 0; index < LENGTH; index++) {
    id = `${DIGITS[Number(value & 31n)] ?? ''}${id}`;
    value >>= 5n;
  }
  return id;
}
