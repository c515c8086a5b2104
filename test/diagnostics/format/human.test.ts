import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatHuman, markedLine } from '../../../src/diagnostics/format/human.ts';
import type { Reported } from '../../../src/diagnostics/format/reported.ts';
import { AGENT, linesOf, NAME, PLAIN, range, SOURCE } from '../support/findings.ts';

/** Where the colors begin and end. */
const PAINTED = {
  red: (text: string) => `<red ${text}>`,
  green: (text: string) => `<green ${text}>`,
  yellow: (text: string) => `<yellow ${text}>`,
  cyan: (text: string) => `<cyan ${text}>`,
  bold: (text: string) => `<bold ${text}>`,
  dim: (text: string) => `<dim ${text}>`,
};

describe('the human form', () => {
  const human = (...findings: readonly Reported[]) => formatHuman(findings, linesOf(SOURCE), PLAIN);

  test('of several findings has an empty line after each, and counts them at the end', () => {
    expect(human(NAME, AGENT, { ...AGENT, severity: 'error' })).toBe(
      [
        'a.yaml:2:11 error[step-name-invalid]',
        '  2 |   - name: build',
        '    |           ^^^^^',
        '  The name is odd.',
        '  help: Use letters.',
        '',
        'agent warning[gate-shut]',
        '  Two\\nlines.',
        '',
        'agent error[gate-shut]',
        '  Two\\nlines.',
        '',
        'Found 2 errors, 1 warning.',
        '',
      ].join('\n'),
    );
  });

  test.each<[number, number, number, string]>([
    [0, 0, 0, 'Nothing found.\n'],
    [1, 0, 0, 'Found 1 error.\n'],
    [0, 1, 0, 'Found 1 warning.\n'],
    [0, 0, 1, 'Found 1 info.\n'],
    [2, 3, 4, 'Found 2 errors, 3 warnings, 4 infos.\n'],
    [1, 0, 2, 'Found 1 error, 2 infos.\n'],
  ])('counts %i errors, %i warnings, %i infos', (errors, warnings, notes, summary) => {
    const findings = [
      ...Array<Reported>(errors).fill({ ...AGENT, severity: 'error' }),
      ...Array<Reported>(warnings).fill(AGENT),
      ...Array<Reported>(notes).fill({ ...AGENT, severity: 'info' }),
    ];
    const text = human(...findings);
    expect(text.endsWith(summary)).toBe(true);
    if (findings.length === 0) expect(text).toBe(summary);
  });

  test('paints the code and the marks by severity', () => {
    const painted = (finding: Reported) =>
      formatHuman([finding], linesOf(SOURCE), { colours: PAINTED }).split('\n').slice(0, -2);
    expect(painted(NAME)).toEqual([
      '<bold a.yaml:2:11> <red error[step-name-invalid]>',
      '  <dim 2 |>   - name: build',
      '  <dim   |>           <red ^^^^^>',
      '  The name is odd.',
      '  <bold help>: Use letters.',
      '',
    ]);
    expect(painted({ ...NAME, severity: 'warning' })[0]).toBe(
      '<bold a.yaml:2:11> <yellow warning[step-name-invalid]>',
    );
    expect(painted({ ...NAME, severity: 'info' })[2]).toBe('  <dim   |>           <cyan ^^^^^>');
  });

  test('shows no source for a line that is not there, or in no file', () => {
    expect(human({ ...NAME, range: range(9, 2, 9, 3) })).toBe(
      'a.yaml:9:2 error[step-name-invalid]\n  The name is odd.\n  help: Use letters.\n\nFound 1 error.\n',
    );
    const { file: _file, ...nowhere } = range(2, 11, 2, 16);
    expect(
      human({ ...NAME, subject: 'text', range: nowhere })
        .split('\n')
        .slice(0, 2),
    ).toEqual(['text:2:11 error[step-name-invalid]', '  The name is odd.']);
  });

  test('leaves room for the number of the line', () => {
    const text = formatHuman(
      [{ ...NAME, range: range(1234, 3, 1234, 4) }],
      () => ({ text: '  x', isRedacted: false }),
      PLAIN,
    );
    expect(text.split('\n').slice(1, 3)).toEqual(['  1234 |   x', '       |   ^']);
  });

  test('shows no marks below a line that something was taken out of', () => {
    const text = formatHuman([NAME], () => ({ text: '<redacted>', isRedacted: true }), PLAIN);
    expect(text).toContain('2 | <redacted>');
    expect(text).not.toContain('^');
  });

  test('passes nothing on that a terminal would obey', () => {
    const finding = { ...NAME, message: 'a\u001b[31mb\u202ec' };
    const text = formatHuman([finding], () => ({ text: 'x: \u001b]0;t\u0007', isRedacted: false }), PLAIN);
    for (const character of ['\u001b', '\u0007', '\u202e']) expect(text).not.toContain(character);
  });
});

