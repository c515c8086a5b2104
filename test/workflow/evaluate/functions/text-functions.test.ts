import { describe, expect, it } from 'vitest';
import { NEW_LANGUAGE, OLD_LANGUAGE, outcome } from '../../support/conditions.ts';

describe('functions of texts', () => {
  it.each([
    ['trim("  a b  ")', '"a b"'],
    ['trim("\\u3000\\t\\na\\u00a0")', '"a"'],
    ['trim("   ")', '""'],
    ['trim("")', '""'],
    ['trim("a")', '"a"'],
    ['trim("xyaxbyx", "xy")', '"axb"'],
    ['trim("xyx", "xy")', '""'],
    ['trim(" a ", "")', '" a "'],
    ['trim("😀a😀", "😀")', '"a"'],
    ['trimPrefix("  a")', '" a"'],
    ['trimPrefix("aab", "a")', '"ab"'],
    ['trimPrefix("ab", "b")', '"ab"'],
    ['trimSuffix("a  ")', '"a "'],
    ['trimSuffix("abb", "b")', '"ab"'],
    ['trimSuffix("ab", "a")', '"ab"'],
    ['trimSuffix("ab", "")', '"ab"'],
    ['split("a,b,c", ",")', '["a", "b", "c"]'],
    ['split("a,b,c", ",", -1)', '["a", "b", "c"]'],
    ['split("a,b,c", ",", 0)', '[]'],
    ['split("a,b,c", ",", 1)', '["a,b,c"]'],
    ['split("a,b,c", ",", 2)', '["a", "b,c"]'],
    ['split("a,b,c", ",", 3)', '["a", "b", "c"]'],
    ['split("a,b,c", ",", 4)', '["a", "b", "c"]'],
    ['split("a😀", "")', '["a", "😀"]'],
    ['split("abc", "", 2)', '["a", "bc"]'],
    ['split("", ",")', '[""]'],
    ['join(["a", "b"], ", ")', '"a, b"'],
    ['join(["a", "b"])', '"ab"'],
    ['join([])', '""'],
    ['replace("aaa", "a", "b")', '"bbb"'],
    ['replace("aaa", "a", "b", -1)', '"bbb"'],
    ['replace("aaa", "a", "b", -2)', '"bbb"'],
    ['replace("aaa", "a", "b", 0)', '"aaa"'],
    ['replace("aaa", "a", "b", 2)', '"bba"'],
    ['replace("aaa", "a", "b", 3)', '"bbb"'],
    ['replace("aaa", "a", "b", 9)', '"bbb"'],
    ['replace("abc", "x", "y", 1)', '"abc"'],
    ['replace("abab", "ab", "")', '""'],
    ['repeat("ab", 0)', '""'],
    ['repeat("ab", 1)', '"ab"'],
    ['repeat("", 5)', '""'],
    ['indexOf("aéab", "a")', '0'],
    ['indexOf("éab", "b")', '3'],
    ['indexOf("ab", "x")', '-1'],
    ['lastIndexOf("éaba", "a")', '4'],
    ['lastIndexOf("a", "a")', '0'],
    ['lastIndexOf("ab", "x")', '-1'],
    ['hasPrefix("ab", "a")', 'true'],
    ['hasPrefix("ab", "b")', 'false'],
    ['hasSuffix("ab", "b")', 'true'],
    ['hasSuffix("ab", "a")', 'false'],
    ['lower("ÄB")', '"äb"'],
    ['upper("äb")', '"ÄB"'],
    ['len("aé😀")', '3'],
    ['"abcd"[1:3]', '"bc"'],
    ['"abcd"[:2]', '"ab"'],
    ['"abcd"[2:]', '"cd"'],
    ['"abcd"[:]', '"abcd"'],
    ['"abcd"[-2:]', '"cd"'],
    ['"abcd"[:-1]', '"abc"'],
    ['"abcd"[3:1]', '""'],
    ['"abcd"[9:]', '""'],
    ['"abcd"[-9:9]', '"abcd"'],
    ['"é€"[2:]', '"€"'],
    ['("a" | upper() | repeat(2)) + "b"', '"AAb"'],
    ['("ab" | split("") | join("-"))', '"a-b"'],
  ])('%s is %s', (call, value) => {
    expect(outcome(`(${call}) == ${value}`)).toBe(true);
  });

  it('count bytes in the older language', () => {
    expect(outcome('len("aé😀") == 7', OLD_LANGUAGE)).toBe(true);
    expect(outcome('len(["ab", "c"]) == 2 && len({a: 1, b: 2}) == 2', OLD_LANGUAGE)).toBe(true);
    expect(outcome('len([1, "é"]) == 2 && len({a: 1, b: 2}) == 2', NEW_LANGUAGE)).toBe(true);
  });
});

describe('functions of numbers and kinds', () => {
  it.each([
    ['int("+12")', '12'],
    ['int("-12")', '-12'],
    ['int("0012")', '12'],
    ['int(-1.9)', '-1'],
    ['int(7)', '7'],
    ['int("9223372036854775807")', '9223372036854775807'],
    ['int("-9223372036854775808")', '-9223372036854775807 - 1'],
    ['float("1.50")', '1.5'],
    ['float("+.5")', '0.5'],
    ['float("-.25")', '-0.25'],
    ['float(".125e1")', '1.25'],
    ['float("12.")', '12'],
    ['float("12")', '12'],
    ['float("1e3")', '1000'],
    ['float("1E+03")', '1000'],
    ['float("25e-1")', '2.5'],
    ['float("25e-01")', '2.5'],
    ['type(float(2))', '"float"'],
    ['float(2.5)', '2.5'],
    ['float(1 / 0)', '1 / 0'],
    ['abs(-2)', '2'],
    ['abs(2)', '2'],
    ['abs(0)', '0'],
    ['abs(-2.5)', '2.5'],
    ['type(abs(-2))', '"int"'],
    ['max(1, 3, 2)', '3'],
    ['min(2, 1, 3)', '1'],
    ['max([1, 3], 2)', '3'],
    ['type(max(1, 1.0))', '"int"'],
    ['type(min(1.0, 1))', '"float"'],
    ['string(12)', '"12"'],
    ['string(1.5)', '"1.5"'],
    ['string("a")', '"a"'],
    ['string(true)', '"true"'],
    ['string(nil)', '"<nil>"'],
    ['string([])', '"[]"'],
    ['string([1, [2.5, "x y"], false])', '"[1 [2.5 x y] false]"'],
    ['string({})', '"map[]"'],
    ['string({c: nil, a: {b: 1}, b: []})', '"map[a:map[b:1] b:[] c:<nil>]"'],
    ['type(true)', '"bool"'],
    ['type({})', '"map"'],
    ['type(1..2)', '"array"'],
  ])('%s is %s', (call, value) => {
    expect(outcome(`(${call}) == (${value})`)).toBe(true);
  });

  it.each(['', ' 1', '1 ', '1x', 'x1', '1e', 'e1', '.', '1.x', '--1', '1e1.5', '1ex', '.x', '1x5', '0x10'])(
    'finds no number in %j',
    (text) => {
      expect(outcome(`int("${text}") == 1`)).toBe('runtime');
      expect(outcome(`float("${text}") == 1`)).toBe('runtime');
    },
  );

  it.each(['1.5', '1e3', '9223372036854775808', '-9223372036854775809', '1_000'])(
    '%s is not an integer',
    (text) => {
      expect(outcome(`int("${text}") == 1`)).toBe('runtime');
    },
  );
});
