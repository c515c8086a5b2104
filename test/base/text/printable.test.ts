import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  escaped,
  isPrintable,
  maskUnprintable,
  oneLine,
  printableJson,
} from '../../../src/base/text/printable.ts';
import { awkwardText, NOT_TO_BE_SHOWN } from '../../support/awkward-text.ts';

const assert = (property: fc.IProperty<[string]>) => fc.assert(property, { seed: 40, numRuns: 5000 });

describe('oneLine', () => {
  test('leaves one line that no terminal and no runner obeys', () => {
    assert(
      fc.property(awkwardText, (text) => {
        const line = oneLine(text);
        expect(line).not.toMatch(NOT_TO_BE_SHOWN);
        expect(line).not.toMatch(/\n|^\s*::|##\[/);
      }),
    );
  });

  test('changes nothing the second time', () => {
    assert(
      fc.property(awkwardText, (text) => {
        expect(oneLine(oneLine(text))).toBe(oneLine(text));
      }),
    );
  });

  test.each([
    ['left\nright', 'left\\nright'],
    ['a\tb\r', 'a\\tb\\r'],
    ['\x1b[31m', '\\u001b[31m'],
    ['\u009b\u2028\u202e\ud800', '\\u009b\\u2028\\u202e\\ud800'],
    ['::error::x', '\\u003a:error::x'],
    ['a::b', 'a::b'],
    ['##[group]', '#\\u0023[group]'],
    ['é 日本 \u{1f469}\u200d\u{1f680} # [x]', 'é 日本 \u{1f469}\u200d\u{1f680} # [x]'],
  ])('writes %j as %s', (text, line) => {
    expect(oneLine(text)).toBe(line);
  });
});

test('escaped leaves an address of IPv6 at the start of a value', () => {
  expect(escaped('::1')).toBe('::1');
});

test('maskUnprintable keeps the columns of a line', () => {
  assert(
    fc.property(awkwardText, (text) => {
      const masked = maskUnprintable(text);
      expect(masked.length).toBe(text.length);
      expect(masked).not.toMatch(NOT_TO_BE_SHOWN);
    }),
  );
});

test('printableJson is read as the same value', () => {
  assert(
    fc.property(awkwardText, (text) => {
      const json = printableJson({ [text]: [text] }, 2);
      expect(json).not.toMatch(NOT_TO_BE_SHOWN);
      expect(JSON.parse(json)).toEqual({ [text]: [text] });
    }),
  );
});

test('isPrintable is true for strings of several lines', () => {
  expect(isPrintable('a\n\tb: é\n')).toBe(true);
  for (const text of ['a\r\n', 'a\n  ::error::x', 'a ##[x]', '\u0085', '\ue001'])
    expect(isPrintable(text)).toBe(false);
});
