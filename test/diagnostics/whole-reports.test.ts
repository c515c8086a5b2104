import { describe, expect, test } from 'vitest';
import { formatGithub } from '../../src/diagnostics/format/github.ts';
import { formatHuman, markedLine } from '../../src/diagnostics/format/human.ts';
import { formatJson } from '../../src/diagnostics/format/json.ts';
import type { Reported } from '../../src/diagnostics/format/reported.ts';
import { formatSarif } from '../../src/diagnostics/format/sarif.ts';
import { linesOf, NAME, noDocs, PLAIN, range, SOURCE, TOOL } from './support/findings.ts';

/** Where the colors begin and end. */
const PAINTED = {
  red: (text: string) => `<red ${text}>`,
  green: (text: string) => `<green ${text}>`,
  yellow: (text: string) => `<yellow ${text}>`,
  cyan: (text: string) => `<cyan ${text}>`,
  bold: (text: string) => `<bold ${text}>`,
  dim: (text: string) => `<dim ${text}>`,
};

const { range: _range, help: _help, ...BARE } = NAME;
const AGENT: Reported = {
  ...BARE,
  code: 'gate-shut',
  severity: 'warning',
  subject: 'agent',
  message: 'Two\nlines.',
};
const STEP: Reported = {
  ...NAME,
  severity: 'info',
  subject: 'b.yaml: step c',
  range: range(3, 5, 3, 10, 'b.yaml'),
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
});

describe('the form for GitHub', () => {
  test('names the subject of a finding without a file, and gives its help', () => {
    const { file: _file, ...nowhere } = range(2, 11, 2, 16);
    expect(formatGithub([NAME, { ...STEP, subject: 'text', range: nowhere }, AGENT])).toBe(
      [
        '::error file=a.yaml,line=2,col=11,endLine=2,endColumn=16,title=step-name-invalid::The name is odd.%0AHelp: Use letters.',
        '::notice title=step-name-invalid::text: The name is odd.%0AHelp: Use letters.',
        '::warning title=gate-shut::agent: Two\\nlines.',
        '',
      ].join('\n'),
    );
  });
});

test('the JSON form has keys only for present values', () => {
  expect(
    JSON.parse(formatJson([AGENT, { ...AGENT, path: '' }, { ...AGENT, help: 'x', path: '/a' }], noDocs))
      .findings,
  ).toEqual([AGENT, AGENT, { ...AGENT, help: 'x', path: '/a' }]);
});

