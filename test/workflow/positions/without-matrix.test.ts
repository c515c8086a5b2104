import { describe, expect, it } from 'vitest';
import { featuresOf } from '../../../src/translate/release/features.ts';
import { readRawFile } from '../../../src/workflow/positions/raw-file.ts';

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
