import { describe, expect, test } from 'vitest';
import { expansionOf, isAliasBomb, parseYaml } from '../../../src/base/yaml/yaml.ts';
import { read, readByBoth } from './support.ts';

const NO_VALUE = 'value-start';

describe('characters', () => {
  const at = (code: number) => `ab${String.fromCharCode(code)}c`;

  test.each([
    ...[0x00, 0x08, 0x0b, 0x0c, 0x0e, 0x1f, 0x80, 0x84, 0x86, 0x9f],
    ...[0xd800, 0xdbff, 0xdc00, 0xdfff, 0xfffe, 0xffff],
  ])('%i is rejected', (code) => {
    const character = code.toString(16).toUpperCase().padStart(4, '0');
    expect(readByBoth(at(code))).toBe(`yaml-forbidden-character 2-3 ${character}`);
  });

  test.each([0x21, 0x7e, 0xa0, 0xa1, 0xd7ff, 0xe000, 0xfeff, 0xfffd])('%i is taken', (code) => {
    expect(readByBoth(at(code))).toBe(at(code));
  });

  test.each([0x09, 0x0a, 0x0d, 0x20, 0x85])('%i is taken between others', (code) => {
    expect(readByBoth(at(code))).toMatch(/^ab\sc$/);
  });

  test('of two halves are taken in this order only', () => {
    for (const text of ['\u{10000}', 'a\u{10ffff}b', '\ud800\udfff', '\udbff\udc00', 'x😀\u{1f600}'])
      expect(readByBoth(text)).toBe(text);
    expect(read('\x7f\udc00', { goYaml4: true })).toBe('yaml-forbidden-character 1-2 DC00');
    expect(readByBoth('a\udc00')).toBe('yaml-forbidden-character 1-2 DC00');
    expect(readByBoth('\udc00\udc00')).toBe('yaml-forbidden-character 0-1 DC00');
    expect(readByBoth('\udc00\ud800')).toBe('yaml-forbidden-character 0-1 DC00');
    expect(readByBoth('\ud800\ud800\udc00')).toBe('yaml-forbidden-character 0-1 D800');
    expect(readByBoth('😀\udc00')).toBe('yaml-forbidden-character 2-3 DC00');
    expect(readByBoth('\ud800\ue000')).toBe('yaml-forbidden-character 0-1 D800');
  });

  test('delete is rejected by go-yaml 3 only', () => {
    expect(read('a\x7f')).toBe('yaml-forbidden-character 1-2 007F');
    expect(read('a\x7f', { goYaml4: true })).toBe('a\x7f');
  });

  test('are rejected before anything else, in any place', () => {
    expect(readByBoth('[a: @\n# \x07')).toBe('yaml-forbidden-character 8-9 0007');
  });
});

