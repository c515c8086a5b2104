import { describe, expect, test } from 'vitest';
import { resolveScalar, type ScalarNode } from '../../../src/base/yaml/yaml.ts';

/** The kind and the value of a scalar, or `refused`. */
function valueOfScalar(text: string, tag?: string, goYaml4 = false, plain = true): string {
  const node: ScalarNode = { kind: 'scalar', text, plain, tag, start: 0, end: text.length };
  const found = resolveScalar(node, goYaml4);
  if (found === undefined) return 'refused';
  if (found.kind === 'null') return 'null';
  return `${found.kind} ${Object.is(found.value, -0) ? '-0' : found.value}`;
}

const NULLS = ['', '~', 'null', 'Null', 'NULL'];
const TRUE = ['true', 'True', 'TRUE'];
const FALSE = ['false', 'False', 'FALSE'];
const STRINGS = [
  'nULL',
  'tRUE',
  'yes',
  'no',
  'on',
  'off',
  'y',
  '.NAn',
  '+.nan',
  '.INf',
  '-.INf',
  'nil',
  '~~',
];

describe('words', () => {
  test.each(NULLS)('%j is nothing', (text) => expect(valueOfScalar(text)).toBe('null'));
  test.each(TRUE)('%s is true', (text) => expect(valueOfScalar(text)).toBe('boolean true'));
  test.each(FALSE)('%s is false', (text) => expect(valueOfScalar(text)).toBe('boolean false'));
  test.each(STRINGS)('%s is a string', (text) => expect(valueOfScalar(text)).toBe(`string ${text}`));
  test.each([
    ...['.nan', '.NaN', '.NAN'].map((text) => [text, 'float NaN']),
    ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((text) => [text, 'float Infinity']),
    ...['-.inf', '-.Inf', '-.INF'].map((text) => [text, 'float -Infinity']),
  ])('%s is %s', (text, expected) => expect(valueOfScalar(text)).toBe(expected));
});

describe('numbers', () => {
  test.each([
    ['0', 'int 0'],
    ['-0', 'int 0'],
    ['+12', 'int 12'],
    ['1_000', 'int 1000'],
    ['1__0_', 'int 10'],
    ['-_1', 'int -1'],
    ['0x1F', 'int 31'],
    ['0Xff', 'int 255'],
    ['-0x1f', 'int -31'],
    ['0o17', 'int 15'],
    ['0O17', 'int 15'],
    ['017', 'int 15'],
    ['-017', 'int -15'],
    ['+017', 'int 15'],
    ['00', 'int 0'],
    ['0b101', 'int 5'],
    ['0B1', 'int 1'],
    ['08', 'float 8'],
    ['+019', 'float 19'],
    ['-09', 'float -9'],
    ['9223372036854775807', 'int 9223372036854775807'],
    ['9223372036854775808', 'uint 9223372036854775808'],
    ['18446744073709551615', 'uint 18446744073709551615'],
    ['18446744073709551616', 'float 18446744073709552000'],
    ['+9223372036854775808', 'float 9223372036854776000'],
    ['-9223372036854775808', 'int -9223372036854775808'],
    ['-9223372036854775809', 'float -9223372036854776000'],
    ['0xFFFFFFFFFFFFFFFF', 'uint 18446744073709551615'],
    ['02000000000000000000000', 'float 2e+21'],
    ['1.5', 'float 1.5'],
    ['1.', 'float 1'],
    ['-.5', 'float -0.5'],
    ['+.5', 'float 0.5'],
    ['.5', 'float 0.5'],
    ['.5_0', 'float 0.5'],
    ['.5e1_0', 'float 5000000000'],
    ['.25E-1', 'float 0.025'],
    ['1e3', 'float 1000'],
    ['1.5E+2', 'float 150'],
    ['01e1', 'float 10'],
    ['1_0.5', 'float 10.5'],
  ])('%s is %s', (text, expected) => expect(valueOfScalar(text)).toBe(expected));

  test.each([
    ...['a1', '-', '+', '.', '..5', '1a', '0x', '0xg', '0o8', '0o', '0b2', '0b', '1e', '1e+', '1.2.3', '_1'],
    ...[
      '.e5',
      '._5',
      '.5_',
      '.5__0',
      '.5_e3',
      '.5e_3',
      '.5e3_',
      '1e999',
      '.5e999',
      '-1e999',
      '1:30',
      '0x1.8p3',
    ],
    ...['0x10000000000000000', '-0xFFFFFFFFFFFFFFFF', '0b2', '1,000', '1 ', ' 1', '--1', '+-1', '0x-1'],
  ])('%j is a string', (text) => expect(valueOfScalar(text)).toBe(`string ${text}`));

  test('of hundreds of digits are floats as long as they are numbers', () => {
    const digits = '1'.padEnd(300, '0');
    expect(valueOfScalar(digits)).toBe('float 1e+299');
    expect(valueOfScalar(`${digits}.${'0'.repeat(300)}`)).toBe('float 1e+299');
    expect(valueOfScalar(`-${digits}.${'0'.repeat(300)}`)).toBe('float -1e+299');
    for (const text of ['1'.padEnd(500, '0'), `${'1'.repeat(500)}x`, `0x${'1'.repeat(500)}`])
      expect(valueOfScalar(text)).toBe(`string ${text}`);
  });

  test('are below zero in go-yaml 4 if only the sign is', () => {
    expect(valueOfScalar('-0', undefined, true)).toBe('float -0');
    expect(valueOfScalar('-00', undefined, true)).toBe('int 0');
  });
});

