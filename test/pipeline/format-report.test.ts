import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reported } from '../../src/diagnostics/format/reported.ts';
import { docsOfCode } from '../../src/lint/codes.ts';
import { formatReport } from '../../src/pipeline/format-report.ts';
import { AGENT, NAME, range } from '../diagnostics/support/findings.ts';
import { anyCharacter } from '../support/any-string.ts';

test('the JSON form has the counts, and of each finding a key for each of its values', () => {
  const findings = [NAME, { ...AGENT, path: '' }, { ...AGENT, help: 'x', path: '/a', args: { a: 1 } }];
  const withDocs = (finding: Reported) => ({ ...finding, docs: docsOfCode(finding.code) });
  expect(JSON.parse(formatReport(findings, { form: 'json' }))).toEqual({
    counts: { error: 1, warning: 2, info: 0 },
    findings: [NAME, AGENT, { ...AGENT, help: 'x', path: '/a' }].map(withDocs),
  });
});

const STEP: Reported = {
  ...NAME,
  severity: 'info',
  subject: 'b.yaml: step c',
  range: range(3, 5, 3, 10, 'b.yaml'),
};

const github = (findings: readonly Reported[]): string => formatReport(findings, { form: 'github' });

describe('the form for GitHub', () => {
  test('escapes data and properties', () => {
    const finding = {
      ...NAME,
      message: '50%\r\nmore',
      range: range(2, 11, 2, 16, 'a,b:c%.yaml'),
      help: undefined,
    };
    expect(github([finding])).toBe(
      '::error file=a%2Cb%3Ac%25.yaml,line=2,col=11,endLine=2,endColumn=16,title=step-name-invalid::50%25\\r\\nmore\n',
    );
  });

  test('leaves the columns of several lines out, and names the subjects that are in no file', () => {
    expect(github([{ ...NAME, severity: 'info', range: range(2, 3, 4, 1) }])).toMatch(
      /^::notice file=a\.yaml,line=2,endLine=4,title=/,
    );
    const { range: _, ...nowhere } = NAME;
    expect(github([{ ...nowhere, subject: 'agent' }])).toMatch(/^::error title=step-name-invalid::agent: /);
  });

  test('writes one line for each finding, whatever its texts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ message: fc.string({ unit: anyCharacter }), file: fc.string() })),
        (texts) => {
          const findings = texts.map(({ message, file }) => ({
            ...NAME,
            message,
            range: range(1, 1, 1, 2, file),
          }));
          const lines = github(findings).split(/\r\n|\r|\n/);
          expect(lines).toHaveLength(findings.length + 1);
          for (const line of lines.slice(0, -1)) expect(line.split('::')[0]).toBe('');
        },
      ),
    );
  });

  test('names the subject of a finding without a file, and gives its help', () => {
    const { file: _file, ...nowhere } = range(2, 11, 2, 16);
    expect(github([NAME, { ...STEP, subject: 'text', range: nowhere }, AGENT])).toBe(
      [
        '::error file=a.yaml,line=2,col=11,endLine=2,endColumn=16,title=step-name-invalid::The name is odd.%0AHelp: Use letters.',
        '::notice title=step-name-invalid::text: The name is odd.%0AHelp: Use letters.',
        '::warning title=gate-shut::agent: Two\\nlines.',
        '',
      ].join('\n'),
    );
  });
});
