import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { evaluateCondition } from '../../../src/workflow/evaluate/evaluate-condition.ts';
import { substitute } from '../../../src/workflow/substitute/substitute.ts';
import {
  type FrontendRecording,
  frontendRecordings,
  substitutionVariables,
} from '../support/frontend-recordings.ts';

const FEATURES = { evaluateExpr17: true };
const VARIABLES = Object.freeze({ BRANCH: 'main', NUMBER: '128', FILES: '["a.go","b/c.md"]', UTF: 'é€' });

function outcome(source: string, now?: Date): boolean | string {
  const result = evaluateCondition(source, VARIABLES, FEATURES, now);
  return result.ok ? result.value : result.problem.kind;
}

describe('recorded conditions', () => {
  it.each(['3.0', '3.17'] as const)('decide as the server of %s does', (release) => {
    const cases = frontendRecordings(release, 'evaluate/');
    const disagreeing = cases.filter((recording) => !agrees(recording)).map(({ id }) => id);
    console.log(`conditions ${release}: ${cases.length - disagreeing.length} of ${cases.length} agree`);
    expect(disagreeing, disagreeing.slice(0, 5).join(', ')).toEqual([]);
  });
});

function agrees(recording: FrontendRecording): boolean {
  const { output, input } = recording;
  if (output.fatal) {
    const variables = substitutionVariables(recording);
    variables.set('CI_PIPELINE_NUMBER', '128');
    return conditions(recording, variables).some(({ value }) => value === undefined);
  }
  return output.workflows.every((workflow) => {
    const steps = workflow.config.pipeline.flatMap((stage) => stage.steps);
    const alone = { ...recording, input, output: { ...output, workflows: [workflow] } };
    const variables = substitutionVariables(alone);
    for (const [name, value] of Object.entries(
      steps.find((step) => step.name === 'base')?.environment ?? {},
    )) {
      if (name !== 'CI_WORKSPACE' && name !== 'CI_STEP_NAME') variables.set(name, value);
    }
    return conditions(recording, variables).every(
      ({ name, value }) => value !== undefined && value === steps.some((step) => step.name === name),
    );
  });
}

function conditions(
  { input }: FrontendRecording,
  variables: Map<string, string>,
): { name: string; value: boolean | undefined }[] {
  const substituted = substitute(input.yaml ?? '', (name) => variables.get(name));
  const { steps } = parse(substituted.ok ? substituted.text : '') as {
    steps: Record<string, { when?: { evaluate?: unknown } }>;
  };
  return Object.entries(steps).flatMap(([name, { when }]) => {
    if (when?.evaluate === undefined || when.evaluate === '') return [];
    const result = evaluateCondition(String(when.evaluate), Object.fromEntries(variables), FEATURES);
    return [{ name, value: result.ok ? result.value : undefined }];
  });
}

