import { afterEach, describe, expect, it } from 'vitest';
import { outcome } from '../support/conditions.ts';

describe('JSON', () => {
  it.each([
    ['fromJSON("1")', '1.0'],
    ['type(fromJSON("1"))', '"float"'],
    ['fromJSON("true")', 'true'],
    ['fromJSON("\\"a\\"")', '"a"'],
    ['fromJSON("[1, null, [\\"a\\"]]")', '[1, nil, ["a"]]'],
    ['fromJSON("{\\"a\\": {\\"b\\": [1]}, \\"c\\": null}")', '{c: nil, a: {b: [1.0]}}'],
    ['type(fromJSON("{}"))', '"map"'],
    ['toJSON(nil)', '"null"'],
    ['toJSON(true)', '"true"'],
    ['toJSON(duration("1s"))', '"1000000000"'],
    ['toJSON(date("2024-01-01"))', `'"2024-01-01T00:00:00Z"'`],
    ['toJSON(12)', '"12"'],
    ['toJSON(1.5)', '"1.5"'],
    ['toJSON("a\\"b")', `'"a\\\\"b"'`],
    ['toJSON("<&>\\u2028\\u2029")', `'"\\\\u003c\\\\u0026\\\\u003e\\\\u2028\\\\u2029"'`],
    ['toJSON([])', '"[]"'],
    ['toJSON({})', '"{}"'],
    ['toJSON([1, [2, "a"]])', '"[\\n  1,\\n  [\\n    2,\\n    \\"a\\"\\n  ]\\n]"'],
    ['toJSON({b: nil, a: [{}]})', `'{\\n  "a": [\\n    {}\\n  ],\\n  "b": null\\n}'`],
  ])('%s is %s', (call, value) => {
    expect(outcome(`(${call}) == (${value})`)).toBe(true);
  });

  it.each(['0 / 0', '1 / 0', '[0 / 0]', '[1, [fromPairs([])]]', '{a: 1, b: 0 / 0}'])(
    'has no form for %s',
    (value) => {
      expect(outcome(`toJSON(${value}) == ""`)).toBe('runtime');
    },
  );

  it.each(['', '{', '[1,]', 'nope', "'a'"])('is not in %j', (text) => {
    expect(outcome(`fromJSON(\`${text}\`) == nil`)).toBe('runtime');
  });
});

