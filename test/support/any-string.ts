import fc from 'fast-check';

const SURROGATES = { from: 0xd800, count: 0x800 };

/** A character of any code point. It is that of fast-check's unit `binary`, which needs seconds to build its table. */
export const anyCharacter: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10ffff - SURROGATES.count })
  .map((code) => String.fromCodePoint(code < SURROGATES.from ? code : code + SURROGATES.count));