describe('conditions that are true', () => {
  it.each([
    '1 / 2 == 0.5 && 7 % 4 == 3 && -7 % 4 == -3 && 2 ** 3 ** 2 == 512 && 2 ^ 3 == 8',
    '1 + 2 * 3 == 7 and (1 + 2) * 3 == 9 and -2 ** 2 == -4',
    '1_000 == 0x3e8 && 0b11 == 3 && 0o17 == 15 && .5 == 5e-1 && 010 == 10 && 1. == 1',
    '1 < 2 < 3 && not (1 < 3 < 2)',
    '"a" < "b" && "Z" < "a" && "\\u00e9" == \'é\' && "\\x41\\101" == "AA" && `\\d` == "\\\\d"',
    'BRANCH in ["main", "dev"] and BRANCH not in ["x"] and not ("x" in $env) and "BRANCH" in $env',
    '$env["BRANCH"] == "main" && $env.BRANCH == $env?.BRANCH && $env["NOPE"] == ""',
    '{"a": {b: 1}}.a.b == 1 && {"a": 1}["a"] == 1 && {"a": nil}?.a?.b.c == nil && {}?.x == nil',
    '[1, 2, 3][-1] == 3 && [1, 2, 3][1:] == [2, 3] && [1,2,3][:-1] == [1, 2] && BRANCH[1:3] == "ai"',
    '2 in 1..3 && len(1..5) == 5 && (3..1) == [] && 1..2 == [1.0, 2]',
    '(NOPE ?? "d") == "" && (nil ?? "d") == "d" && (first([]) ?? 1) == 1',
    'true ? true : false',
    '(false ?: true) && (1 > 2 ? nil : 1) == 1',
    'let x = int(NUMBER); let y = x + 1; y == 129',
    '(1; 2; 3) == 3; true',
    'BRANCH | upper() == "MAIN" ? true : false',
    'BRANCH | upper() | lower() | hasPrefix("ma")',
    'true // comment',
    '/* a * b */ true /**/',
    'any(fromJSON(FILES), # endsWith ".go") && all(fromJSON(FILES), {# contains "."})',
    'none([1, 2], # > 2) && one([1, 2], # == 1) && count([1, 2, 3], # > 1) == 2 && count([true, false]) == 1',
    'map(1..3, # * 2) == [2, 4, 6] && filter(1..4, # % 2 == 0) == [2, 4] && map([5, 6], #index) == [0, 1]',
    'reduce(1..3, #acc + #) == 6 && reduce(1..3, #acc + #, 10) == 16 && sum(1..3) == 6 && sum(1..2, # * 2) == 6',
    'findIndex([1, 2], # == 2) == 1 && find([1, 2], # > 5) == nil && map([{a: 1}], .a) == [1]',
    'any([[1], [2]], any(#, # == 2))',
    'len(UTF) == 2 && len([1]) == 1 && len({a: 1}) == 1',
    'trim("  a ") == "a" && trim("xax", "x") == "a" && trimPrefix("ab", "a") == "b" && trimSuffix("ab", "b") == "a"',
    'split("a,b,c", ",", 2) == ["a", "b,c"] && join(["a", "b"], "-") == "a-b" && join(["a", "b"]) == "ab"',
    'replace("a.a", ".", "-") == "a-a" && replace("aaa", "a", "b", 1) == "baa" && repeat("ab", 2) == "abab"',
    'indexOf(UTF, "€") == 2 && lastIndexOf("aba", "a") == 2 && indexOf("a", "b") == -1 && hasSuffix("ab", "b")',
    'int("12") == 12 && int(1.9) == 1 && float("1.5") == 1.5 && string(1.0) == "1" && string(1e21) == "1e+21"',
    'string(0.00001) == "1e-05" && string([1, "a", nil]) == "[1 a <nil>]" && string({b: 1, a: true}) == "map[a:true b:1]"',
    'type(1) == "int" && type(1.0) == "float" && type("") == "string" && type([]) == "array" && type(nil) == "nil"',
    'type(date("2024-01-02")) == "time.Time" && type(duration("1h")) == "time.Duration"',
    'string(100000.0) == "100000" && string(1000000.0) == "1e+06" && max([]) == nil && min([]) == nil',
    'abs(-1) == 1 && max(1, 2.5) == 2.5 && min([3, 1], 2) == 1',
    'first([1, 2]) == 1 && last([1, 2]) == 2 && concat([1], [2]) == [1, 2] && uniq([1, 2, 1]) == [1, 2]',
    'sort([2, 1]) == [1, 2] && sort(["a", "b"], "desc") == ["b", "a"] && sort(keys({b: 1, a: 2})) == ["a", "b"]',
    'toJSON({b: [1], a: "<"}) == "{\\n  \\"a\\": \\"\\\\u003c\\",\\n  \\"b\\": [\\n    1\\n  ]\\n}"',
    'duration("1h30m") > duration("90s") && duration("1.5s") * 2 == duration("3s")',
    'date("2024-02-29") < date("2024-03-01T00:00:00+02:00") && date("2024-01-02") - date("2024-01-01") == duration("24h")',
    'BRANCH matches "^ma" && BRANCH not matches "x$" && "a" contains "" && not (BRANCH startsWith "x")',
    '9223372036854775807 + 1 == -9223372036854775807 - 1',
    '__proto__ == "" && constructor == "" && !("__proto__" in $env) && {"__proto__": 1}.__proto__ == 1',
  ])('%s', (source) => {
    expect(evaluateCondition(source, VARIABLES, FEATURES)).toEqual({ ok: true, value: true });
  });

  it('compare with the time that is given', () => {
    expect(outcome('now() - date("2024-01-01") == duration("1h")', new Date('2024-01-01T01:00:00Z'))).toBe(
      true,
    );
    expect(outcome('now() > date("2024-01-01")')).toBe('unsupported');
  });
});

