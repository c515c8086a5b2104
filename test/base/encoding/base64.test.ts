import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  base64,
  base64Length,
  base64ToText,
  base64Utf16,
  base64Utf16ToText,
  strictBase64ToText,
} from '../../../src/base/encoding/base64.ts';
import { anyCharacter } from '../../support/any-string.ts';

const encoded = (text: string, encoding: 'utf8' | 'utf16le') =>
  Buffer.from(text, encoding).toString('base64');
const wellFormed = fc.string({ unit: anyCharacter });

describe('base64', () => {
  it('is that of the UTF-8 of any string', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        expect(base64(text)).toBe(encoded(text, 'utf8'));
        expect(base64ToText(base64(text))).toBe(text);
        expect(strictBase64ToText(base64(text))).toBe(text);
        expect(base64Length(base64(text))).toBe(Buffer.byteLength(text));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it.each(['', '\ufeffmarked', `${'é'.repeat(0x1000)}x`, '🚀'.repeat(0x3000)])(
    'is that of the UTF-8 of a string such as %.20s',
    (text) => {
      expect(base64(text)).toBe(encoded(text, 'utf8'));
      expect(base64ToText(base64(text))).toBe(text);
    },
  );
});

describe('base64 as Go reads it', () => {
  it.each([
    ['', ''],
    ['YQ==', 'a'],
    ['YWI=', 'ab'],
    ['YWJj', 'abc'],
    ['YR==', 'a'],
    ['+/8=', '\ufffd\ufffd'],
    ['77u/YQ==', '\ufeffa'],
    ['YQ==\n', 'a'],
    ['YQ=\r\n=', 'a'],
    ['\nY\rW\nJj', 'abc'],
    ['\n', ''],
    ['\r\n', ''],
  ])('%j is %j', (text, expected) => {
    expect(strictBase64ToText(text)).toBe(expected);
    expect(base64Length(text)).toBe(Buffer.from(text, 'base64').length);
  });

  it.each([
    'YQ',
    'YQ=',
    'YWJjZA',
    'YWJj=',
    'YQ==YQ==',
    'YWJj=YQ=',
    'Y===',
    '====',
    '=',
    '=YQ=',
    'Y Q==',
    ' YWJj',
    'YWJj ===',
    'YQ==\t',
    '_-8=',
    'é===',
    '(){}',
    '()YQ',
    'YQ()',
  ])('%j is none', (text) => {
    expect(strictBase64ToText(text)).toBeUndefined();
    expect(base64Length(text)).toBeUndefined();
  });
});

describe('base64 read with more ease', () => {
  it.each([
    ['YQ', 'a'],
    ['Y W\tJ\r\nj', 'abc'],
    ['\u00a0YWJj\v', 'abc'],
    ['', ''],
    [' ', ''],
  ])('%j is %j', (text, expected) => {
    expect(base64ToText(text)).toBe(expected);
  });

  it.each(['Y', 'YQ=', '_-8=', '()', 'YQ==YQ=='])('%j is none', (text) => {
    expect(base64ToText(text)).toBeUndefined();
  });
});

describe('base64 of UTF-16', () => {
  test('has the low byte of each unit first', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        expect(base64Utf16(text)).toBe(encoded(text, 'utf16le'));
        expect(base64Utf16ToText(base64Utf16(text))).toBe(text);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  test('keeps a byte order mark that the text has, and adds none', () => {
    expect(base64Utf16('')).toBe('');
    expect(base64Utf16ToText(base64Utf16('\ufeffWrite-Host'))).toBe('\ufeffWrite-Host');
  });

  test('is none if the text is not base64', () => {
    expect(base64Utf16ToText('()')).toBeUndefined();
  });
});