describe('levels', () => {
  const nested = (open: string, levels: number, close = '') =>
    `${open.repeat(levels)}x${close.repeat(levels)}`;

  test.each([
    ['- ', ''],
    ['[', ']'],
    ['{? ', '}'],
  ])('of %s are 200', (open, close) => {
    expect(readByBoth(nested(open, 200, close))).toMatch(/^[[{]{200}x/);
    expect(readByBoth(nested(open, 201, close))).toBe('yaml-nested-too-deep 0-0');
  });

  test('of block maps are 200', () => {
    const maps = (levels: number) =>
      Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}a:`).join('\n');
    expect(readByBoth(maps(200))).toMatch(/^(?:\{a: ){200}/);
    expect(readByBoth(maps(201))).toBe('yaml-nested-too-deep 0-0');
  });

  test('are counted again afterwards', () => {
    const lists = `- ${nested('[', 199, ']')}\n`;
    expect(readByBoth(lists.repeat(3))).toMatch(/^\[\[{199}x/);
    expect(readByBoth('- a:\n   b:\n'.repeat(150))).toBe(`[${Array(150).fill('{a: {b: }}').join(', ')}]`);
  });
});

describe('keys without `?`', () => {
  const key = (character: string, count: number) => `${character.repeat(count)}: v`;

  test.each(['k', 'é', '😀'])('have 1024 characters of %s in go-yaml 3', (character) => {
    expect(readByBoth(key(character, 1024))).toBe(`{${key(character, 1024)}}`);
    const end = 1025 * character.length;
    expect(read(key(character, 1025))).toBe(`yaml-syntax ${end}-${end + 1} ${NO_VALUE}`);
    expect(read(key(character, 1025), { goYaml4: true })).toBe(`{${key(character, 1025)}}`);
  });

  test('count the spaces before their colon', () => {
    expect(readByBoth(`[a]${' '.repeat(1021)}: b`)).toBe('{[a]: b}');
    expect(read(`[a]${' '.repeat(1022)}: b`)).toBe(`yaml-syntax 1025-1026 ${NO_VALUE}`);
  });

  test('that are too long are missing their colon if a key is required', () => {
    expect(read(`a: b\n${key('k', 1025)}`)).toBe('yaml-syntax 5-6 colon-missing');
    expect(read(`{${key('k', 1025)}}`)).toBe('yaml-syntax 1026-1027 comma-missing }');
    expect(read(`[${key('k', 1025)}]`)).toBe('yaml-syntax 1026-1027 comma-missing ]');
  });

  test('are not bounded after a `?`, nor as values', () => {
    const long = 'k'.repeat(3000);
    expect(readByBoth(`? ${long}\n: ${long}`)).toBe(`{${long}: ${long}}`);
    expect(readByBoth(`[${long}, ${long}]`)).toBe(`[${long}, ${long}]`);
  });
});

test('thousands of tokens are read as a few are', () => {
  const items = Array.from({ length: 3000 }, (_, index) => `k${index}`);
  expect(readByBoth(`[${items.join(', ')}]`)).toBe(`[${items.join(', ')}]`);
  expect(readByBoth(items.map((item) => `- ${item}`).join('\n'))).toBe(`[${items.join(', ')}]`);
  const entries = items.map((item) => `${item}: [${item}]`);
  expect(readByBoth(entries.join('\n'))).toBe(`{${entries.join(', ')}}`);
});

describe('comments after a comment', () => {
  const text = (gap: string) => `a: b\n#x${gap}#y\nc: d`;

  test('may be indented by tabs when they are at most 511 characters away', () => {
    expect(readByBoth(text(`${'\n'.repeat(510)}\t`))).toBe('{a: b, c: d}');
    expect(readByBoth(text(`${'\n'.repeat(511)}\t`))).toBe('yaml-syntax 518-519 tab');
    expect(readByBoth(text(`\n\t${'\n'.repeat(508)}\t`))).toBe('{a: b, c: d}');
  });

  test('may be anywhere when they are indented by spaces', () => {
    for (const length of [510, 511, 512, 513, 600])
      expect(readByBoth(text(`\n${' '.repeat(length)}`))).toBe('{a: b, c: d}');
  });
});

describe('a line that is read ahead', () => {
  test.each([
    ['a: b\n---\n@', '{a: b}', 'yaml-syntax 9-10 reserved-start @'],
    ['a\n---\nb\n', 'a', 'a'],
    ['--- a\n... @', 'a', 'yaml-syntax 10-11 reserved-start @'],
    ['---\n---\n@', '', 'yaml-syntax 8-9 reserved-start @'],
    ['a\n---\n---\n---\n@', 'a', 'a'],
  ])('of %j is nothing in go-yaml 2, and two tokens later', (text, two, three) => {
    expect(read(text, { lookahead: 0 })).toBe(two);
    expect(read(text, { lookahead: 2 })).toBe(three);
  });
});

describe('aliases', () => {
  test('add what they represent, and a level', () => {
    const parse = parseYaml('[&a [x, y], *a]', true);
    expect(parse.ok && expansionOf(parse.root)).toEqual({ size: 8, written: 5, height: 4 });
  });

  test('are not followed more than 500 levels deep', () => {
    expect(isAliasBomb({ size: 1, written: 1, height: 500 })).toBe(false);
    expect(isAliasBomb({ size: 1, written: 1, height: 501 })).toBe(true);
  });

  test.each([
    [1000, 1],
    [100_001, 99_901],
    [1001, 11],
    [400_000, 4000],
    [2_200_000, 1_002_000],
    [4_000_000, 3_600_000],
    [10_000_000, 9_000_000],
  ])('may expand to a share of %i nodes with %i of them written', (size, written) => {
    expect(isAliasBomb({ size, written, height: 1 })).toBe(false);
  });

  test.each([
    [1001, 9],
    [400_000, 3999],
    [2_200_000, 998_000],
    [4_000_000, 3_599_999],
    [10_000_000, 8_999_999],
  ])('may not expand to the share of %i nodes with %i of them written', (size, written) => {
    expect(isAliasBomb({ size, written, height: 1 })).toBe(true);
  });

  const anchored = `&a [${'x,'.repeat(199)}]`;
  const aliases = '*a,'.repeat(200);
  const more = `&a [${'x,'.repeat(399)}]`;

  test.each([
    ['texts', 'x,'],
    ['lists', '[],'],
    ['pairs', '? x : y,'],
    ['maps without a key', '{? : x},'],
    ['pairs without a value', '? x,'],
    ['maps without a value', '{x},'],
    ['aliases of little', '*b,'],
  ])('are compared with all that is written: %s', (_, other) => {
    const text = (count: number) => `[&b y, ${anchored}, ${aliases}${other.repeat(count)}]`;
    expect(readByBoth(text(0))).toBe('yaml-excessive-aliases 0-0');
    expect(readByBoth(text(500))).toMatch(/^\[y, \[x/);
  });

  test.each([
    ['a list in block', `- ${more}\n${'- *a\n'.repeat(400)}`],
    ['a map in block', `a: ${more}\nb: [${'*a,'.repeat(400)}]\n`],
    ['a map in flow', `{a: ${more}, b: [${'*a,'.repeat(400)}]}`],
    ['pairs', `[a: ${more}, b: [${'*a,'.repeat(400)}]]`],
  ])('are counted in %s', (_, text) => {
    expect(readByBoth(text)).toMatch(/^yaml-excessive-aliases /);
  });

  test('that contain themselves count once', () => {
    expect(readByBoth(`[&a [*a, ${'x,'.repeat(1100)}], ${'x,'.repeat(20)}]`)).toMatch(/^\[\[\*a of itself/);
  });
});
