// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such texts are the subject here.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type SubstituteResult, substitute } from '../../../src/workflow/substitute/substitute.ts';
import {
  type FrontendRecording,
  frontendRecordings,
  type RecordedStep,
  substitutionVariables,
} from '../support/frontend-recordings.ts';

const VARIABLES = new Map([
  ['A', 'abcabc'],
  ['UTF', 'éàü'],
  ['EURO', '€a'],
  ['LINES', 'l1\nl2 "q" \\ é\x01\u200b'],
  ['SPECIAL', '${A} $$ \\\\'],
  ['EMPTY', ''],
  ['MINUS', '-2'],
  ['PLUS', '+1'],
  ['MANY', '10'],
  ['HUGE', '9223372036854775808'],
  ['WIDE', 'éA'],
  ['CASES', 'aBc'],
  ['CAPITALS', 'ABC'],
  ['EMOJI', '😀'],
  ['CONTROLS', ' \x00\t\r\f\v\b\x07\x1f\x7f\x80\u{e000}\u{10ffff}\n'],
]);
const lookup = (name: string): string | undefined => VARIABLES.get(name);

function text(source: string): string {
  const result = substitute(source, lookup);
  return result.ok ? result.text : `${result.problem.kind} at ${result.problem.offset}`;
}

function problem(result: SubstituteResult): string | undefined {
  return result.ok ? undefined : result.problem.kind;
}

describe('recorded workflows', () => {
  it.each(['3.0', '3.17'] as const)('come out as the server of %s makes them', (release) => {
    const cases = frontendRecordings(release, 'subst/');
    const disagreeing = cases.filter((recording) => !agrees(recording)).map(({ id }) => id);
    console.log(`substitution ${release}: ${cases.length - disagreeing.length} of ${cases.length} agree`);
    expect(disagreeing, disagreeing.slice(0, 5).join(', ')).toEqual([]);
  });
});

function agrees(recording: FrontendRecording): boolean {
  const { input, output } = recording;
  const variables = substitutionVariables(recording);
  const result = substitute(input.yaml ?? '', (name) => variables.get(name));
  if (output.panic === true) return problem(result) === 'negative-length';
  if (output.fatal) {
    const refused = output.errors.length === 1 && output.errors[0]?.type === 'generic';
    return refused ? !result.ok : result.ok;
  }
  return result.ok && output.workflows.every(({ config }) => hasCommands(result.text, config.pipeline));
}

function hasCommands(yaml: string, stages: { steps: RecordedStep[] }[]): boolean {
  const { steps } = parse(yaml) as { steps: Record<string, { commands?: string[] }> };
  return stages
    .flatMap((stage) => stage.steps)
    .filter(({ name }) => Object.hasOwn(steps, name))
    .every(({ name, commands }) => JSON.stringify(steps[name]?.commands) === JSON.stringify(commands));
}

