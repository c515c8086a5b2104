import { hash } from '@stablelib/sha256';

function sha256Bytes(text: string): Uint8Array {
  return hash(new TextEncoder().encode(text));
}

/** The first sixteen hexadecimal digits of the SHA-256 of a string. */
export function shortHash(text: string): string {
  const bytes = Array.from(sha256Bytes(text).subarray(0, 8));
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS_OF_DIGIT = 5;
/** The 26 digits have two bits more than 16 bytes. */
const ZERO_BITS = 2;

/** An id in the form of a ULID (26 upper-case characters) that depends on the seed alone. */
export function deterministicUlid(seed: string): string {
  let ulid = '';
  let bits = 0;
  let count = ZERO_BITS;
  for (const byte of sha256Bytes(seed).subarray(0, 16)) {
    bits = (bits << 8) | byte;
    count += 8;
    while (count >= BITS_OF_DIGIT) {
      count -= BITS_OF_DIGIT;
      ulid += DIGITS[(bits >> count) & 31];
    }
  }
  return ulid;
}
