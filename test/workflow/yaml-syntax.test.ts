import { describe, expect, it } from 'vitest';
import { compileWorkflow } from '../../src/index.ts';
import { pipelineInput } from './support.ts';

/** The settings of a plugin as JSON, or the codes of what is rejected. */
function read(settings: string, release = '3.17'): unknown {
  const yaml = `when: {event: push}\nskip_clone: true\nsteps:\n  a:\n    image: x\n    settings:\n      v:\n${settings}`;
  return compiled(yaml, release);
}

function compiled(yaml: string, release: string): unknown {
  const result = compileWorkflow(yaml, { ...pipelineInput, release });
  if (result.fatal) return result.errors.map(({ code }) => code);
  const value = result.workflows[0]?.config?.pipeline?.[0]?.steps?.[0]?.environment?.['PLUGIN_V'] ?? '';
  return value.startsWith('{') || value.startsWith('[') ? JSON.parse(value) : value;
}

/** Whether a whole file is read, and what is wrong if it is not. */
function refusal(start: string, release = '3.17'): readonly string[] {
  const { errors } = compileWorkflow(start, { ...pipelineInput, release });
  return errors.filter(({ code }) => code.startsWith('yaml-')).map(({ code }) => code);
}

describe('flow collections', () => {
  it.each([
    ['may go on at the column of their key', '        k: [\n        {a: 1},\n        {b: 2}\n        ]\n'],
    ['may go on left of their key', '        k: [\n  {a: 1},\n{b: 2}\n]\n'],
    ['may hold tabs', '        k: [\n\t{a:\t1},\n\t{b: 2}\t]\n'],
    ['may hold comments without a space', '        k: [{a: 1},#c\n          {b: 2}]#c\n'],
  ])('%s', (_, settings) => {
    expect(read(settings)).toEqual({ k: [{ a: 1 }, { b: 2 }] });
  });

  it.each([
    ['{"a":b, \'c\':d}', { a: 'b', c: 'd' }],
    ['{a:b}', { 'a:b': null }],
    ['{a: b, c}', { a: 'b', c: null }],
    ['[a: b, {c: d}]', [{ a: 'b' }, { c: 'd' }]],
    ['{? a : b}', { a: 'b' }],
    ['{a: [b, c,],}', { a: ['b', 'c'] }],
    ['{a: "x\n y"}', { a: 'x y' }],
  ])('of the form %s are read as %j', (text, expected) => {
    expect(read(`        ${text}\n`)).toEqual(expected);
  });

  it('differ between the two libraries of the server', () => {
    expect(read('        [[x], :a]\n', '3.15')).toEqual(['yaml-empty-key']);
    expect(read('        [[x], :a]\n', '3.16')).toEqual([['x'], ':a']);
    expect(read('        [[x], a?b]\n', '3.15')).toEqual(['yaml-syntax']);
    expect(read('        [[x], a?b]\n', '3.16')).toEqual([['x'], 'a?b']);
    expect(read('        {?a: b}\n', '3.15')).toEqual({ a: 'b' });
    expect(read('        {?a: b}\n', '3.16')).toEqual({ '?a': 'b' });
  });

  it.each([
    ['[a, , b]', 'yaml-syntax'],
    ['[a b', 'yaml-syntax'],
    ['{a: b}]', 'yaml-syntax'],
    ['[a}', 'yaml-syntax'],
    ['{a: @b}', 'yaml-syntax'],
    [`{a: \${b}}`, 'yaml-syntax'],
  ])('of the form %s are rejected', (text, code) => {
    expect(read(`        ${text}\n`)).toEqual([code]);
  });
});

describe('quoted texts', () => {
  it.each([
    ['"x\n\n\ny"', 'x\n\ny'],
    ["'x\ny'", 'x y'],
    ['"x\\\n   y"', 'xy'],
    ['"x \\\n  \\ y"', 'x  y'],
    ["'it''s'", "it's"],
    ['"\\x41\\u00e9\\U0001F600\\e"', 'Aé😀\u001b'],
    ['"a\tb"', 'a\tb'],
  ])('of the form %j are read as %j', (text, expected) => {
    expect(read(`        ${text}\n`)).toBe(expected);
  });

  it.each(['"x\n---\ny"', '"x', "'x", '"\\x4"', '"a" b'])('of the form %j are rejected', (text) => {
    expect(read(`        ${text}\n`)).toHaveLength(1);
  });
});