describe('rejections', () => {
  it.each([
    ['', 'syntax'],
    ['  ', 'syntax'],
    ['BRANCH +', 'syntax'],
    ['BRANCH = "x"', 'syntax'],
    ['"a', 'syntax'],
    ['"\\d" == ""', 'syntax'],
    ['(true', 'syntax'],
    ['true true', 'syntax'],
    ['NOPE ?? "d" == "d"', 'syntax'],
    ['true not false', 'syntax'],
    ['BRANCH | upper', 'syntax'],
    ['1x == 1', 'syntax'],
    ['9223372036854775808 > 1', 'syntax'],
    ['# == 1', 'syntax'],
    ['BRANCH matches "("', 'syntax'],
    ['BRANCH matches "a(?=b)"', 'syntax'],
    ['BRANCH', 'type'],
    ['1', 'type'],
    ['NUMBER == 128', 'type'],
    ['not BRANCH', 'type'],
    ['not BRANCH matches "x"', 'type'],
    ['nope(1)', 'runtime'],
    ['BRANCH.x == "y"', 'type'],
    ['BRANCH[0] == "m"', 'type'],
    ['[1].a == 1', 'type'],
    ['$env[1] == ""', 'runtime'],
    ['upper(1) == ""', 'type'],
    ['upper() == ""', 'type'],
    ['len("a", "b") == 1', 'type'],
    ['"a" + 1 == "a1"', 'type'],
    ['"a" in "abc"', 'type'],
    ['1 in ["a"]', 'type'],
    ['true && "x"', 'type'],
    ['BRANCH ? true : false', 'type'],
    ['any(BRANCH, true)', 'type'],
    ['any([1], # + 1)', 'type'],
    ['let BRANCH = 1; true', 'type'],
    ['let len = 1; true', 'type'],
    ['any([1], #foo)', 'type'],
    ['fromJSON("1")', 'type'],
    ['fromJSON("1") && BRANCH == "main"', 'runtime'],
    ['fromJSON("{") == 1', 'runtime'],
    ['[1][5] == 1', 'runtime'],
    ['1 % 0 == 1', 'type'],
    ['int("x") == 1', 'runtime'],
    ['len(1..10000000) > 0', 'runtime'],
    ['BRANCH matches fromJSON("\\"(\\"")', 'runtime'],
    ['upper(fromJSON("1")) == ""', 'runtime'],
    ['now().Year() == 1', 'unsupported'],
    ['date("2024", "2006") == nil', 'unsupported'],
    ['b"a" == nil', 'unsupported'],
    ['timezone("UTC") == nil', 'unsupported'],
    ['now().Round(duration("1h")) == nil', 'unsupported'],
    ['any([1], #index == 0)', 'type'],
    ['map([1], #acc) == []', 'type'],
  ])('%s: %s', (source, kind) => {
    expect(outcome(source)).toBe(kind);
  });

  it('follow the release', () => {
    const old = { evaluateExpr17: false };
    expect(evaluateCondition('1; true', {}, old)).toMatchObject({
      ok: false,
      problem: { kind: 'syntax', offset: 1 },
    });
    expect(evaluateCondition('len(uniq([1])) == 1', {}, old)).toMatchObject({ problem: { kind: 'type' } });
    expect(evaluateCondition('let x = 1; x == 1', {}, old)).toEqual({ ok: true, value: true });
    expect(evaluateCondition('len("ö") == 2', {}, old)).toEqual({ ok: true, value: true });
    expect(evaluateCondition('len("ö") == 1', {}, FEATURES)).toEqual({ ok: true, value: true });
  });

  it('know types of items, and that any may be in a name that is not set, since 3.1', () => {
    const at = (source: string, evaluateExpr17: boolean): boolean | string => {
      const result = evaluateCondition(source, VARIABLES, { evaluateExpr17 });
      return result.ok ? result.value : result.problem.kind;
    };
    for (const source of [
      'GHOST == 1',
      '$env.GHOST == 1',
      '$env == 1',
      'false && GHOST',
      'false && ghost(1)',
    ]) {
      expect([source, at(source, true), at(source, false)]).toEqual([source, false, 'type']);
    }
    for (const source of ['any([1, 2], # == "x")', 'map([1], #)[0] == "x"', 'find([1], # > 0) == "x"']) {
      expect([source, at(source, true), at(source, false)]).toEqual([source, 'type', false]);
    }
    for (const inference of [true, false]) {
      for (const source of [
        'BRANCH == 1',
        '"x" in [1]',
        'max(1, 2) == "x"',
        'BRANCH in nil',
        '$env["BRANCH"] == 1',
      ]) {
        expect([source, at(source, inference)]).toEqual([source, 'type']);
      }
      expect(at('sort([2, 1])[0] == "x"', inference)).toBe(false);
      expect(at('GHOST > "5"', inference)).toBe(false);
    }
  });

  it('point at the place', () => {
    expect(evaluateCondition('true && NUMBER == 1', VARIABLES, FEATURES)).toMatchObject({
      problem: { offset: 15 },
    });
    expect(evaluateCondition('BRANCH matches "("', VARIABLES, FEATURES)).toMatchObject({
      problem: { offset: 15 },
    });
  });
});