describe('operators', () => {
  it.each([
    ['${A}', 'abcabc'],
    ['${SPECIAL}', '${A} $$ \\\\'],
    ['${NOPE}|${EMPTY}', '|'],
    ['${A,^}', 'abcabc'],
    ['${A==w}${NOPE==w}', 'abcabc=w'],
    ['${NOPE:-x${A}y$${A}z$$\\\\}', 'xabcabcy$abcabcz$$\\\\'],
    ['${LINES}', '"l1\\nl2 \\"q\\" \\\\ é\\x01\\u200b"'],
    ['${LINES:0:3}${#LINES}', '"l130'],
    ['${A:${MINUS}}', 'bc'],
    ['${A:${MINUS}:1}', 'b'],
    ['${A:-2}', 'abcabc'],
    ['${A:+1}', 'abcabc'],
    ['${A:1::2}', 'bc'],
    ['${A:1:2:3}', 'abcabc'],
    ['${A:9:-1}', ''],
    ['${UTF:2:2}', 'à'],
    ['${UTF#?}', '\ufffdàü'],
    ['${UTF%?}', 'éà\ufffd'],
    ['${UTF##?}', 'àü'],
    ['${UTF##[é]}', 'àü'],
    ['${EURO#??}', '\ufffda'],
    ['${EURO##????}', '€a'],
    ['${EURO##??}', ''],
    ['${A##*b}', 'c'],
    ['${A#*b}', 'cabc'],
    ['${A#\\a}', 'bcabc'],
    ['${A#a[}', 'abcabc'],
    ['${A%c}${A%%b*}', 'abcaba'],
    ['${A###}', 'abcabc'],
    ['${A/b/$$}', 'a$cabc'],
    ['${A//b/\\/\\\\}', 'a/\\ca/\\c'],
    ['${A//${NOPE}/-}', '-a-b-c-a-b-c-'],
    ['${A/b//x}', 'axcabc'],
    ['${A//b//}', 'acac'],
    ['${A/a}b/c} d', 'abcabc d'],
    ['${A/#ab/x}${A/%bc/y}', 'xcabcabcay'],
    ['${A/#b/x}${A/%b/y}', 'abcabcabcabc'],
    ['${A/b/${A/a/${A:0:1}}}', 'aabcabccabc'],
    ['${A//b/$&}', 'a$&ca$&c'],
    ['${CASES^}|${CASES^^}|${CASES,}|${CASES,,}', 'ABc|ABC|aBc|abc'],
    ['${WIDE^}|${WIDE,,}|${EMPTY^}', 'ÉA|éa|'],
    ['${#A}${#EMPTY}${#WIDE}', '603'],
    ['${A:${PLUS}}|${A:${PLUS}:${PLUS}}|${A:0:${MANY}}', 'bcabc|b|abcabc'],
    ['${A:${HUGE}}|${A:0:${HUGE}}|${A:x}|${A:1:x}', 'abcabc|abcabc|abcabc|abcabc'],
    ['${A:0:0}|${A:6:0}|${A:5:1}|${A:3:3}|${A:6}', '||c|abc|'],
    ['${A/b}|', 'bad-substitution at 0'],
    ['${A/b/}|${A//b/}|${A/#a/}|${A/%c/}', 'acabc|acac|abcabc|abcabc'],
    ['${A/${NOPE}/x}|${EMPTY//${NOPE}/x}', 'xabcabc|x'],
    ['${A##?{:.?})', 'abcabc)'],
    ['${A:\x7f}', 'abcabc'],
    ['${CAPITALS,}', 'aBC'],
    ['${EMOJI//${NOPE}/x}', 'x😀x'],
    ['${NOPE=w}|${A=w}|${NOPE:=w}|${NOPE:?w}|${NOPE:+w}', 'w|abcabc|w|w|w'],
    ['${CONTROLS}', '" \\x00\\t\\r\\f\\v\\b\\a\\x1f\\x7f\\u0080\\ue000\\U0010ffff\\n"'],
  ])('%s', (source, expected) => {
    expect(text(source)).toBe(expected);
  });

  it.each([
    ['x ${', 'bad-variable-name', 2],
    ['${}', 'bad-variable-name', 0],
    ['${!A}', 'bad-variable-name', 0],
    ['${A', 'missing-closing-brace', 0],
    ['${A😀}', 'missing-closing-brace', 0],
    ['${A-y}', 'missing-closing-brace', 0],
    ['${A.b}', 'missing-closing-brace', 0],
    ['${#}', 'bad-substitution', 0],
    ['${#A:1}', 'bad-substitution', 0],
    ['${A^b}', 'bad-substitution', 0],
    ['${A:ö}', 'bad-substitution', 0],
    ['${A/b}', 'bad-substitution', 0],
    ['${A:0:${A}1}', 'bad-substitution', 0],
    ['${A#$${A}}', 'bad-substitution', 0],
    ['${A:}', 'bad-argument', 0],
    ['${A:0:}', 'bad-argument', 0],
    ['${A%}', 'bad-argument', 0],
    ['${A///x}', 'bad-argument', 0],
    ['${A:-x', 'bad-argument', 0],
    ['${A:-x ${B.}}', 'missing-closing-brace', 7],
    ['${A:1:-1}', 'negative-length', 0],
    ['${A:-${A:1:-1}}', 'negative-length', 5],
    ['${A:1:-1} ${', 'bad-variable-name', 10],
  ])('%s is a problem', (source, kind, offset) => {
    const result = substitute(source, lookup);
    expect(result).toMatchObject({ ok: false, problem: { kind, offset } });
  });

  it.each([
    ['x ${A b}\ny', '${A b}'],
    ['x ${A\nb} y', '${A'],
    ['${A } ${B', '${A }'],
    ['${A', '${A'],
    [`\${${'a'.repeat(100)} }`, `\${${'a'.repeat(78)}`],
    ['${A:1:-1}${B}', '${A:1:-1}'],
    [`\${A:${'1'.repeat(90)}:-1}\${A:1:-1}`, '${A:1:-1}'],
    ['${A:-${A:1:-1}} x', '${A:1:-1}'],
    [`\${A:1:-1${'/'.repeat(90)}}`, undefined],
  ])('%j is reported as %j', (source, expression) => {
    const result = substitute(source, lookup);
    if (expression === undefined) expect(result.ok).toBe(true);
    else expect(result).toMatchObject({ ok: false, problem: { expression } });
  });

  it('reports where a character was cut', () => {
    expect(substitute('a ${UTF:0:1}', lookup)).toMatchObject({
      cutCharacter: { offset: 2, expression: '${UTF:0:1}' },
    });
    expect(substitute('a ${UTF:0:2}', lookup)).toMatchObject({ ok: true, cutCharacter: undefined });
  });
});

