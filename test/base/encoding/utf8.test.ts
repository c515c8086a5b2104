import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  byteLength,
  characterAt,
  characterWidth,
  decodeUtf8,
  encodedLength,
  encodeUtf8,
  exceedsBytes,
  hasLoneBytes,
  replaceLoneBytes,
  reverseCharacters,
} from '../../../src/base/encoding/utf8.ts';

it.each([
  '\u007f',
  '\u0080',
  '\u07ff',
  '\u0800',
  '\ud7ff',
  '\ue000',
  '\uffff',
  '\u{10000}',
  '\u{103ff}',
  '\u{10fc00}',
  '\u{10ffff}',
  '\ud800',
  '\udbff',
  '\udc00',
  '\udfff',
  '\ud800\ud800\udc00',
  '\ud800\udc00\udc00',
  '\ud7ff\udc00',
  '\ue000\udc00',
  '\udbff\ue000',
  '\ud800\udbff',
  '\udc00\ud800',
])('the length of a string such as %j is that of its UTF-8', (text) => {
  expect(byteLength(text)).toBe(Buffer.byteLength(text));
  expect(byteLength(`a${text}b`)).toBe(Buffer.byteLength(`a${text}b`));
});

test.each([
  ['', 0, false],
  ['aaa', 3, false],
  ['aaaa', 3, true],
  ['éé', 4, false],
  ['éé', 3, true],
  ['€€', 6, false],
  ['€€', 5, true],
  ['aaaaaaa', 7, false],
])('whether %j has more than %i bytes: %s', (text, limit, expected) => {
  expect(exceedsBytes(text, limit)).toBe(expected);
});

/** A character of UTF-8 by the grammar of RFC 3629, or any byte; over a string with a character for each byte. */
const CHARACTER = new RegExp(
  [
    '[\\x00-\\x7f]',
    '[\\xc2-\\xdf][\\x80-\\xbf]',
    '\\xe0[\\xa0-\\xbf][\\x80-\\xbf]',
    '[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}',
    '\\xed[\\x80-\\x9f][\\x80-\\xbf]',
    '\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}',
    '[\\xf1-\\xf3][\\x80-\\xbf]{3}',
    '\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2}',
    '[^]',
  ].join('|'),
  'gy',
);

/** The characters of some bytes as Go's range over a string has them. */
function charactersOf(bytes: Uint8Array): { width: number; code: number; text: string }[] {
  return [...Buffer.from(bytes).toString('latin1').matchAll(CHARACTER)].map(([piece]) => {
    const first = piece.charCodeAt(0);
    const isLone = piece.length === 1 && first >= 0x80;
    const text = isLone ? String.fromCharCode(0xdc00 + first) : Buffer.from(piece, 'latin1').toString('utf8');
    return { width: piece.length, code: isLone ? 0xfffd : (text.codePointAt(0) ?? 0), text };
  });
}

const EDGES = [
  ...[0, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0],
  ...[0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xf8, 0xff],
];
const CHARACTERS = ['\u0080', '\u07ff', '\u0800', '\ufeff', '\uffff', '\u{10000}', '\u{10ffff}'];
const someBytes = fc
  .array(
    fc.oneof(
      fc.constantFrom(...EDGES).map((byte) => [byte]),
      fc.constantFrom(...CHARACTERS).map((character) => [...Buffer.from(character)]),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => Uint8Array.from(pieces.flat()));

describe('bytes of UTF-8', () => {
  it('become characters, or lone bytes if they form none', () => {
    fc.assert(
      fc.property(someBytes, (bytes) => {
        const characters = charactersOf(bytes);
        const text = decodeUtf8(bytes);
        expect(text).toBe(characters.map((character) => character.text).join(''));
        expect(encodeUtf8(text)).toEqual(bytes);
        expect(encodedLength(text)).toBe(bytes.length);
        const codes = characters.map(({ code }) => code);
        expect(replaceLoneBytes(text)).toBe(String.fromCodePoint(...codes));
        expect(reverseCharacters(text)).toBe(String.fromCodePoint(...codes.toReversed()));
        expect(hasLoneBytes(text)).toBe(characters.some(({ code, width }) => code === 0xfffd && width === 1));
      }),
      { seed: 5, numRuns: 1000 },
    );
  });

  it('are looked at no further than to the end given', () => {
    fc.assert(
      fc.property(someBytes, fc.nat(), (bytes, seed) => {
        const end = bytes.length === 0 ? 0 : (seed % bytes.length) + 1;
        let index = 0;
        for (const { width, code } of charactersOf(bytes.subarray(0, end))) {
          expect(characterWidth(bytes, index, end)).toBe(width);
          expect(characterAt(bytes, index, end)).toBe(code);
          index += width;
        }
        expect(index).toBe(end);
      }),
      { seed: 6, numRuns: 1000 },
    );
  });

  it.each([
    ['\ufeffa', [0xef, 0xbb, 0xbf, 0x61]],
    ['a\udc80', [0x61, 0x80]],
    ['\udcff', [0xff]],
    ['€\udce2', [0xe2, 0x82, 0xac, 0xe2]],
  ])('%j represents %j', (text, bytes) => {
    expect([...encodeUtf8(text)]).toEqual(bytes);
    expect(decodeUtf8(Uint8Array.from(bytes))).toBe(text);
  });

  it.each(['\ud800', '\udbffa', '\udc00', '\udd00', '\udfff'])(
    'of an unpaired surrogate such as %j, which is not a lone byte, are those of U+FFFD',
    (text) => {
      expect(encodeUtf8(text)).toEqual(Uint8Array.from(Buffer.from(text)));
      expect(hasLoneBytes(text)).toBe(true);
      expect(replaceLoneBytes(text)).toBe(`\ufffd${text.slice(1)}`);
    },
  );

  it.each(['', 'a', 'é', '🚀', '🚀🚀', '\ufffd'])('are whole in %j', (text) => {
    expect(hasLoneBytes(text)).toBe(false);
    expect(replaceLoneBytes(text)).toBe(text);
  });
});
