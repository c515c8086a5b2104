import { expect, test } from 'vitest';
import { formatReport } from '../../src/pipeline/format-report.ts';
import { AGENT, NAME } from '../diagnostics/support/findings.ts';

test('the JSON form has the counts, and of each finding a key for each of its values', () => {
  const findings = [NAME, { ...AGENT, path: '' }, { ...AGENT, help: 'x', path: '/a', args: { a: 1 } }];
  const { counts, findings: written } = JSON.parse(formatReport(findings, { form: 'json' }));
  expect(counts).toEqual({ error: 1, warning: 2, info: 0 });
  expect(written.map(({ docs, ...finding }: { docs?: string }) => finding)).toEqual([
    NAME,
    AGENT,
    { ...AGENT, help: 'x', path: '/a' },
  ]);
});
