import { describe, expect, it } from 'vitest';
import { outcome } from '../../support/conditions.ts';

describe('functions of lists and maps', () => {
  it.each([
    ['first([])', 'nil'],
    ['last([])', 'nil'],
    ['last([1, 2])', '2'],
    ['first({a: "é"[0:1]}.a)', '195'],
    ['concat([1], [], [2, [3]])', '[1, 2, [3]]'],
    ['sort([2, 1.5, 3])', '[1.5, 2, 3]'],
    ['sort([2, 3, 1], "desc")', '[3, 2, 1]'],
    ['sort([2, 3, 1], "asc")', '[1, 2, 3]'],
    ['sort([])', '[]'],
    ['uniq([1, 2.0, 2, [1], [1], "a", "a", 1])', '[1, 2, [1], "a"]'],
    ['keys({b: 1, a: 2})', '["b", "a"]'],
    ['[1, 2, 3][1:2]', '[2]'],
    ['[1, 2, 3][:]', '[1, 2, 3]'],
    ['[1, 2, 3][2:1]', '[]'],
    ['[1, 2, 3][-2:-1]', '[2]'],
    ['[1, 2, 3][-9:9]', '[1, 2, 3]'],
    ['[1, 2][0] + [1, 2][-1]', '3'],
    ['[1, 2][first([1.9])]', '2'],
    ['[nil][0]', 'nil'],
    ['[1, 2,]', '[1, 2]'],
    ['{a: 1,}', '{"a": 1}'],
    ['{"a b": 1, ("c" + "d"): 2, 3: 4, true: 5}', '{"cd": 2, "a b": 1, "3": 4, "true": 5}'],
    ['{a: 1}.b', 'nil'],
    ['{a: {b: 2}}.a["b"]', '2'],
    ['{"in": 1}.in + {"not": 2}.not', '3'],
    ['{a: nil}.a?.["b"]', 'nil'],
    ['{a: {b: 1}}?.a?.["b"]', '1'],
    ['{a: [1, 2]}.a[1:]', '[2]'],
    ['{a: 1}?.a', '1'],
    ['$env.NUMBER + $env["BRANCH"]', '"128main"'],
    ['$env.GHOST', '""'],
    ['$env?.GHOST', '""'],
    ['{env: $env}.env.GHOST', '""'],
    ['(let e = $env; e.GHOST)', '""'],
    ['(true ? $env : nil).GHOST', '""'],
    ['[$env][0].GHOST', '""'],
    ['(let $env = {a: 1}; $env.GHOST)', 'nil'],
    ['(let a = 1; {a: a}.a)', '1'],
    ['len($env)', '2'],
    ['GHOST', '""'],
  ])('%s is %s', (expression, value) => {
    expect(outcome(`(${expression}) == (${value})`)).toBe(true);
  });
});

describe('predicates', () => {
  it.each([
    ['all([1, 2], # > 0)', 'true'],
    ['all([1, 2], # > 1)', 'false'],
    ['all([], false)', 'true'],
    ['none([1, 2], # > 2)', 'true'],
    ['none([1, 2], # > 1)', 'false'],
    ['any([1, 2], # > 1)', 'true'],
    ['any([1, 2], # > 2)', 'false'],
    ['any([], true)', 'false'],
    ['one([1, 2], # > 1)', 'true'],
    ['one([1, 2], # > 0)', 'false'],
    ['one([1, 2], # > 2)', 'false'],
    ['filter([1, 2, 3], # != 2)', '[1, 3]'],
    ['count([1, 2, 3], # != 2)', '2'],
    ['count([true, false, true])', '2'],
    ['map([1, 2], {# * 2})', '[2, 4]'],
    ['map([5, 6], #index * 10 + #)', '[5, 16]'],
    ['map([1], {1; 2})', '[2]'],
    ['map([{a: 1}, {a: 2}], .a)', '[1, 2]'],
    ['map([[1, 2], [3]], len(#))', '[2, 1]'],
    ['map([[1, 2], [3]], map(#, # * 2))', '[[2, 4], [6]]'],
    ['map([[1, 2]], #[0])', '[1]'],
    ['find([1, 2, 3], # > 1)', '2'],
    ['find([1], # > 1)', 'nil'],
    ['findIndex([1, 2, 3], # > 1)', '1'],
    ['findIndex([1, 2, 3], # == 1)', '0'],
    ['findIndex([1], # > 1)', 'nil'],
    ['findLast([1, 2, 3], # < 3)', '2'],
    ['findLast([1], # > 1)', 'nil'],
    ['findLastIndex([1, 2, 3], # < 3)', '1'],
    ['findLastIndex([1, 2, 3], # == 1)', '0'],
    ['findLastIndex([1], # > 1)', 'nil'],
    ['sum([])', '0'],
    ['sum([1, 2])', '3'],
    ['type(sum([1, 2]))', '"int"'],
    ['sum([1, 2.5])', '3.5'],
    ['sum([1.5, 2])', '3.5'],
    ['type(sum([1.5, 1.5]))', '"float"'],
    ['sum([1, 2], # * 10)', '30'],
    ['sum([9223372036854775807, 1])', '-9223372036854775807 - 1'],
    ['sum([{a: 1}, {a: 2}], .a)', '3'],
    ['reduce([1, 2, 3], #acc * 10 + #)', '123'],
    ['reduce([1, 2, 3], #acc * 10 + #, 4)', '4123'],
    ['reduce([5, 6, 7], #acc + #index)', '8'],
    ['reduce([5, 6, 7], #acc + #index, 0)', '3'],
    ['reduce([], #acc, 4)', '4'],
    ['reduce([nil, 1], #)', '1'],
    ['([3, 1, 2] | filter(# > 1) | sort() | map(# + 1))', '[3, 4]'],
    ['any([1], any([2], # == 2) && # == 1)', 'true'],
  ])('%s is %s', (call, value) => {
    expect(outcome(`(${call}) == (${value})`)).toBe(true);
  });

  it('give bools if they decide', () => {
    for (const name of [
      'all',
      'none',
      'any',
      'one',
      'filter',
      'find',
      'findIndex',
      'findLast',
      'findLastIndex',
    ]) {
      expect([name, outcome(`${name}([1], first([#])) == nil`)]).toEqual([name, 'runtime']);
      expect([name, outcome(`${name}([1], #) == nil`)]).toEqual([name, 'type']);
      expect([name, outcome(`${name}([1]) == nil`)]).toEqual([name, 'type']);
    }
  });
});
