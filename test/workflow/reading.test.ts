import { describe, expect, it } from 'vitest';
import { compileWorkflow } from '../../src/index.ts';
import { pipelineInput } from './support.ts';

/** The settings of a step as the environment that they become. */
function settings(yaml: string, release = '3.17'): Record<string, string> {
  const file = `when: {event: push}\nskip_clone: true\nsteps:\n  a:\n    image: x\n    settings:\n${yaml}`;
  const result = compileWorkflow(file, { ...pipelineInput, release });
  expect(result.errors).toEqual([]);
  const environment = result.workflows[0]?.config?.pipeline?.[0]?.steps?.[0]?.environment ?? {};
  const plugin = Object.entries(environment).filter(([name]) => name.startsWith('PLUGIN_'));
  return Object.fromEntries(plugin.map(([name, value]) => [name.slice('PLUGIN_'.length), value]));
}

const setting = (value: string, release?: string): string | undefined =>
  settings(`      v: ${value}\n`, release)['V'];

function codes(yaml: string, release = '3.17'): string[] {
  return compileWorkflow(yaml, { ...pipelineInput, release }).errors.map(({ code }) => code);
}

describe('plain scalars', () => {
  it.each([
    ['0755', '493'],
    ['089', '89'],
    ['0o17', '15'],
    ['-0x1F', '-31'],
    ['1__0', '10'],
    ['_1', '_1'],
    ['.5_0', '0.5'],
    ['._5', '._5'],
    ['.5_', '.5_'],
    ['18446744073709551615', '18446744073709551615'],
    ['18446744073709551616', '1.8446744073709552e+19'],
    ['0x1FFFFFFFFFFFFFFFF', '0x1FFFFFFFFFFFFFFFF'],
    ['1e400', '1e400'],
    ['-0', '-0'],
    ['-0_0', '0'],
    ['1e-5', '1e-05'],
    ['yes', 'yes'],
    ['TRUE', 'true'],
    ['tRUE', 'tRUE'],
    ['2023-2-29', '2023-2-29'],
    ['2024-2-29', '"2024-02-29T00:00:00Z"'],
    ['2024-1-2  3:4:5.50', '"2024-01-02T03:04:05.5Z"'],
    ['2024-01-02T03:04:05+00:00', '"2024-01-02T03:04:05Z"'],
    ['2024-01-02T03:04:05', '2024-01-02T03:04:05'],
  ])('%s becomes %s', (text, expected) => {
    expect(setting(text)).toBe(expected);
  });

  it('may be keys of maps in settings only if they are strings', () => {
    for (const key of ['2024-01-02', '1', '~'])
      expect(codes(`steps: {a: {image: x, settings: {b: {${key}: c}}}}`)).toEqual([
        'event-filter-missing',
        'value-keys-not-strings',
      ]);
  });

  it('cannot be a file', () => {
    expect(compileWorkflow('2024-01-02', {}).errors.map(({ code }) => code)).toEqual(['wrong-type']);
  });

  it('differ between the YAML libraries of releases', () => {
    expect(setting('-0', '3.15')).toBe('0');
    expect(codes('steps: {a: {image: 2024-01-01}}', '3.15')).not.toContain('wrong-type');
    expect(codes('steps: {a: {image: 2024-01-01}}', '3.16')).toContain('wrong-type');
    expect(codes('x: &a.b 1', '3.15')).toContain('yaml-anchor-name');
    expect(codes('x: &a.b 1', '3.16')).not.toContain('yaml-anchor-name');
  });
});

