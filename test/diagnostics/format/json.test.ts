import { expect, test } from 'vitest';
import { formatJson } from '../../../src/diagnostics/format/json.ts';
import { AGENT, NAME, noDocs } from '../support/findings.ts';

test('the JSON form has the counts, and of each finding a key for each of its values', () => {
  const report = JSON.parse(
    formatJson([NAME, { ...AGENT, path: '' }, { ...AGENT, help: 'x', path: '/a', args: { a: 1 } }], noDocs),
  );
  expect(report).toEqual({
    counts: { error: 1, warning: 2, info: 0 },
    findings: [NAME, AGENT, { ...AGENT, help: 'x', path: '/a' }],
  });
});
