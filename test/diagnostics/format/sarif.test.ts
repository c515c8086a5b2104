import { describe, expect, test } from 'vitest';
import type { Reported } from '../../../src/diagnostics/format/reported.ts';
import { formatSarif } from '../../../src/diagnostics/format/sarif.ts';
import { sarifValidator } from '../../support/sarif-schema.ts';
import { AGENT, linesOf, NAME, range, SOURCE, TOOL } from '../support/findings.ts';

const STEP: Reported = {
  ...NAME,
  severity: 'info',
  subject: 'b.yaml: step c',
  range: range(3, 5, 3, 10, 'b.yaml'),
};

describe('the SARIF form', () => {
  const validate = sarifValidator();
  const log = (findings: readonly Reported[], source = SOURCE) =>
    JSON.parse(formatSarif(findings, linesOf(source), TOOL));
  const rule = (id: string, text: string, level: string) => ({
    id,
    shortDescription: { text },
    help: { text: `About ${id}.` },
    helpUri: `https://example.com/${id}`,
    defaultConfiguration: { level },
  });

  test('is valid against the schema', () => {
    const { range: _, ...nowhere } = NAME;
    const found = log([
      NAME,
      { ...NAME, severity: 'warning', code: 'other' },
      { ...nowhere, severity: 'info' },
    ]);
    expect(validate(found), JSON.stringify(validate.errors)).toBe(true);
    expect(validate(log([]))).toBe(true);
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

    test('stays when lines are put above', () => {
      const [moved] = log([{ ...NAME, range: range(4, 11, 4, 16) }], `\n\n${SOURCE}`).runs[0].results;
      expect(Object.values(moved.partialFingerprints)).toEqual(prints(NAME));
    });

    test('of a finding in a long line is made from the text at its start', () => {
      const fingerprint = (line: string, column: number): string =>
        log([{ ...NAME, range: range(1, column, 1, column + 4) }], line).runs[0].results[0]
          .partialFingerprints['podwrightFinding/v1'];
      const steps = Array.from({ length: 2000 }, (_, index) => `"step-${index}"`).join();
      const [, first = '', second = ''] = /^(.{5000})(.*)$/.exec(steps) ?? [];
      const before = fingerprint(first + second, 100);
      expect(fingerprint(`${first}"more",${second}`, 100)).toBe(before);
      expect(fingerprint(first + second, 200)).not.toBe(before);
    });
  });
});
