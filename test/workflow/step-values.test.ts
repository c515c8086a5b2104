import { describe, expect, it } from 'vitest';
import { type CompileInput, compileWorkflow } from '../../src/index.ts';
import { bareInput, stepWith } from './support/compiling.ts';

const secrets = [{ name: 's', value: 'v"<' }];
const at = (release: string): CompileInput => bareInput({ release, secrets });

function compiled(value: string, release = '3.17'): string | undefined {
  return stepWith(`image: x, settings: {k: ${value}}`, at(release)).environment?.['PLUGIN_K'];
}

describe('a setting', () => {
  it.each([
    ['text', 'text'],
    ['"a<b"', 'a<b'],
    ['true', 'true'],
    ['0755', '493'],
    ['1.0', '1'],
    ['1000000.0', '1e+06'],
    ['999999.0', '999999'],
    ['0.00009', '9e-05'],
    ['.inf', '+Inf'],
    ['18446744073709551615', '18446744073709551615'],
    ['2024-02-29', '"2024-02-29T00:00:00Z"'],
    ['[]', ''],
    ['[a, true, 1, 1.5, null]', 'a,true,1,1.5,'],
    ['[null]', ''],
    ['[null, null]', ','],
    ['[a, 2024-02-29]', '["a","2024-02-29T00:00:00Z"]'],
    ['[a, 18446744073709551615]', '["a",18446744073709551615]'],
    ['[a, {from_secret: s}]', '["a","v\\"\\u003c"]'],
    ['[[a, null], true]', '[["a",null],true]'],
    ['{from_secret: s, other: 1}', 'v"<'],
    ['{b: 1, a: [1.5, 1e21, 1e-7, -0.0], "<": "&"}', '{"\\u003c":"\\u0026","a":[1.5,1e+21,1e-7,-0],"b":1}'],
    ['{a: {from_secret: s}, b: {}, c: [], d: null}', '{"a":"v\\"\\u003c","b":{},"c":[],"d":null}'],
    ['{"\u{1F600}": 1, "\uFFFD": 2, "aa": 3, "a": 4}', '{"a":4,"aa":3,"\uFFFD":2,"\u{1F600}":1}'],
    ['{"<<": 1}', '{"\\u003c\\u003c":1}'],
  ])('of %s', (value, text) => {
    expect(compiled(value)).toBe(text);
  });

  it('loses an empty key and null, and its name is in capitals', () => {
    const keys = '"": a, null: b, n: null, a.b-c_d: 1, "x y/z": 2, straße: 3';
    const environment = stepWith(`image: x, settings: {${keys}}`, at('3.17')).environment ?? {};
    const settings = Object.entries(environment).filter(([name]) => name.startsWith('PLUGIN'));
    expect(Object.fromEntries(settings)).toEqual({
      PLUGIN_A_B_C_D: '1',
      'PLUGIN_X Y/Z': '2',
      PLUGIN_STRAßE: '3',
    });
  });

  it('is overridden by the environment, in the mapping of secrets too', () => {
    const of = (environment: string) => {
      const keys = `image: x, settings: {k: {from_secret: s}, l: [{from_secret: s}]}, environment: ${environment}`;
      return stepWith(keys, at('3.17')).secret_mapping;
    };
    expect(of('{}')).toEqual({ PLUGIN_K: 'v"<', PLUGIN_L: '["v\\"\\u003c"]' });
    expect(of('{PLUGIN_K: plain, "": {from_secret: s}}')).toEqual({ PLUGIN_L: '["v\\"\\u003c"]' });
    expect(stepWith('image: x, settings: {k: plain}', at('3.17'))).not.toHaveProperty('secret_mapping');
  });
});

describe('a value of the environment', () => {
  it('keeps its name as it is', () => {
    const environment = stepWith('image: x, environment: {"": a, n: null, a.b-c: 0x1F}').environment ?? {};
    expect(environment).toMatchObject({ 'a.b-c': '31' });
    expect(Object.keys(environment)).not.toContain('n');
    expect(Object.keys(environment)).not.toContain('');
  });
});

