import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDotenv } from '../../../src/cli/input/dotenv.ts';
import { InputError } from '../../../src/cli/io.ts';
import { anyCharacter } from '../../support/any-string.ts';

describe('parseDotenv', () => {
  it.each([
    ['A=1', '1'],
    ['export A=1', '1'],
    ['A=', ''],
    ['A=a=b', 'a=b'],
    ['A=a b # note', 'a b'],
    ['A=a#b', 'a#b'],
    ["A='a # b $c \\n'", 'a # b $c \\n'],
    ['A="a\\nb \\"c\\" \\\\ \\$d"', 'a\nb "c" \\ $d'],
    ['A="a\nb"', 'a\nb'],
    ["A='a\r\nb'", 'a\nb'],
    ['\ufeffA=1', '1'],
    ['A=1\r\n', '1'],
    ['A=1\nA=2', '2'],
  ])('reads %j', (text, value) => {
    expect(parseDotenv(text, 'f')).toEqual({ A: value });
  });

  it('reads back every value that is quoted', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (value) => {
        const written = value.replace(/\r\n?/g, '\n');
        const quoted = written.replace(/[\\"$]/g, (character) => `\\${character}`).replaceAll('\n', '\\n');
        expect(parseDotenv(`A="${quoted}"`, 'f')).toEqual({ A: written });
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('keeps names that mean something in JavaScript', () => {
    const read = parseDotenv('__proto__=1\nconstructor=2\n', 'f');
    expect(Object.entries(read)).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });

  it('rejects lines that are not assignments, and reports each', () => {
    expect(() => parseDotenv('A=1\nB\n\n C C=2', 'f')).toThrow(InputError);
    expect(() => parseDotenv('A=1\nB\n\n C C=2', 'f')).toThrow(/^f:2: .*\nf:4: /);
  });

  it('reads a quoted value of many lines, or one that is never closed, once', () => {
    const lines = Array(200_000).fill('x').join('\n');
    expect(parseDotenv(`A="${lines}"`, 'f')).toEqual({ A: lines });
    expect(() => parseDotenv(`A="${lines}`, 'f')).toThrow(/^f:1: /);
  });
});
