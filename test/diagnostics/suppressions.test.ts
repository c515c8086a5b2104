import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSuppressions, suppress } from '../../src/diagnostics/suppressions.ts';
import { range } from './support/findings.ts';

const CODES = ['step-label-gated', 'port-zero', 'resource-not-quantity'];

function read(yaml: string) {
  return readSuppressions(yaml, 'a.yaml', CODES);
}

function linesOf(yaml: string): [code: string, line: number][] {
  return read(yaml).suppressions.map(({ code, line }) => [code, line]);
}

describe('readSuppressions', () => {
  it('applies a comment at the end of a line to that line', () => {
    expect(linesOf('a: 1\nb: 2 # podwright-ignore port-zero\n')).toEqual([['port-zero', 2]]);
  });

  it('applies a comment in a separate line to the next line with content', () => {
    const yaml =
      '# podwright-ignore port-zero\n\n  # podwright-ignore: step-label-gated, resource-not-quantity\n# more\na: 1\n';
    expect(linesOf(yaml)).toEqual([
      ['port-zero', 5],
      ['step-label-gated', 5],
      ['resource-not-quantity', 5],
    ]);
  });

  it('does not read a part of a scalar as a comment', () => {
    const yaml = [
      'quoted: "# podwright-ignore port-zero"',
      'plain: a#podwright-ignore port-zero',
      'block: |',
      '  # podwright-ignore port-zero',
      "single: '",
      "  # podwright-ignore port-zero'",
      'flow: [1, # podwright-ignore port-zero',
      '  2]',
    ].join('\n');
    expect(linesOf(yaml)).toEqual([['port-zero', 7]]);
    expect(linesOf('--- |\n# podwright-ignore port-zero\n')).toEqual([]);
  });

  it('says where a comment is after invalid YAML', () => {
    const { suppressions } = read('a: [b\nc: d # podwright-ignore port-zero\n');
    expect(suppressions).toEqual([{ code: 'port-zero', line: 2, range: range(2, 25, 2, 34) }]);
  });

  it('reports unknown codes with the nearest one, and comments without any', () => {
    const { diagnostics } = read('a: 1 # podwright-ignore step-label-gate\nb: 2 # podwright-ignore\n');
    expect(diagnostics.map(({ code, args, range }) => [code, args['nearest'], range?.start])).toEqual([
      ['ignore-code-unknown', 'step-label-gated', { line: 1, column: 25 }],
      ['ignore-code-missing', undefined, { line: 2, column: 6 }],
    ]);
  });

  it('reports each comment, its place and its problem', () => {
    const { suppressions, diagnostics } = read(
      'a: 1 # podwright-ignore  port-zero , zzzzzzzzzzzz  \n  # podwright-ignore:\t \nb: 1\n#podwright-ignore port-zer,',
    );
    expect(suppressions).toEqual([{ code: 'port-zero', line: 1, range: range(1, 26, 1, 35) }]);
    expect(diagnostics.map(({ code, severity, path, range }) => [code, severity, path, range])).toEqual([
      ['ignore-code-unknown', 'warning', '', range(1, 38, 1, 50)],
      ['ignore-code-missing', 'warning', '', range(2, 3, 2, 22)],
      ['ignore-code-unknown', 'warning', '', range(4, 19, 4, 27)],
    ]);
  });

  it.each<[string, number]>([
    ['# podwright-ignore port-zero', 1],
    ['\n\n# podwright-ignore port-zero\n\n# x\n', 3],
    ['# podwright-ignore port-zero\n \n\t# x\n b: 1', 4],
    ['a:\n  # podwright-ignore port-zero\n  - b\n', 3],
    ['- # podwright-ignore port-zero\n  b', 1],
    ['--- # podwright-ignore port-zero\na: 1', 1],
    ['a: 1\n---\n# podwright-ignore port-zero\nb: 1\n', 4],
    ['a: 1\n...\nb: 1 # podwright-ignore port-zero\n', 3],
    ['a: [1\nb: 2 # podwright-ignore port-zero\n', 2],
    ['a: |\n  x\nb: 1 # podwright-ignore port-zero\n', 3],
    ['a: | # podwright-ignore port-zero\n  x\n', 1],
    ['a: "x\n\n  y" # podwright-ignore port-zero\n', 3],
    ['a:\r\n  b: 1 # podwright-ignore port-zero\r\n', 2],
  ])('reads %j for line %i', (yaml, line) => {
    expect(linesOf(yaml)).toEqual([['port-zero', line]]);
  });

  it('leaves other comments alone', () => {
    expect(read('a: 1 # podwright-ignored port-zero\nb: 2 # ignore port-zero\n')).toEqual({
      suppressions: [],
      diagnostics: [],
    });
  });

  it('reads any string without throwing, and places the codes', () => {
    const part = fc.constantFrom(
      'a: ',
      '"',
      "'",
      '\n',
      '  ',
      '- ',
      '|',
      '[',
      '{',
      '# podwright-ignore port-zero',
      '\r\n',
      'é',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const yaml = parts.join('');
        const lines = yaml.split('\n');
        for (const { code, range } of read(yaml).suppressions) {
          const { start, end } = range;
          expect(lines[start.line - 1]?.slice(start.column - 1, end.column - 1)).toBe(code);
        }
      }),
    );
  });
});

describe('suppress', () => {
  const { suppressions } = read('a: 1 # podwright-ignore port-zero\nb: 2 # podwright-ignore port-zero\n');
  const at = (code: string, line: number, file = 'a.yaml') => ({
    code,
    range: range(line, 1, line, 2, file),
  });

  it('leaves out findings that have the code and begin in the line, and reports comments that suppress nothing', () => {
    const kept = [
      at('step-label-gated', 1),
      at('port-zero', 3),
      at('port-zero', 1, 'b.yaml'),
      { code: 'port-zero' },
    ];
    const { left, unused } = suppress(
      [at('port-zero', 1), ...kept, at('port-zero', 1)],
      'a.yaml',
      suppressions,
    );
    expect(left).toEqual(kept);
    expect(unused).toEqual([
      {
        code: 'ignore-unused',
        severity: 'info',
        message: expect.any(String),
        help: expect.any(String),
        path: '',
        args: { code: 'port-zero', line: 2 },
        range: suppressions[1]?.range,
      },
    ]);
  });
});