describe('unset variables', () => {
  it('are those that leave an empty string behind', () => {
    const source = '${A} ${X} ${EMPTY^} ${X:-w} ${X:-} ${#X} ${A:-${Y}} ${X:-${Z}} ${A/a/${V}}';
    const result = substitute(source, lookup);
    const unset = result.ok ? result.unset : [];
    expect(unset.map(({ name }) => name)).toEqual(['X', 'EMPTY', 'Z', 'V']);
    expect(unset.map(({ offset, length }) => source.slice(offset, offset + length))).toEqual([
      '${X}',
      '${EMPTY^}',
      '${Z}',
      '${V}',
    ]);
  });
});

describe('properties', () => {
  const anyText = fc.string({ unit: fc.constantFrom(...'ab$${}{}\\/:-#%^,é*[] 1\n'), maxLength: 40 });
  const plain = fc.string().filter((sample) => !/\$[${]|\\[\\/]/.test(sample));

  it('leaves text without expressions and escapes alone', () => {
    fc.assert(
      fc.property(plain, (sample) => {
        const result = substitute(sample, lookup);
        expect(result).toMatchObject({ ok: true, text: sample });
        for (let offset = 0; result.ok && offset <= sample.length; offset++) {
          expect(result.toSource(offset)).toBe(offset);
        }
      }),
    );
  });

  it('keeps the text around expressions', () => {
    const letters = fc.stringMatching(/^[a-z .\n]{0,6}$/);
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1 }), (parts) => {
        expect(text(parts.join('${A}'))).toBe(parts.join('abcabc'));
      }),
    );
  });

  it('maps output offsets to the source in order, never throwing', () => {
    fc.assert(
      fc.property(anyText, (sample) => {
        const result = substitute(sample, lookup);
        if (!result.ok) {
          expect(sample.slice(result.problem.offset)).toMatch(/^\$\{/);
          return;
        }
        let previous = 0;
        for (let offset = 0; offset <= result.text.length; offset++) {
          const source = result.toSource(offset);
          expect(source).toBeGreaterThanOrEqual(previous);
          expect(source).toBeLessThanOrEqual(sample.length);
          previous = source;
        }
        expect(result.toSource(result.text.length)).toBe(sample.length);
      }),
      { numRuns: 500 },
    );
  });

  it('maps the text of a variable to its expression', () => {
    const result = substitute('x: ${A} $${B}', lookup);
    expect(result.ok && [0, 3, 8, 9, 10, 11].map((offset) => result.toSource(offset))).toEqual([
      0, 3, 3, 7, 9, 10,
    ]);
  });
});

describe('size', () => {
  it('accepts deep nesting and long strings', () => {
    const depth = 100_000;
    expect(text(`${'${N:-x'.repeat(depth)}${'}'.repeat(depth)}`)).toBe('x'.repeat(depth));
    expect(problem(substitute('${N:-'.repeat(depth), lookup))).toBe('bad-argument');
    expect(text('${A/b/'.repeat(depth))).toBe(`bad-argument at ${(depth - 1) * 6}`);
    expect(text('\\\\${A}'.repeat(500_000)).length).toBe(3_500_000);
  });

  it('reports unset variables in the order of the text, although an inner expression ends first', () => {
    const text = '${OUTER/a/${INNER}} ${FIRST/b/${SECOND/c/${THIRD}}} ${LAST}';
    const result = substitute(text, () => undefined);
    expect(
      result.ok && result.unset.map(({ name, offset }) => [name, text.slice(offset, offset + 4)]),
    ).toEqual([
      ['OUTER', '${OU'],
      ['INNER', '${IN'],
      ['FIRST', '${FI'],
      ['SECOND', '${SE'],
      ['THIRD', '${TH'],
      ['LAST', '${LA'],
    ]);
  });
});