describe('hostile conditions', () => {
  it.each([
    [`${'('.repeat(10_000)}true${')'.repeat(10_000)}`, 'unsupported'],
    [`${'!'.repeat(10_000)}true`, 'unsupported'],
    ['['.repeat(10_000), 'unsupported'],
    [`true${' || true'.repeat(10_000)}`, 'unsupported'],
    [`true${' ? true : true'.repeat(10_000)}`, 'unsupported'],
    [`x${'.a'.repeat(10_000)}`, 'unsupported'],
    ['let a = 1; '.repeat(10_000), 'unsupported'],
    [`any(1..1000, any(1..1000, any(1..1000, # < 0)))`, 'runtime'],
    [`let l = 1..999; any(l, any(l, any(l, any(l, # < 0))))`, 'unsupported'],
    ['len(reduce(1..5000, [#acc])) == 1', 'unsupported'],
    [
      `${Array.from({ length: 60 }, (_, index) => `let a${index} = ${index ? `a${index - 1} + a${index - 1}` : '"a"'}; `).join('')}true`,
      'unsupported',
    ],
    [
      `${Array.from({ length: 60 }, (_, index) => `let a${index} = ${index ? `[a${index - 1}, a${index - 1}]` : '"a"'}; `).join('')}a59 == a58`,
      'unsupported',
    ],
    [`${'1 < ('.repeat(60)}1${') < 3 ? 1 : 2'.repeat(60)} == 1`, 'unsupported'],
    ['repeat("a", 10000000) == ""', 'runtime'],
  ])('%.40s', (source, kind) => {
    expect(outcome(source)).toBe(kind);
  });

  it('accepts long conditions of a common form', () => {
    expect(outcome(`BRANCH == "x"${' || BRANCH == "x"'.repeat(150)}`)).toBe(false);
    expect(outcome(`${'('.repeat(100)}true${')'.repeat(100)}`)).toBe(true);
  });
});

describe('properties', () => {
  const words =
    'BRANCH NOPE 1 2.5 "a" true nil # $env + - * == < && || not in matches contains ? : ?? ( ) [ ] { } , . .. ; | len( any( map( let x = int('.split(
      ' ',
    );

  it('never throws, and always gives a bool or a problem', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 12 }), (parts) => {
        const source = parts.join(' ');
        const result = evaluateCondition(source, VARIABLES, FEATURES);
        if (result.ok) expect(typeof result.value).toBe('boolean');
        else expect(result.problem.offset).toBeLessThanOrEqual(source.length);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads back any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const escaped = value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n');
        expect(evaluateCondition(`X == "${escaped}"`, { X: value }, FEATURES)).toEqual({
          ok: true,
          value: true,
        });
      }),
    );
  });

  it('computes with integers as JavaScript does', () => {
    const small = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(small, small, small, (a, b, c) => {
        const source = `(${a}) + (${b}) * (${c}) - (${a}) == ${a + b * c - a} && ((${a}) < (${b})) == ${a < b}`;
        expect(outcome(source)).toBe(true);
      }),
    );
  });
});
