import { describe, expect, it } from 'vitest';
import { NEW_LANGUAGE, OLD_LANGUAGE, outcome } from '../support/conditions.ts';

describe('types that are known before a condition runs', () => {
  // On the left an expression, on the right what it must not be compared with, as its type is known.
  it.each([
    ['1', '"x"'],
    ['len([])', '"x"'],
    ['[1, 2][0]', '"x"'],
    ['[[1], [2]][0][0]', '"x"'],
    ['[[1], [2]][0]', '1'],
    ['(1..2)[0]', '"x"'],
    ['split("a", "b")[0]', '1'],
    ['abs(1)', '"x"'],
    ['max(1, 2)', '"x"'],
    ['min(1.5)', '"x"'],
    ['map([1], "a")[0]', '1'],
    ['map(["a"], #index)[0]', '"x"'],
    ['filter([1], # > 0)[0]', '"x"'],
    ['find([1], # > 0)', '"x"'],
    ['findLast([1], # > 0)', '"x"'],
    ['findIndex([1], # > 0)', '"x"'],
    ['findLastIndex([1], # > 0)', '"x"'],
    ['count([true])', '"x"'],
    ['sum([1])', '"x"'],
    ['sum([1], 1.5)', '"x"'],
    ['sum(["a"], 1)', '"x"'],
    ['all([1], true)', '1'],
    ['none([1], true)', '1'],
    ['any([1], true)', '1'],
    ['one([1], true)', '1'],
    ['(true ? 1 : 2)', '"x"'],
    ['(true ? [1] : [2])', '1'],
    ['(true ? [1] : [2])[0]', '"x"'],
    ['(true ? 1 : nil)', '"x"'],
    ['(false ? nil : 2)', '"x"'],
    ['(1 ?? 2)', '"x"'],
    ['(nil ?? 2)', '"x"'],
    ['("a"; 1)', '"x"'],
    ['("a"; "b"; 1)', '"x"'],
    ['(let y = 1; y)', '"x"'],
    ['"abc"[1:]', '1'],
    ['[1, 2][1:][0]', '"x"'],
    ['not true', '1'],
    ['-1', '"x"'],
    ['{a: 1}', '1'],
    ['$env.BRANCH', '1'],
    ['$env["BRANCH"]', '1'],
    ['1 in [1]', '1'],
    ['"a" in {a: 1}', '1'],
    ['duration("1s")', 'date("2024-01-01")'],
    ['upper("a")', '1'],
    ['float(1)', '"x"'],
  ])('%s is not %s', (known, other) => {
    expect([outcome(`${known} == ${other}`), outcome(`(${known}) == ${other}`)]).toEqual(['type', 'type']);
    expect(outcome(`(${known}) == nil`)).toBe(false);
  });

  it.each([
    '[1, "a"][0]',
    '[1, "a"][1:][0]',
    'first([1])',
    'max([1])',
    'concat([1])[0]',
    'sort([1])[0]',
    'uniq([1])[0]',
    'keys({a: 1})[0]',
    'fromJSON("1")',
    '{a: 1}.a',
    '{a: 1}["a"]',
    '{a: 1}?.a',
    'reduce([1], # + #acc)',
    '(true ? 1 : "a")',
    '(true ? [1] : ["a"])[0]',
    '(true ? [1] : {a: 1})[0]',
    'last([1, "a"])',
    '(let y = first([1]); y)',
    'sum([first([1])])',
  ])('%s may be anything', (open) => {
    expect([outcome(`${open} == true`), outcome(`${open} == duration("1s")`)]).toEqual([false, false]);
  });

  it('are anything after a `?.`', () => {
    for (const language of [NEW_LANGUAGE, OLD_LANGUAGE]) {
      expect(outcome('{a: true}?.a', language)).toBe(true);
    }
  });

  it('are not followed into lists by the older language', () => {
    for (const open of [
      '[1][0]',
      'map([1], #)[0]',
      'find([1], # > 0)',
      'findLast([1], # > 0)',
      'filter([1], # > 0)[0]',
    ]) {
      expect([open, outcome(`${open} == "x"`), outcome(`${open} == "x"`, OLD_LANGUAGE)]).toEqual([
        open,
        'type',
        false,
      ]);
    }
    expect(outcome('(1..2)[0] == "x"', OLD_LANGUAGE)).toBe('type');
  });

  it('count whatever is called `$env` as the environment, if a key is looked up in it', () => {
    const declared = 'let $env = {a: true, BRANCH: 1}; ';
    for (const [condition, value, old] of [
      ['true || $env[1] == "x"', true, true],
      ['true || $env[1] == 1', true, true],
      ['true || $env[NUMBER] == 1', true, true],
      ['true || $env["$env"] == 1', true, 'type'],
      ['$env["$env"] == ""', true, true],
      [`${declared}$env.a`, true, 'type'],
      [`${declared}$env.BRANCH == 1`, 'type', 'type'],
      [`${declared}$env == 1`, 'type', 'type'],
      ['(let $env = {BRANCH: 1}; $env).BRANCH == 1', true, true],
      ['let e = {a: true}; e.a', true, true],
    ] as const) {
      expect([condition, outcome(condition), outcome(condition, OLD_LANGUAGE)]).toEqual([
        condition,
        value,
        old,
      ]);
    }
  });
});
