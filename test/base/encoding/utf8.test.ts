import { expect, it, test } from 'vitest';
import { byteLength, exceedsBytes } from '../../../src/base/encoding/utf8.ts';

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
])('the length of a text such as %j is that of its UTF-8', (text) => {
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
