import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnosticsPages } from '../support/diagnostics-reference.ts';

test('docs/diagnostics.md and the pages below it are what the examples give', () => {
  const pages = diagnosticsPages();
  if (process.env['UPDATE_DOCS'] === '1') {
    rmSync('docs/diagnostics', { recursive: true, force: true });
    mkdirSync('docs/diagnostics');
    for (const [path, text] of Object.entries(pages)) writeFileSync(path, text);
  }
  const paths = [
    'docs/diagnostics.md',
    ...readdirSync('docs/diagnostics').map((name) => `docs/diagnostics/${name}`),
  ];
  expect(Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]))).toEqual(pages);
});
