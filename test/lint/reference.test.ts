import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnosticsReference } from '../support/diagnostics-reference.ts';

test('docs/diagnostics.md is what the examples give', () => {
  const reference = diagnosticsReference();
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync('docs/diagnostics.md', reference);
  expect(readFileSync('docs/diagnostics.md', 'utf8')).toBe(reference);
});
