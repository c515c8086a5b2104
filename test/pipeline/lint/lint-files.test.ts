import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatReport, lintFiles, type ReportForm } from '../../../src/index.ts';
import { run } from '../../support/memory-io.ts';

const FORMS: readonly ReportForm[] = ['human', 'json', 'github', 'markdown'];
const FOLDER = 'fixtures/cli';
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => `${FOLDER}/${name}`);

describe('lintFiles with formatReport', () => {
  it.each(names)('gives the reports of the command line for %s', (name) => {
    const files = [{ name, yaml: readFileSync(name, 'utf8') }];
    const { findings } = lintFiles(files, { release: '3.17' });
    for (const form of FORMS) {
      const { out } = run(['lint', name, '--release', '3.17', '--report', form]);
      expect(formatReport(findings, { form, files })).toBe(out);
    }
  });

  it('applies comments and ignored codes, and places each finding', () => {
    const text = (comment: string) =>
      `when: { event: push }\nsteps:\n  a:\n    image: b\n    backend_options: { kubernetes: { hostUser: false } }${comment}\n`;
    const [finding, ...others] = lintFiles(text(''), { release: '3.17' }).findings;
    expect([finding?.code, finding?.range?.start, finding?.args?.['nearest']]).toEqual([
      'option-unknown-key',
      { line: 5, column: 38 },
      'hostUsers',
    ]);
    expect(others).toEqual([]);
    expect(lintFiles(text(' # podwright-ignore option-unknown-key'), { release: '3.17' }).findings).toEqual(
      [],
    );
    expect(lintFiles(text(''), { release: '3.17', ignore: ['option-unknown-key'] }).findings).toEqual([]);
  });

  it('reports an unknown release once', () => {
    const { findings } = lintFiles('when: { event: push }\nsteps: { a: { image: b } }\n', {
      release: '3.18',
    });
    expect(findings.map(({ code, path }) => [code, path])).toEqual([['release-unknown', '/release']]);
  });

  it('names the events of a finding, or lints one event alone', () => {
    const yaml = `steps:\n  a: { image: b, commands: [ls], when: { event: [push, tag] } }
  c: { image: d, commands: [ls], when: { event: tag }, backend_options: { kubernetes: { hostUser: false } } }\n`;
    const [finding] = lintFiles(yaml, { release: '3.17' }).findings;
    expect([finding?.code, finding?.events]).toEqual(['option-unknown-key', ['tag']]);
    expect(lintFiles(yaml, { release: '3.17', event: 'push' }).findings).toEqual([]);
  });

  it('rejects a repository without an owner', () => {
    const { findings } = lintFiles('steps: []', { repo: 'nobody' });
    expect(findings.map(({ code }) => code)).toEqual(['option-invalid']);
  });

  it('shows no secret', () => {
    const yaml = `when: { event: push }\nsteps:\n  a: { image: b, backend_options: { kubernetes: { runtimeClassName: hunter2-x } } }\n`;
    const secrets = [{ name: 'a', value: 'hunter2-x' }];
    const files = [{ name: 'a.yaml', yaml }];
    const { findings } = lintFiles(files, { release: 'next', secrets });
    expect(findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
    for (const form of FORMS)
      expect(formatReport(findings, { form, files, secrets: ['hunter2-x'] })).not.toContain('hunter2');
  });
});

it('a report in Markdown mentions nobody and ends no block', () => {
  const evil = '`@root` <img src=x> [a](//b) ```';
  const report = formatReport(
    [{ code: 'a', severity: 'error', message: `About @all: ${evil}`, help: '#1', subject: '``x`` @team' }],
    { form: 'markdown' },
  );
  const outside = report.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
  expect(outside).not.toMatch(/[@<]|\[a\]|#\d/);
});
