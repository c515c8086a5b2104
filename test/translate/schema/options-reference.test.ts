import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { optionsReference } from '../../support/options-reference.ts';

const page = new URL('../../../docs/options.md', import.meta.url);

test('docs/options.md is what the schemas say', () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, optionsReference());
  expect(readFileSync(page, 'utf8')).toBe(optionsReference());
});
