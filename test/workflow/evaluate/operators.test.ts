import { describe, expect, it } from 'vitest';
import { outcome } from '../support/conditions.ts';

/** A written value of each kind. */
const WRITTEN = {
  nil: 'nil',
  bool: 'true',
  int: '6',
  float: '1.5',
  string: '"ab"',
  array: '[6]',
  map: '{ab: 6}',
  duration: 'duration("90s")',
  time: 'date("2024-01-02")',
};
type Kind = keyof typeof WRITTEN;
const KINDS = Object.keys(WRITTEN) as Kind[];
const PAIRS = KINDS.flatMap((left) => KINDS.map((right) => [left, right] as const));

describe('equality', () => {
  it('compares values of one kind, numbers with numbers, and anything with nil', () => {
    for (const [left, right] of PAIRS) {
      const numbers = /^(?:int|float)$/.test(left) && /^(?:int|float)$/.test(right);
      const comparable = left === right || left === 'nil' || right === 'nil' || numbers;
      const same = left === right;
      const sides = [WRITTEN[left], WRITTEN[right]];
      expect([...sides, outcome(sides.join(' == ')), outcome(sides.join(' != '))]).toEqual([
        ...sides,
        ...(comparable ? [same, !same] : ['type', 'type']),
      ]);
      const unknown = sides.map((side) => `first([${side}])`);
      expect([...sides, outcome(unknown.join(' == '))]).toEqual([...sides, same]);
    }
  });

  it.each([
    ['[1, 2] == [1]', false],
    ['[1] == [1, 2]', false],
    ['[1, 2] == [1, 3]', false],
    ['[1, nil] == [1, nil]', true],
    ['{a: 1, b: [2]} == {b: [2], a: 1}', true],
    ['{a: 1} == {a: 2}', false],
    ['{a: 1} == {a: 1, b: 2}', false],
    ['{a: 1, b: 2} == {a: 1}', false],
    ['{a: 1, b: 2} == {a: 1, b: 3}', false],
    ['{a: nil} == {b: nil}', false],
    ['{a: duration("1s")} == {b: duration("1s")}', false],
    ['first([[]]) == first([{}])', false],
    ['first([{}]) == first([[]])', false],
    ['2 == 2.0', true],
    ['2.5 == 2', false],
    ['9007199254740993 == 9007199254740992', false],
    ['9007199254740993 == 9007199254740992.0', true],
    ['duration("60s") == duration("1m")', true],
    ['duration("60s") == duration("1h")', false],
    ['first([duration("0s")]) == first([date("1970-01-01")])', false],
    ['0 / 0 == 0 / 0', false],
  ])('%s: %s', (source, expected) => {
    expect([outcome(source), outcome(source.replace('==', '!='))]).toEqual([expected, !expected]);
  });
});

describe('order', () => {
  it.each([
    ['1', '2'],
    ['-1', '0.5'],
    ['1', '1 / 0'],
    ['"a"', '"ab"'],
    ['""', '"a"'],
    ['"Z"', '"a"'],
    ['"ba"', '"c"'],
    ['"\\uFFFD"', '"😀"'],
    ['duration("59s")', 'duration("1m")'],
    ['date("2024-01-31")', 'date("2024-02-01")'],
  ])('%s is less than %s', (less, more) => {
    const signs = ['<', '<=', '>', '>='];
    expect(signs.map((sign) => outcome(`${less} ${sign} ${more}`))).toEqual([true, true, false, false]);
    expect(signs.map((sign) => outcome(`${more} ${sign} ${less}`))).toEqual([false, false, true, true]);
    expect(signs.map((sign) => outcome(`${less} ${sign} ${less}`))).toEqual([false, true, false, true]);
    const items = [more, less, less, more].join(', ');
    expect(outcome(`sort([${items}]) == [${less}, ${less}, ${more}, ${more}]`)).toBe(true);
    expect(outcome(`sort([${items}], "desc") == [${more}, ${more}, ${less}, ${less}]`)).toBe(true);
  });

  it.each(['<', '<=', '>', '>='])('has no place for what is not a number: %s', (sign) => {
    for (const sides of [
      ['0 / 0', '1'],
      ['1', '0 / 0'],
      ['0 / 0', '0 / 0'],
    ]) {
      expect(outcome(sides.join(` ${sign} `))).toBe(false);
    }
  });

  it.each([
    ['1 < 2 <= 2 < 3', true],
    ['1 < 2 < 2', false],
    ['3 > 2 >= 2 > 2', false],
    ['1 < 3 > 2', true],
    ['2 < 1 < 3', false],
    ['1 < 2 == true', true],
  ])('%s: %s', (source, expected) => {
    expect(outcome(source)).toBe(expected);
  });
});

