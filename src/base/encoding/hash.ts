import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 of the text in UTF-8. */
export function sha256Bytes(text: string): Uint8Array {
  return sha256(new TextEncoder().encode(text));
}

/** The first sixteen hexadecimal digits of the SHA-256 of a text. */
export function shortHash(text: string): string {
  return bytesToHex(sha256Bytes(text).subarray(0, 8));
}