describe('times', () => {
  it.each([
    ['duration("1.5h") - duration("90m")', 'duration("0s")'],
    ['duration("0")', 'duration("0ns")'],
    ['duration("-0")', 'duration("0ns")'],
    ['duration("-1h30m")', 'duration("-90m")'],
    ['duration("+1m0.5s")', 'duration("60500ms")'],
    ['duration("1µs") + duration("1μs")', 'duration("2us")'],
    ['duration("1us")', 'duration("1000ns")'],
    ['duration("1ms")', 'duration("1000us")'],
    ['duration("1.s")', 'duration("1s")'],
    ['duration("0.25s")', 'duration("250ms")'],
    ['duration("9223372036854775807ns") - duration("9223372036854775806ns")', 'duration("1ns")'],
    ['duration("-1s") + duration("1s")', 'duration("0")'],
    ['date("2024-01-02")', 'date("2024-01-02T00:00:00Z")'],
    ['date("2024-01-02 03:04:05")', 'date("2024-01-02T03:04:05Z")'],
    ['date("2024-01-02T03:04:05+02:30")', 'date("2024-01-02T00:34:05Z")'],
    ['date("2024-01-01T00:00:00-01:00")', 'date("2024-01-01T01:00:00Z")'],
    ['date("2024-12-31") - date("2024-12-30")', 'duration("24h")'],
    ['date("2024-01-02T00:00:00.5Z") - date("2024-01-02")', 'duration("500ms")'],
    ['date("2024-01-02T00:00:00.000000001Z") - date("2024-01-02")', 'duration("1ns")'],
    ['date("2024-02-29") - date("2024-02-28")', 'duration("24h")'],
    ['date("1969-12-31") - date("1970-01-01")', 'duration("-24h")'],
  ])('%s is %s', (expression, value) => {
    expect(outcome(`(${expression}) == ${value}`)).toBe(true);
  });

  it.each([
    '',
    '-',
    '+',
    '1',
    '-1',
    '1d',
    's',
    '.s',
    '1s ',
    '1s-1s',
    '--1s',
    '1-s',
    '01',
    '9223372036854775808ns',
    '1sx',
  ])('finds no duration in %j', (text) => {
    expect(outcome(`duration("${text}") == nil`)).toBe('runtime');
  });

  it.each([
    '',
    '2024',
    '2024-1-2',
    '2024-13-01',
    '2024-00-01',
    '2024-02-30',
    '2023-02-29',
    '2024-01-32',
    '2024-01-02T24:30:00Z',
    '2024-01-02T03:04:05',
    '2024-01-02 03:04:05Z',
    '2024-01-02T03:60:05Z',
    'x2024-01-02',
    '2024-01-02x',
  ])('finds no date in %j', (text) => {
    expect(outcome(`date("${text}") == nil`)).toBe('runtime');
  });

  it.each([
    ['Mon, 02 Jan 2006 15:04:05 MST', 'Fri, 05 Jan 2024 03:04:09 +0230'],
    ['2006-01-02T15:04:05.999Z07:00', '2024-01-05T03:04:09.12+02:30'],
    ['January _2 __2 002 3:4:5.000pm -07', 'January  5   5 005 3:4:9.120am +02'],
    ['_2006 06 Monday Month', '_2024 24 Friday Month'],
  ])('is written in the layout %s', (layout, text) => {
    expect(outcome(`date("2024-01-05T03:04:09.12+02:30").Format("${layout}") == "${text}"`)).toBe(true);
  });

  it('compares with another, and has a day of the year in every year', () => {
    expect(outcome('date("2024-01-02").Compare(date("2024-01-03")) == -1')).toBe(true);
    expect(outcome('date("0008-12-31").YearDay() == 366')).toBe(true);
  });

  it('may be written in forms that are not supported', () => {
    expect(outcome('date("Tue, 02 Jan 2024 03:04:05 UTC") == nil')).toBe('unsupported');
    expect(outcome('date("02.01.2024", "02.01.2006") == nil')).toBe('unsupported');
  });
});

describe('written values', () => {
  it.each([
    ['"\\a\\b\\f\\n\\r\\t\\v"', '"\\x07\\x08\\x0c\\x0a\\x0d\\x09\\x0b"'],
    ['"\\\\"', '`\\`'],
    ['"\\x41\\u0042\\U00000043\\104\\x7f"', '"ABCD\\177"'],
    ['"\\U0001F600"', '"😀"'],
    ['len("\\U0010FFFF\\uD7FF\\uE000")', '3'],
    ['`a\nb`', '"a\\nb"'],
    ['``', '""'],
    ['0xFf', '255'],
    ['0XfF', '255'],
    ['0b1_0', '2'],
    ['0B11', '3'],
    ['0o17', '15'],
    ['0O17', '15'],
    ['0017', '17'],
    ['00', '0'],
    ['0', '0.0'],
    ['1_000.5_0', '1000.5'],
    ['1e2', '100'],
    ['10e-1', '1'],
    ['100', '1e+2'],
    ['0x7fffffffffffffff', '9223372036854775807'],
    ['5.', '5'],
    ['5.0e1', '50'],
    ['(1..3)', '[1, 2, 3]'],
    ['[1,2]|len()', '2'],
    ['1 /* one */ + // two\n 2', '3'],
    ['1/**/+/***/2/* a * / b **/', '3'],
    ['ä_1$', '""'],
  ])('%s is %s', (written, value) => {
    expect(outcome(`(${written}) == ${value}`)).toBe(true);
  });

  it('are moments of UTC in every time zone', () => {
    for (const zone of ['Asia/Kathmandu', 'America/St_Johns', 'UTC']) {
      process.env['TZ'] = zone;
      expect([zone, outcome('date("2024-01-02 03:04:05") == date("2024-01-02T03:04:05Z")')]).toEqual([
        zone,
        true,
      ]);
      expect([zone, outcome('date("2024-07-01") == date("2024-07-01T00:00:00Z")')]).toEqual([zone, true]);
    }
  });
});

const { TZ } = process.env;

afterEach(() => {
  if (TZ === undefined) delete process.env['TZ'];
  else process.env['TZ'] = TZ;
});
