import { describe, expect, it } from 'vitest';
import { featuresOf } from '../../../src/translate/release/features.ts';
import type { Release } from '../../../src/translate/release/releases.ts';
import { parseDocument } from '../../../src/workflow/positions/raw-file.ts';
import { expandMatrix } from '../../../src/workflow/run/matrix.ts';

function expand(yaml: string, release: Release = '3.17') {
  const parsed = parseDocument(yaml, featuresOf(release));
  if (!parsed.ok) throw new Error(parsed.problem.code);
  return expandMatrix(parsed.root, featuresOf(release));
}

/** The values of each run, as `A=x B=1`. */
function runs(yaml: string, release?: Release): string[] {
  const result = expand(yaml, release);
  const found = result.ok ? result.runs : [];
  return found.map(({ axis }) => [...axis].map(([name, value]) => `${name}=${value}`).join(' '));
}

function problems(yaml: string, release?: Release): unknown[] {
  const result = expand(yaml, release);
  return result.ok ? [] : result.problems.map(({ code, args }) => [code, args]);
}

describe('runs of a matrix', () => {
  it.each([
    ['steps: {}', ['']],
    ['matrix: ~', ['']],
    ['matrix: {}', ['']],
    ['matrix: {A: x}', []],
    ['matrix: {A: [x]}', ['A=x']],
    ['matrix: {A: [x, ~, 1.50]}', ['A=x', 'A=1.50']],
    ['matrix: {B: [1, 2], A: [x, y]}', ['A=x B=1', 'A=x B=2', 'A=y B=1', 'A=y B=2']],
    ['matrix: {B: [1], a: [2], A: [3, 4]}', ['A=3 B=1 a=2', 'A=4 B=1 a=2']],
    ['matrix: {A: [], B: [1]}', ['B=1']],
    ['matrix: {A: ~, B: [1]}', ['B=1']],
    ['matrix: {A: []}', ['']],
    ['matrix: {include: [{A: x, B: 1}, {C: z}], D: [y]}', ['A=x B=1', 'C=z']],
    ['matrix: {include: [], A: [x]}', ['A=x']],
    ['matrix: {include: [{}]}', ['']],
    ['matrix: {include: [x, y]}', ['include=x', 'include=y']],
  ])('%s', (yaml, expected) => {
    expect(runs(yaml)).toEqual(expected);
  });

  it('are the first 27 of all combinations', () => {
    const all = runs('matrix: {A: [a, b, c, d], B: [1, 2, 3], C: [x, y, z]}');
    expect(all).toHaveLength(27);
    expect([all[0], all[1], all[3], all[26]]).toEqual([
      'A=a B=1 C=x',
      'A=a B=1 C=y',
      'A=a B=2 C=x',
      'A=c B=3 C=z',
    ]);
  });

  it('have the first 12 names', () => {
    const names = [...'mlkjihgfedcba'];
    const [run] = runs(`matrix: {${names.map((name) => `${name}: [1]`).join(', ')}}`);
    expect(run).toBe([...'abcdefghijkl'].map((name) => `${name}=1`).join(' '));
  });
});

describe('a matrix is rejected', () => {
  const wrongType = (key: string, expected: string, given: string, value: string | null) => [
    ['wrong-type', { key, expected, given, ...(value !== null && { value }) }],
  ];

  it.each([
    ['matrix: x', wrongType('matrix', 'map', 'string', 'x')],
    ['matrix: {A: x}', wrongType('matrix.A', 'list of strings', 'string', 'x')],
    ['matrix: {A: [[x]]}', wrongType('matrix.A.0', 'string', 'list', null)],
    ['matrix: {include: x}', wrongType('matrix.include', 'list of strings', 'string', 'x')],
    ['matrix: {include: [{A: [x]}]}', wrongType('matrix.include.0', 'string', 'map', null)],
  ])('%s', (yaml, expected) => {
    expect(problems(yaml)).toMatchObject(expected);
  });

  it('through 3.16 if one axis is empty beside another', () => {
    const crash = [['matrix-empty-axis-crash', { key: '' }]];
    expect(problems('matrix: {A: [], B: [1]}', '3.16')).toEqual(crash);
    expect(problems('matrix: {A: [1], B: ~}', '3.16')).toEqual(crash);
    expect(problems('matrix: {A: [], B: [1]}', '3.17')).toEqual([]);
    expect(runs('matrix: {A: [], B: []}', '3.16')).toEqual(['']);
    expect(runs('matrix: {A: [1], B: [2]}', '3.16')).toEqual(['A=1 B=2']);
  });
});