describe('the SARIF form', () => {
  const log = (findings: readonly Reported[]) => JSON.parse(formatSarif(findings, linesOf(SOURCE), TOOL));
  const rule = (id: string, text: string, level: string) => ({
    id,
    shortDescription: { text },
    help: { text: `About ${id}.` },
    helpUri: `https://example.com/${id}`,
    defaultConfiguration: { level },
  });

  test('names the tool, its rules by code, and each finding with its rule', () => {
    const { $schema, version, runs } = log([NAME, AGENT, STEP]);
    expect([$schema, version, runs.length]).toEqual([
      'https://json.schemastore.org/sarif-2.1.0.json',
      '2.1.0',
      1,
    ]);
    const [{ tool, columnKind, results }] = runs;
    expect(tool.driver).toEqual({
      name: 'podwright',
      version: '1.2.3',
      rules: [
        rule('gate-shut', 'Gate shut', 'warning'),
        rule('step-name-invalid', 'Step name invalid', 'error'),
      ],
    });
    expect(columnKind).toBe('utf16CodeUnits');
    expect(results.map(({ partialFingerprints, ...result }: Record<string, unknown>) => result)).toEqual([
      {
        ruleId: 'step-name-invalid',
        ruleIndex: 1,
        level: 'error',
        message: { text: 'The name is odd.\nHelp: Use letters.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'a.yaml', uriBaseId: '%SRCROOT%' },
              region: { startLine: 2, startColumn: 11, endLine: 2, endColumn: 16 },
            },
          },
        ],
      },
      {
        ruleId: 'gate-shut',
        ruleIndex: 0,
        level: 'warning',
        message: { text: 'agent: Two\nlines.' },
        locations: [],
      },
      {
        ruleId: 'step-name-invalid',
        ruleIndex: 1,
        level: 'note',
        message: { text: 'The name is odd.\nHelp: Use letters.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'b.yaml', uriBaseId: '%SRCROOT%' },
              region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 10 },
            },
          },
        ],
      },
    ]);
  });

  test('sorts the rules by their codes, and gives each the level of its weightiest finding', () => {
    const coded = (code: string, severity: Reported['severity']): Reported => ({ ...AGENT, code, severity });
    const findings = [
      coded('c', 'info'),
      coded('a', 'error'),
      coded('b', 'info'),
      coded('b', 'warning'),
      coded('a', 'info'),
    ];
    const { rules } = log([...findings, coded('b', 'warning'), coded('d', 'info')]).runs[0].tool.driver;
    expect(
      rules.map(({ id, defaultConfiguration }: ReturnType<typeof rule>) => [id, defaultConfiguration.level]),
    ).toEqual([
      ['a', 'error'],
      ['b', 'warning'],
      ['c', 'note'],
      ['d', 'note'],
    ]);
  });

  test.each([
    ['a.yaml', 'a.yaml', true],
    ['./a.yaml', 'a.yaml', true],
    ['././a/./b.yaml', 'a/./b.yaml', true],
    ['a.\\b.yaml', 'a./b.yaml', true],
    ['/srv/a b.yaml', 'file:///srv/a%20b.yaml', false],
    ['C:\\work\\a#.yaml', 'file:///C:/work/a%23.yaml', false],
    ['z:/a.yaml', 'file:///z:/a.yaml', false],
    ['9:/a.yaml', '9%3A/a.yaml', true],
    ['aC:/a.yaml', 'aC%3A/a.yaml', true],
  ])('names the file %s as %s', (file, uri, isRelative) => {
    const [result] = log([{ ...NAME, range: range(2, 11, 2, 16, file) }]).runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation).toEqual(
      isRelative ? { uri, uriBaseId: '%SRCROOT%' } : { uri },
    );
  });

  describe('a fingerprint', () => {
    const prints = (...findings: readonly Reported[]): string[] =>
      log(findings).runs[0].results.map(
        ({ partialFingerprints }: { partialFingerprints: Record<string, string> }) =>
          partialFingerprints['podwrightFinding/v1'],
      );

    test('numbers findings that are alike from 1', () => {
      const [first, second, third] = prints(NAME, NAME, { ...NAME, message: 'Another.' });
      const hash = first?.split(':')[0];
      expect([first, second, third]).toEqual([`${hash}:1`, `${hash}:2`, `${hash}:3`]);
    });

    test('is another for another code, file, subject, line or, without a line, message', () => {
      const gone = { ...NAME, range: range(9, 1, 9, 2) };
      const all = prints(
        ...[NAME, { ...NAME, code: 'x' }, { ...NAME, range: range(2, 11, 2, 16, 'b.yaml') }],
        ...[{ ...NAME, range: range(3, 5, 3, 6) }, gone, { ...gone, message: 'x' }],
        ...[AGENT, { ...AGENT, subject: 'x' }, { ...AGENT, message: 'x' }],
      );
      expect(all.every((print) => print.endsWith(':1'))).toBe(true);
      expect(new Set(all).size).toBe(all.length);
    });

    test('does not know how far the line is indented', () => {
      const indented = JSON.parse(
        formatSarif([NAME], () => ({ text: '\t- name: build ', isRedacted: false }), TOOL),
      ).runs[0].results[0].partialFingerprints;
      expect(Object.values(indented)).toEqual(prints(NAME));
    });
  });
});
