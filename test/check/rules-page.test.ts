import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rulesPage } from '../support/checks-page.ts';

it('docs/checks.md is what the rules say; UPDATE_DOCS=1 writes it', () => {
  const file = new URL('../../docs/checks.md', import.meta.url);
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, rulesPage());
  expect(readFileSync(file, 'utf8')).toBe(rulesPage());
});
