import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatGithub } from '../../src/diagnostics/format/github.ts';
import { formatHuman, markedLine } from '../../src/diagnostics/format/human.ts';
import { formatJson } from '../../src/diagnostics/format/json.ts';
import { findingLine, type Reported } from '../../src/diagnostics/format/reported.ts';
import { formatSarif } from '../../src/diagnostics/format/sarif.ts';
import { sarifValidator } from '../support/sarif-schema.ts';
import { linesOf, NAME, noDocs, PLAIN, range, SOURCE, TOOL } from './support/findings.ts';

describe('the plain form', () => {
  it.each([
    ['a.yaml', 'a.yaml:1:2'],
    ['a.yaml: step build', 'a.yaml:1:2: step build'],
    ['the pipeline', 'a.yaml:1:2'],
  ])('of a finding about %s begins with %s', (subject, place) => {
    const finding = { subject, code: 'a-code', message: 'Is wrong.', range: range(1, 2, 1, 3) };
    expect(findingLine(finding)).toBe(`${place}: Is wrong. [a-code]`);
  });
});

describe('the human form', () => {
  it('shows the line and marks the range below it', () => {
    const lines = formatHuman([NAME], linesOf(SOURCE), PLAIN).split('\n');
    expect(lines[0]).toBe('a.yaml:2:11 error[step-name-invalid]');
    expect(lines[1]).toBe('  2 |   - name: build');
    expect(lines[2]).toBe('    |           ^^^^^');
    expect(lines[4]).toContain('Use letters.');
  });

  it('shows no marks below a line that something was taken out of', () => {
    const text = formatHuman([NAME], () => ({ text: '<redacted>', isRedacted: true }), PLAIN);
    expect(text).toContain('2 | <redacted>');
    expect(text).not.toContain('^');
  });

  it('passes nothing on that a terminal would obey', () => {
    const finding = { ...NAME, message: 'a\u001b[31mb\u202ec' };
    const text = formatHuman([finding], () => ({ text: 'x: \u001b]0;t\u0007', isRedacted: false }), PLAIN);
    for (const character of ['\u001b', '\u0007', '\u202e']) expect(text).not.toContain(character);
  });

  it('puts the first mark below the first character of the range, whatever is before', () => {
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

  it('leaves as much room as a terminal for the characters before', () => {
    expect(markedLine('a: 日本 x', range(1, 7, 1, 8)).marks).toBe('        ^');
    expect(markedLine('a: e\u0301 x', range(1, 7, 1, 8)).marks).toBe('     ^');
  });

  it('marks a range of several lines to the end of its first one', () => {
    expect(markedLine('  - name: build    ', range(2, 5, 4, 3)).marks).toBe('    ^^^^^^^^^^^');
  });
});

describe('the form for GitHub', () => {
  it('escapes data and properties', () => {
    const finding = {
      ...NAME,
      message: '50%\r\nmore',
      range: range(2, 11, 2, 16, 'a,b:c%.yaml'),
      help: undefined,
    };
    expect(formatGithub([finding])).toBe(
      '::error file=a%2Cb%3Ac%25.yaml,line=2,col=11,endLine=2,endColumn=16,title=step-name-invalid::50%25\\r\\nmore\n',
    );
  });

  it('leaves the columns of several lines out, and names the subjects that are in no file', () => {
    expect(formatGithub([{ ...NAME, severity: 'info', range: range(2, 3, 4, 1) }])).toMatch(
      /^::notice file=a\.yaml,line=2,endLine=4,title=/,
    );
    const { range: _, ...nowhere } = NAME;
    expect(formatGithub([{ ...nowhere, subject: 'agent' }])).toMatch(
      /^::error title=step-name-invalid::agent: /,
    );
  });

  it('writes one line for each finding, whatever its texts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ message: fc.string({ unit: 'binary' }), file: fc.string() })),
        (texts) => {
          const findings = texts.map(({ message, file }) => ({
            ...NAME,
            message,
            range: range(1, 1, 1, 2, file),
          }));
          const lines = formatGithub(findings).split(/\r\n|\r|\n/);
          expect(lines).toHaveLength(findings.length + 1);
          for (const line of lines.slice(0, -1)) expect(line.split('::')[0]).toBe('');
        },
      ),
    );
  });
});