describe('timestamps', () => {
  test.each([
    ['2024-01-02', '2024-01-02T00:00:00Z'],
    ['2024-1-2', '2024-01-02T00:00:00Z'],
    ['2024-12-31', '2024-12-31T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['2000-02-29', '2000-02-29T00:00:00Z'],
    ['2024-04-30', '2024-04-30T00:00:00Z'],
    ['0000-01-31', '0000-01-31T00:00:00Z'],
    ['2024-01-02T03:04:05Z', '2024-01-02T03:04:05Z'],
    ['2024-1-2t3:4:5Z', '2024-01-02T03:04:05Z'],
    ['2024-01-02T23:59:59Z', '2024-01-02T23:59:59Z'],
    ['2024-01-02T00:00:00+00:00', '2024-01-02T00:00:00Z'],
    ['2024-01-02T00:00:00-00:30', '2024-01-02T00:00:00-00:30'],
    ['2024-01-02T00:00:00+02:00', '2024-01-02T00:00:00+02:00'],
    ['2024-01-02T00:00:00+24:59', '2024-01-02T00:00:00+24:59'],
    ['2024-01-02 03:04:05', '2024-01-02T03:04:05Z'],
    ['2024-01-02   03:04:05.5', '2024-01-02T03:04:05.5Z'],
    ['2024-01-02 03:04:05,25', '2024-01-02T03:04:05.25Z'],
    ['2024-01-02 03:04:05.120', '2024-01-02T03:04:05.12Z'],
    ['2024-01-02 03:04:05.000', '2024-01-02T03:04:05Z'],
    ['2024-01-02 03:04:05.1234567891', '2024-01-02T03:04:05.123456789Z'],
  ])('%s is %s', (text, expected) => expect(valueOfScalar(text)).toBe(`timestamp ${expected}`));

  const months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  test.each(months.map((days, index) => [index + 1, days]))('month %i has %i days', (month, days) => {
    expect(valueOfScalar(`2023-${month}-${days}`)).toMatch(/^timestamp /);
    expect(valueOfScalar(`2023-${month}-${days + 1}`)).toMatch(/^string /);
    expect(valueOfScalar(`2023-${month}-0`)).toMatch(/^string /);
  });

  test.each([
    ...['2024-00-01', '2024-13-01', '2023-02-29', '1900-02-29', '24-01-01', '02024-01-01', '2024-001-01'],
    ...['2024-01-02T03:04:05', '2024-01-02 03:04:05Z', '2024-01-02 03:04:05+01:00', '2024-01-02T24:00:00Z'],
    ...['2024-01-02T00:60:00Z', '2024-01-02T00:00:60Z', '2024-01-02T00:00Z', '2024-13-02T00:00:00Z'],
    ...['2024-01-02T00:00:00+25:00', '2024-01-02T00:00:00+01:60', '2024-01-02T00:00:00+1:00'],
    ...['2024-01-02T00:00:00z', '2024-01-02T 00:00:00Z', '2024-01-02\t00:00:00', '2024-01-02T00:00:00.Z'],
    ...['2024-01-02 00:00:00 ', '2024-01-02T00:00:00 Z', '2024-01-02T00:00:00Zx', 'x2024-01-02T00:00:00Z'],
    ...['2024-01-02T00:00:00+01:000', '2024-01-02T00:00:00x+01:00', 'x2024-01-02', '2024-01-02x'],
  ])('%j is a string', (text) => expect(valueOfScalar(text)).toBe(`string ${text}`));
});

describe('tags', () => {
  const LONG = 'tag:yaml.org,2002:';
  test.each([
    ['str', '1', 'string 1'],
    ['str', '~', 'string ~'],
    ['null', '~', 'null'],
    ['null', '', 'null'],
    ['null', 'x', 'refused'],
    ['null', 'true', 'refused'],
    ['bool', 'True', 'boolean true'],
    ['bool', 'yes', 'refused'],
    ['bool', '1', 'refused'],
    ['int', '0x10', 'int 16'],
    ['int', '9223372036854775808', 'uint 9223372036854775808'],
    ['int', '1.5', 'refused'],
    ['int', 'x', 'refused'],
    ['float', '1.5', 'float 1.5'],
    ['float', '3', 'float 3'],
    ['float', '.inf', 'float Infinity'],
    ['float', '9223372036854775808', 'refused'],
    ['float', 'x', 'refused'],
    ['timestamp', '2024-01-02', 'timestamp 2024-01-02T00:00:00Z'],
    ['timestamp', '1', 'refused'],
    ['binary', 'aGk=', 'string hi'],
    ['binary', 'aGk', 'refused'],
    ['binary', '!', 'refused'],
    ['merge', '1', 'string 1'],
    ['odd', '1', 'string 1'],
  ])('!!%s of %j is %s', (tag, text, expected) => {
    expect(valueOfScalar(text, LONG + tag)).toBe(expected);
    expect(valueOfScalar(text, LONG + tag, true, false)).toBe(expected);
  });

  test('of one’s own and quotes make texts', () => {
    expect(valueOfScalar('1', '!own')).toBe('string 1');
    expect(valueOfScalar('1', 'x:tag:yaml.org,2002:int')).toBe('string 1');
    expect(valueOfScalar('1', undefined, false, false)).toBe('string 1');
    expect(valueOfScalar('1', '!', false, false)).toBe('string 1');
  });

  test('of nothing but `!` make a string in go-yaml 4 only', () => {
    expect(valueOfScalar('1', '!', false)).toBe('int 1');
    expect(valueOfScalar('1', '!', true)).toBe('string 1');
    expect(valueOfScalar('1', undefined, true)).toBe('int 1');
  });
});