describe('values', () => {
  it.each([
    '1 + 2.5 == 3.5 && 1.5 - 1 == 0.5 && 1.5 * 3 == 4.5 && 3 / 1.5 == 2',
    '1.5 + 2.5 == 4.0 && 5 - 7 == -2 && 3 * 4 == 12 && 2.0 ** 3 == 8 && 4 ^ 0.5 == 2',
    '-7 % 4 == -3 && 7 % -4 == 3 && "a" + "b" == "ab" && +5 == 5 && +1.5 == 1.5 && -1.5 == 0 - 1.5',
    '9223372036854775807 * 2 == -2 && -(-9223372036854775807 - 1) == -9223372036854775807 - 1',
    'date("2024-01-02") - date("2024-01-01T12:00:00Z") == duration("12h")',
    'date("2024-01-02") - duration("24h") == date("2024-01-01")',
    'date("2024-01-02") + duration("1h") == date("2024-01-02T01:00:00Z")',
    'duration("1h") + date("2024-01-02") == date("2024-01-02T01:00:00Z")',
    'duration("1h") + duration("1s") == duration("3601s") && duration("1h") - duration("1s") == duration("3599s")',
    'duration("1m") * 2 == duration("2m") && 3 * duration("1m") == duration("3m") && 0 * duration("1m") == duration("0s")',
    'type(duration("1m") * 0.5) == "float" && type(1.5 * duration("1s")) == "float"',
    '(3..3) == [3] && (3..2) == [] && (-1..1) == [-1, 0, 1] && 1..2 + 1 == [1, 2, 3]',
    '2 in [1, 2] && not (3 in [1, 2]) && 2.0 in [1, 2] && 3 not in [1, 2] && nil in [nil]',
    '"a" in {a: 1} && not ("b" in {a: 1}) && not (1 in first([nil])) && not (first([nil]) in {a: 1})',
    '"abc" contains "b" && not ("abc" contains "x") && "abc" startsWith "ab" && not ("abc" startsWith "c")',
    '"a.c" contains ".c" && not ("abc" contains "a.c") && "(" contains "("',
    '"abc" endsWith "bc" && not ("abc" endsWith "a") && "abc" not startsWith "c" && "abc" not endsWith "a"',
    '"abc" matches "a.c" && not ("abc" matches "^b") && "abc" not contains "x" && "a" matches first(["a"])',
    '2 ** 3 ** 2 == 512 && 2 ^ 3 ^ 2 == 512 && 2 ** 2 ^ 3 == 256 && 10 - 2 - 3 == 5 && 16 / 4 / 2 == 2 && 7 % 4 % 2 == 1',
    '1 + 2 * 3 ** 2 == 19 && -2 ** 2 == -4 && (-2) ** 2 == 4 && not false == true && not true or true',
    'true or true and false && false || true and true',
    'not (false && first([6])) && (true || first([6])) && not (false and first([6])) && (true or first([6]))',
    'not (true && false) && not (true and false) && not (false || false) && not (false or false) && (false or true)',
    '(nil ?? "d") == "d" && ("x" ?? "d") == "x" && (nil ?? nil ?? 1) == 1 && (first([nil]) ?? 2) == 2 && (false ?? true) == false',
    'false; true;',
    '(true ? 1 : 2) == 1 && (false ? 1 : 2) == 2 && (1 == 1 ?: false) && (false ?: true)',
  ])('%s', (source) => {
    expect(outcome(source)).toBe(true);
  });

  it.each([
    ['first([1]) in first([{a: 1}])', 'runtime'],
    ['"a" in first(["abc"])', 'runtime'],
    ['1 in {a: 1}', 'type'],
    ['true in [1]', 'type'],
    ['first(["a"]) in [1]', false],
    ['"a" in first([[1]])', false],
    ['-first(["a"]) == 1', 'runtime'],
    ['not first([1])', 'runtime'],
    ['first([1]) ? true : false', 'runtime'],
    ['-"a" == 1', 'type'],
    ['-true == 1', 'type'],
  ])('%s: %s', (source, expected) => {
    expect(outcome(source)).toBe(expected);
  });
});
