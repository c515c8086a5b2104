import { expect, it } from 'vitest';
import { overlappingPaths, projectedPathProblems } from '../../src/check/path-problems.ts';

const pairs = (...paths: string[]) =>
  overlappingPaths(paths).map(({ index, path, earlier }) => `${index}: ${path} ${earlier}`);

it.each<[string[], string[]]>([
  [['a', 'b', 'ab', 'a.b'], []],
  [['a', 'a/b'], ['1: a/b a']],
  [
    ['a/b', 'a/c', 'a'],
    ['2: a a/b', '2: a a/c'],
  ],
  [['a', 'a', 'a'], ['1: a a']],
  [['a/', 'a//'], ['1: a a']],
  [
    ['a/b', 'a', 'a/c', 'a'],
    ['1: a a/b', '2: a/c a', '3: a a/c', '3: a a'],
  ],
  [['', '/', 'a'], []],
])('%j', (paths, overlaps) => {
  expect(pairs(...paths)).toEqual(overlaps);
});

it('needs one step for each part of a path', () => {
  const deep = 'a/'.repeat(100_000);
  expect(overlappingPaths([deep, `${deep}b`, deep])).toHaveLength(3);
  expect(overlappingPaths(Array.from({ length: 20_000 }, () => 'a'))).toHaveLength(1);
});

it('counts the problems of the path of a projected file', () => {
  expect(['a', 'a/..b', '../x', '..x', '..'].map(projectedPathProblems)).toEqual([0, 0, 1, 1, 2]);
});