describe('a marked line', () => {
  const at = (text: string, column: number, endColumn: number) =>
    markedLine(text, range(1, column, 1, endColumn));
  const repeated = (count: number, character = 'x') => character.repeat(count);

  test.each([
    ['abc', 2, 3, 'abc', ' ^'],
    ['abc', 1, 4, 'abc', '^^^'],
    ['abc', 1, 9, 'abc', '^^^'],
    ['abc', 4, 5, 'abc', '   ^'],
    ['abc', 9, 12, 'abc', '   ^'],
    ['abc', 2, 2, 'abc', ' ^'],
    ['', 1, 1, '', '^'],
    ['abc  ', 2, 3, 'abc', ' ^'],
    ['\tabc', 2, 3, '\tabc', '\t^'],
    ['a\u0301bc', 3, 4, 'a\u0301bc', ' ^'],
    ['\u0301', 2, 3, '\u0301', '^'],
    ['日bc', 2, 3, '日bc', '  ^'],
    ['a日本', 2, 4, 'a日本', ' ^^^^'],
    ['a\u200fbc', 3, 4, 'a\ufffdbc', '  ^'],
  ])('%j from column %i to %i', (text, column, endColumn, shown, marks) => {
    expect(at(text, column, endColumn)).toEqual({ text: shown, marks });
  });

  test('of 120 characters is whole, and cut when it is longer', () => {
    expect(at(repeated(120), 1, 2)).toEqual({ text: repeated(120), marks: '^' });
    expect(at(repeated(121), 1, 2)).toEqual({ text: `${repeated(120)}…`, marks: '^' });
    expect(at(repeated(120), 61, 62)).toEqual({ text: repeated(120), marks: `${repeated(60, ' ')}^` });
    expect(at(repeated(121), 61, 62)).toEqual({ text: `${repeated(120)}…`, marks: `${repeated(60, ' ')}^` });
  });

  test('is cut before a place beyond the first 60 characters', () => {
    expect(at(repeated(120), 62, 63)).toEqual({ text: `…${repeated(119)}`, marks: `${repeated(61, ' ')}^` });
    expect(at(repeated(300), 201, 203)).toEqual({
      text: `…${repeated(120)}…`,
      marks: `${repeated(61, ' ')}^^`,
    });
    expect(at(repeated(300), 291, 301)).toEqual({
      text: `…${repeated(70)}`,
      marks: `${repeated(61, ' ')}${repeated(10, '^')}`,
    });
  });

  test('has marks no farther than it is shown', () => {
    expect(at(repeated(300), 1, 301).marks).toBe(repeated(120, '^'));
    expect(at(repeated(300), 101, 301).marks).toBe(`${repeated(61, ' ')}${repeated(60, '^')}`);
  });

  test('of several is marked to its end, without the spaces there', () => {
    expect(markedLine('  a: b  ', range(1, 3, 2, 1))).toEqual({ text: '  a: b', marks: '  ^^^^' });
  });

  test('puts the first mark below the first character of the range, whatever is before', () => {
    const character = fc.constantFrom('a', ' ', '\t', 'é', ':');
    const text = fc
      .array(character, { minLength: 1, maxLength: 300 })
      .map((characters) => characters.join(''));
    fc.assert(
      fc.property(text, fc.nat(), (line, seed) => {
        const column = (seed % line.length) + 1;
        const marked = markedLine(line, range(1, column, 1, column + 1));
        const caret = marked.marks.indexOf('^');
        expect(marked.marks.length).toBe(caret + 1);
        // Trailing white space is trimmed.
        expect((marked.text[caret] ?? ' ').trim()).toBe((line[column - 1] ?? '').trim());
        expect(marked.marks.slice(0, caret).trim()).toBe('');
      }),
    );
  });
});