describe('the SARIF form', () => {
  const validate = sarifValidator();
  const parse = (findings: readonly Reported[], source = SOURCE) =>
    JSON.parse(formatSarif(findings, linesOf(source), TOOL));

  it('is valid against the schema', () => {
    const { range: _, ...nowhere } = NAME;
    const log = parse([
      NAME,
      { ...NAME, severity: 'warning', code: 'other' },
      { ...nowhere, severity: 'info' },
    ]);
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
    expect(validate(parse([]))).toBe(true);
  });

  it('names rules by code, with the level of the weightiest finding', () => {
    const [run] = parse([{ ...NAME, severity: 'warning' }, NAME]).runs;
    expect(run.tool.driver.rules).toEqual([
      {
        id: 'step-name-invalid',
        shortDescription: { text: 'Step name invalid' },
        help: { text: 'About step-name-invalid.' },
        helpUri: 'https://example.com/step-name-invalid',
        defaultConfiguration: { level: 'error' },
      },
    ]);
    expect(run.results.map(({ level }: { level: string }) => level)).toEqual(['warning', 'error']);
  });

  it('names files by relative references', () => {
    const uriOf = (file: string) =>
      parse([{ ...NAME, range: range(2, 11, 2, 16, file) }]).runs[0].results[0].locations[0].physicalLocation
        .artifactLocation;
    expect(uriOf('./.woodpecker/a b#1.yaml').uri).toBe('.woodpecker/a%20b%231.yaml');
    expect(uriOf('.woodpecker\\a.yaml').uri).toBe('.woodpecker/a.yaml');
    expect(uriOf('/srv/a.yaml')).toEqual({ uri: 'file:///srv/a.yaml' });
  });

  it('keeps fingerprints when lines are put above, and reports equal findings apart', () => {
    const fingerprints = (findings: readonly Reported[], source: string): string[] =>
      parse(findings, source).runs[0].results.map(
        ({ partialFingerprints }: { partialFingerprints: Record<string, string> }) =>
          partialFingerprints['podwrightFinding/v1'],
      );
    const before = fingerprints([NAME, NAME], SOURCE);
    const moved = { ...NAME, range: range(4, 11, 4, 16) };
    expect(fingerprints([moved, moved], `\n\n${SOURCE}`)).toEqual(before);
    expect(new Set(before).size).toBe(2);
    expect(fingerprints([{ ...NAME, code: 'other' }], SOURCE)[0]).not.toBe(before[0]);
  });

  it('makes the fingerprint of a finding in a long line from the text at its start', () => {
    const fingerprint = (line: string, column: number): string =>
      parse([{ ...NAME, range: range(1, column, 1, column + 4) }], line).runs[0].results[0]
        .partialFingerprints['podwrightFinding/v1'];
    const steps = Array.from({ length: 2000 }, (_, index) => `"step-${index}"`).join();
    const [, first = '', second = ''] = /^(.{5000})(.*)$/.exec(steps) ?? [];
    const before = fingerprint(first + second, 100);
    expect(fingerprint(`${first}"more",${second}`, 100)).toBe(before);
    expect(fingerprint(first + second, 200)).not.toBe(before);
  });
});

describe('the JSON form', () => {
  it('counts by severity and keeps code, range and help', () => {
    const report = JSON.parse(formatJson([NAME, { ...NAME, severity: 'info' }], noDocs));
    expect(report.counts).toEqual({ error: 1, warning: 0, info: 1 });
    expect(report.findings[0]).toEqual(NAME);
    expect(JSON.parse(formatJson([{ ...NAME, path: '/a/b' }], noDocs)).findings[0].path).toBe('/a/b');
  });
});