describe('a value that cannot be encoded', () => {
  const step = (value: string) => `steps: {a: {image: x, settings: {key: ${value}}}}`;
  const problems = (value: string, release: string) => {
    const text = step(value);
    const { errors, notices, panic } = compileWorkflow(`skip_clone: true\n${text}`, at(release));
    return [...errors.filter(({ warning }) => !warning), ...notices].map(({ code, message, range }) => [
      code,
      message.match(/`[^`]*`/g)?.join(' '),
      text.slice((range?.start.column ?? 0) - 1, (range?.end.column ?? 0) - 1),
      panic,
    ]);
  };

  it.each([
    ['{from_secret: 1}', '3.17', 'secret-name-type', '`from_secret` `key`', '1'],
    ['{from_secret: null}', '3.17', 'secret-name-type', '`from_secret` `key`', 'null'],
    ['[{from_secret: [s]}]', '3.17', 'secret-name-type', '`from_secret` `key`', '[s]'],
    ['{a: [.inf]}', '3.17', 'value-not-encodable', '`Infinity` `key`', '.inf'],
    ['[[.nan]]', '3.17', 'value-not-encodable', '`NaN` `key`', '.nan'],
    ['{1: a}', '3.17', 'value-keys-not-strings', '`key`', '{1: a}'],
    ['{a: {true: b}}', '3.17', 'value-keys-not-strings', '`key`', '{true: b}'],
    ['{1: a, from_secret: s}', '3.17', 'value-keys-not-strings', '`key`', '{1: a, from_secret: s}'],
    [
      '18446744073709551615',
      '3.15',
      'value-not-encodable',
      '`18446744073709551615` `key`',
      '18446744073709551615',
    ],
    [
      '[18446744073709551615]',
      '3.15',
      'value-not-encodable',
      '`18446744073709551615` `key`',
      '18446744073709551615',
    ],
    ['{"<<": a}', '3.15', 'yaml-map-merge', undefined, '{"<<": a}'],
    ['{a: {from_secret: none}}', '3.17', 'secret-unknown', '`none`', 'none'],
  ])('%s at %s', (value, release, code, named, place) => {
    expect(problems(value, release)).toEqual([[code, named, place, undefined]]);
  });

  it('crashes the server before 3.12 if it is null', () => {
    expect(problems('{a: null}', '3.11')).toEqual([['value-null-crash', '`key`', 'null', true]]);
    expect(problems('{a: null}', '3.12')).toEqual([]);
    expect(problems('[a, null]', '3.11')).toEqual([]);
  });
});

describe('backend options that cannot be encoded', () => {
  it.each(['.inf', '.nan', '[-.inf]', '{1: a}', '{a: {null: b}}'])('crash the server: %s', (value) => {
    const line = `steps: {a: {image: x, backend_options: {k: ${value}}}}`;
    const result = compileWorkflow(`skip_clone: true\n${line}`, bareInput());
    const [notice] = result.notices;
    expect(result).toMatchObject({ fatal: true, panic: true, workflows: [] });
    expect(notice).toMatchObject({ code: 'backend-options-not-encodable', path: '', args: { name: 'a' } });
    const range = notice?.range;
    const text = line.slice((range?.start.column ?? 0) - 1, (range?.end.column ?? 0) - 1);
    expect(value).toContain(text);
    expect(text).not.toBe('');
  });

  it('are absent if there are none', () => {
    expect(stepWith('image: x, backend_options: {}')).not.toHaveProperty('backend_options');
    expect(stepWith('image: x, backend_options: {u: 9223372036854775808, f: 1.5, b: false}')).toMatchObject({
      backend_options: { u: 2 ** 63, f: 1.5, b: false },
    });
  });
});