describe('block scalars', () => {
  it.each([
    ['|\n          x\n         \n          y\n\n# c\n', 'x\n\ny\n'],
    ['>-\n          a\n          b\n\n          c\n            d\n          e\n', 'a b\nc\n  d\ne'],
    ['|+ # c\n          x\n\n', 'x\n\n'],
    ['|2\n           x\n', '   x\n'],
    ['|-2\n           x\n', '   x'],
  ])('of the form %j are read as %j', (text, expected) => {
    expect(read(`        ${text}`)).toBe(expected);
  });

  it.each(['|0\n          x\n', '| x\n', '|\n          \tx\n         \ty\n'])(
    'of the form %j are rejected',
    (text) => {
      expect(read(`        ${text}`)).toEqual(['yaml-syntax']);
    },
  );
});

describe('line breaks', () => {
  it.each(['\r\n', '\r', '\u0085', '\u2028'])('of the form %j end a line', (mark) => {
    expect(refusal(`a: b${mark}c: d${mark}`)).toEqual([]);
  });
});

describe('whole files', () => {
  it.each([
    ['a tab before a key', 'a:\n\tb: c\n'],
    ['a tab after the dash of an item', '-\ta\n'],
    ['a line of nothing but a tab', 'a: b\n\t\nc: d\n'],
    ['two values in one line', 'a: b: c\n'],
    ['a list in the line of its key', 'a: - b\n'],
    ['an item less indented', 'a:\n  - b\n - c\n'],
    ['a key less indented', 'a:\n    b: c\n  d: e\n'],
    ['a text after a list', 'a: [b] c\n'],
    ['a key on two lines', 'a\n  b: c\n'],
    ['a tag with no meaning', 'a: !e!x b\n'],
    ['a character that starts nothing', 'a: `b`\n'],
    ['an error right behind the first document', 'a: b\n---\n@\n'],
  ])('with %s are rejected', (_, yaml) => {
    expect(refusal(yaml)).toEqual(['yaml-syntax']);
  });

  it.each([
    ['two documents, the second one invalid', 'a: b\n---\nc: d\ne: [\n'],
    ['a directive and a comment', '%YAML 1.1 # c\n--- # c\na: b\n'],
    ['a handle for tags', '%TAG !e! tag:x,2000:\n---\na: !e!x b\n'],
    ['a text behind a map in braces', '{a: b} c\n'],
    ['lists indented no deeper than their key', 'a:\n- - b\n  - c\n-\n  d: e\nf: g\n'],
    ['keys of many lines', '? |\n  a\n: - b\n? {c: d}\n'],
    ['comments less indented', 'a:\n  b: c\n# x\n   # y\n  d: e\n'],
    ['a byte order mark', '\ufeff# c\na: b\n'],
    ['properties in both orders', 'a: &x !!str b\nc: !!str &y d\ne: *x\n*y : f\n'],
    ['anchors before whole maps', '- &x a: b\n- &y\n  c: d\n'],
    ['colons within texts', 'a: b:c::d\nhttp://e/: f\n'],
  ])('with %s are read', (_, yaml) => {
    expect(refusal(yaml)).toEqual([]);
  });

  it('may have long keys from the second library on', () => {
    const yaml = `${'x'.repeat(1025)}: b\n`;
    expect(refusal(yaml, '3.15')).toEqual(['yaml-syntax']);
    expect(refusal(yaml, '3.16')).toEqual([]);
  });

  it('may nest braces within lists up to a bound', () => {
    expect(refusal(`a: ${'['.repeat(100)}${']'.repeat(100)}`)).toEqual(['yaml-depth-limit']);
    expect(refusal(`a: ${'['.repeat(1000)}${']'.repeat(1000)}`)).toEqual(['yaml-nested-too-deep']);
  });
});