describe('texts that YAML 1.2 and go-yaml read differently', () => {
  it('end with the file if a block scalar does', () => {
    expect(settings('      v: |\n        a')).toEqual({ V: 'a' });
    expect(settings('      v: |\n        a\n')).toEqual({ V: 'a\n' });
  });

  it('accept an escaped single quote', () => {
    expect(setting(`"it\\'s"`)).toBe("it's");
  });

  it.each([
    ['a slash that is escaped', 'v: "a\\/b"', 'yaml-unknown-escape'],
    ['half characters', 'v: "\\ud83d\\ude00"', 'yaml-unknown-escape'],
    ['a colon without a space before a list', 'v: {a:[b]}', 'yaml-glued-colon'],
    ['no key before a colon', 'v: {: b}', 'yaml-empty-key'],
    ['a key on two lines', 'v: {a\n  b: c}', 'yaml-split-key'],
    ['another version', '%YAML 1.2\n---\nsteps: {}', 'yaml-directive'],
  ])('reject %s', (_, yaml, code) => {
    expect(codes(yaml)).toEqual([code]);
  });

  it('keep the colon of a key without a space', () => {
    expect(setting('[a:, b]', '3.15')).toBe('a:,b');
    expect(setting('{a:, b: c}', '3.15')).toBe('{"a:":null,"b":"c"}');
    expect(setting('{a:, b: c}', '3.16')).toBe('{"a":null,"b":"c"}');
  });
});

describe('lines that begin further left than their parent', () => {
  it('are taken in flow collections and quoted scalars', () => {
    expect(settings('      v: [\n      a,\n  b\n]\n      w: {\nc: d }\n')).toEqual({
      V: 'a,b',
      W: '{"c":"d"}',
    });
    expect(settings(`      v: "a\n  b"\n      w: 'c\n\n d'\n      x: e\n        f\n`)).toEqual({
      ...{ V: 'a b', W: 'c\nd', X: 'e f' },
    });
    expect(settings('      v: [{a: "b\nc"},\n[d\n  ]]\n      w: e\n')).toEqual({
      ...{ V: '[{"a":"b c"},["d"]]', W: 'e' },
    });
  });

  it('are rejected at the start of a document', () => {
    expect(codes('v: [a,\n---\nb]')).toEqual(['yaml-syntax']);
    expect(codes('v: "a\n...\nb"')).toEqual(['yaml-syntax']);
  });

  it('end the document if they lie left of its root', () => {
    expect(codes('  labels: {a: b}\nsteps: {a: [}\n')).not.toContain('yaml-syntax');
  });
});

describe('tabs before the content of a line', () => {
  it.each([
    ['labels: {}\n\t\nsteps: {}'],
    ['labels: {}\n\t# comment\nsteps: {}'],
    ['labels:\n  a: b\n\n\t\n'],
    ['labels:\n  \ta: b'],
  ])('%j is rejected', (yaml) => {
    for (const release of ['3.15', '3.16']) expect(codes(yaml, release)).toEqual(['yaml-syntax']);
  });

  it('are taken in flow collections and scalars, and in later documents', () => {
    expect(settings('      v: [\n\ta,\n\t\n b]\n      w: c\n         \t\n        d\n')).toEqual({
      ...{ V: 'a,b', W: 'c\nd' },
    });
    expect(settings('      v: |\n        a\n        \tb\n---\nx:\n\t- y\n')).toEqual({ V: 'a\n\tb\n' });
  });
});

describe('indicators in flow collections', () => {
  it.each([
    ['[a?b]', 'a?b', undefined],
    ['{x: ?a}', '{"x":"?a"}', undefined],
    ['[:a]', ':a', undefined],
    ['[a? b]', undefined, undefined],
    ['{a: :b}', undefined, undefined],
    ['{:a: b}', undefined, undefined],
    ['[!!str]', undefined, undefined],
    ['[\'a? b\', "?c"]', 'a? b,?c', 'a? b,?c'],
  ])('%s is %j since 3.16 and %j before', (flow, later, earlier) => {
    const read = (release: string) =>
      codes(`v: ${flow}`, release).some((code) => code.startsWith('yaml-'))
        ? undefined
        : setting(flow, release);
    expect([read('3.17'), read('3.15')]).toEqual([later, earlier]);
  });
});

describe('nesting', () => {
  const nested = (levels: number): string =>
    `steps: {a: {image: x, settings: {v: ${'{k: '.repeat(levels)}1${'}'.repeat(levels)}}}}`;

  it.each([
    ['3.16', 4],
    ['3.17', 9],
  ])('goes as deep as release %s accepts it', (release, levels) => {
    expect(codes(nested(levels), release)).not.toContain('yaml-depth-limit');
    expect(codes(nested(levels + 1), release)).toEqual(['yaml-depth-limit']);
  });
});
