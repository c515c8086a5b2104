import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deterministicUlid } from '../../../src/base/encoding/hash.ts';
import { anyCharacter } from '../../support/any-string.ts';

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

test('an id is the first 16 bytes of the SHA-256 of its seed, in 26 digits of base 32', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (seed) => {
      const id = deterministicUlid(seed);
      expect(id).toHaveLength(26);
      const value = [...id].reduce((sum, digit) => sum * 32n + BigInt(DIGITS.indexOf(digit)), 0n);
      const hash = createHash('sha256').update(seed).digest('hex');
      expect(value).toBe(BigInt(`0x${hash.slice(0, 32)}`));
    }),
  );
});
