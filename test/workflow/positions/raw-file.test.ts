import { describe, expect, it } from 'vitest';
import type { YamlNode } from '../../../src/base/yaml/yaml.ts';
import { featuresOf } from '../../../src/translate/release/features.ts';
import { parseDocument, readRawFile } from '../../../src/workflow/positions/raw-file.ts';

const LISTS = 'l: &l [a, b]\nm: &m [c]\ne: &e []\nt: &t {k: v}\ns: &s x\n';

/** The content of a node, in the flow style of YAML. */
function written(node: YamlNode | undefined): string {
  if (node?.kind === 'list') return `[${node.items.map(written).join(', ')}]`;
  if (node?.kind === 'map')
    return `{${node.entries.map(({ key, value }) => `${written(key)}: ${written(value)}`).join(', ')}}`;
  return node?.kind === 'alias' ? `*${node.name}` : (node?.text ?? '');
}

/** The value of the last key after some anchors, or the code, arguments and text of what is rejected. */
function splice(value: string, anchors = LISTS): unknown {
  const yaml = `${anchors}v: ${value}\n`;
  const parsed = parseDocument(yaml, featuresOf('3.17'));
  if (!parsed.ok) {
    const { code, args, place } = parsed.problem;
    return [code, args, yaml.slice(place?.start, place?.end)];
  }
  return parsed.root.kind === 'map' ? written(parsed.root.entries.at(-1)?.value) : undefined;
}

describe('lists that are merged into a list', () => {
  it.each([
    ['[x, {<<: *l}, y]', '[x, a, b, y]'],
    ['[{<<: *l}, {<<: *m}]', '[a, b, c]'],
    ['[{<<: [*l, *m]}]', '[a, b, c]'],
    ['[{<<: *l}, {<<: *e}]', '[a, b]'],
    ['[{<<: *e}]', '[{<<: *e}]'],
    ['[x, {<<: []}]', '[x, {<<: []}]'],
    ['[{<<: *l, k: v}]', '[{<<: *l, k: v}]'],
    ['[{k: *l}, *m, {}]', '[{k: *l}, *m, {}]'],
    ['{k: [{<<: *m}]}', '{k: [c]}'],
    ['{k: [{<<: *m}], z: 1}', '{k: [c], z: 1}'],
    ['[[{<<: *m}]]', '[[c]]'],
    ['{<<: *l}', '{<<: *l}'],
  ])('%s', (value, expected) => {
    expect(splice(value)).toBe(expected);
  });

  it.each([
    ['[{<<: x}]', 'x'],
    ['[{<<: {k: v}}]', '{k: v}'],
    ['[{<<: *t}]', '*t'],
    ['[{<<: *s}]', '*s'],
    ['[{<<: [*l, *t]}]', '[*l, *t]'],
    ['[{<<: [*l, x]}]', '[*l, x]'],
    ['[{<<: [[x]]}]', '[[x]]'],
    ['&r [{<<: *r}]', '*r'],
    ['{a: [{<<: 1}], b: [{<<: 2}]}', '2'],
    ['[[{<<: 1}], [{<<: 2}]]', '1'],
  ])('%s is rejected', (value, text) => {
    expect(splice(value)).toEqual(['yaml-list-merge', {}, text]);
  });

  it('keep their own merges if they are read later', () => {
    expect(splice('[{<<: *n}]', `${LISTS}n: &n [{<<: *m}]\n`)).toBe('[{<<: *m}]');
  });
});

it('values nested too deep are rejected at their place', () => {
  const nested = (levels: number) => `${'{k: '.repeat(levels)}x${'}'.repeat(levels)}`;
  expect(splice(nested(12))).toBe(nested(12));
  expect(splice(nested(13))).toEqual(['yaml-depth-limit', { limit: 14 }, 'x']);
  expect(splice(`${'['.repeat(13)}x${']'.repeat(13)}`)).toEqual(['yaml-depth-limit', { limit: 14 }, 'x']);
});

function templateOf(yaml: string) {
  const raw = readRawFile({ name: 'a.yaml', yaml }, featuresOf('3.17'));
  if (!raw.ok) throw new Error('no file');
  return raw.file.template;
}

describe('a file without its matrix', () => {
  it.each([
    ['at the beginning', 'matrix:\n  A: [x]\nsteps: {}\n', 'matrix:\nsteps: {}\n'],
    ['at the end', 'steps: {}\nmatrix:\n  A: [x]\n', 'steps: {}\nmatrix:\n\n'],
    ['at the end of a document', 'steps: {}\nmatrix:\n  A: [x]\n---\nb', 'steps: {}\nmatrix:\n\n---\nb'],
    ['without a line break at the end', 'steps: {}\nmatrix:\n  A: [x]', 'steps: {}\nmatrix:\n'],
    ['in braces', 'matrix: { A: [x] } # c\nsteps: {}\n', 'matrix:  # c\nsteps: {}\n'],
    [
      'with comments',
      'matrix: # a\n  # b\n  A: [x] # c\n\n# d\nsteps: {}\n',
      'matrix: # a\n  # b\nsteps: {}\n',
    ],
  ])('%s', (_, yaml, expected) => {
    expect(templateOf(yaml).text).toBe(expected);
  });

  it.each([
    ['a variable in it', 'matrix:\n  # $\n  A: [x]\nsteps: {}\n'],
    ['an anchor in it', 'matrix:\n  A: &a [x]\nsteps: {}\n'],
    ['an alias in it', 'x: &a [b]\nmatrix:\n  A: *a\nsteps: {}\n'],
    ['an escape in it', 'matrix:\n  A: ["\\\\"]\nsteps: {}\n'],
    ['a file in braces', '{ matrix: { A: [$$] }, steps: {} }\n'],
    ['a key behind it in the long form', 'matrix:\n  A: [x]\n? steps\n: {}\n'],
    ['other line breaks', 'matrix:\r  A: [x]\rsteps: {}\r'],
    ['no matrix', 'steps: {}\n'],
  ])('is the file itself with %s', (_, yaml) => {
    expect(templateOf(yaml).text).toBe(yaml);
  });

  it('finds places behind it', () => {
    const template = templateOf('matrix:\n  A: [x]\nsteps: {}\n');
    const start = template.text.indexOf('steps');
    expect(template.rangeOf({ start, end: start + 5 })).toEqual({
      file: 'a.yaml',
      start: { line: 3, column: 1 },
      end: { line: 3, column: 6 },
    });
  });
});
