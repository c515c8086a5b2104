import { sha256Bytes } from './hash.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An id in the form of a ULID (26 upper-case characters) that depends on the seed alone. */
export function deterministicUlid(seed: string): string {
  let bits = 0n;
  for (const byte of sha256Bytes(seed).subarray(0, 16)) bits = (bits << 8n) | BigInt(byte);
  let ulid = '';
  for (let position = 125n; position >= 0n; position -= 5n)
    ulid += ALPHABET[Number((bits >> position) & 31n)];
  return ulid;
}
