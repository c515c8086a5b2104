import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/root.ts';
import { isMissing } from '../support/tools.ts';
import { openBrowser } from './support/open-browser.ts';
import { servePage } from './support/page-server.ts';
import { translate } from './support/translate.mjs';

const FOLDERS = ['fixtures/cli', 'fixtures/compile/ok', 'fixtures/compile/err'];

/** What the page leaves in its document. */
interface PageResult {
  readonly translated: string;
  readonly ofTheLibrary: readonly string[];
  readonly controls: { readonly eval: string; readonly Function: string };
  readonly ofTheControls: readonly string[];
}

const texts = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
);

let browser: Browser;
let result: PageResult;
const failures: string[] = [];

const isSkipped = isMissing('chromium');

beforeAll(async () => {
  if (isSkipped) return;
  browser = await openBrowser();
  const server = await servePage(texts);
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => failures.push(error.message));
    await page.goto(server.url);
    const pre = page.locator('#result:not(:empty)');
    await Promise.race([pre.waitFor({ state: 'attached' }), page.waitForEvent('pageerror')]);
    result = JSON.parse((await pre.textContent({ timeout: 1000 })) ?? '') as PageResult;
  } finally {
    await server.close();
  }
}, 60_000);
afterAll(() => browser?.close());

describe.skipIf(isSkipped)('a page that forbids code made at run time (needs chromium)', () => {
  it('translates to the same bytes as in Node', async () => {
    const built = (name: string) => import(/* @vite-ignore */ join(ROOT, 'dist', name));
    const inNode = translate(await built('index.js'), await built('core.js'), texts);
    expect(inNode.split('kind: Pod').length).toBeGreaterThan(20);
    expect(result.translated).toBe(inNode);
  });

  it('violates nothing and throws nothing', () => {
    expect(result.ofTheLibrary).toEqual([]);
    expect(failures).toEqual([]);
  });

  it('would be stopped from doing so', () => {
    expect(result.controls).toEqual({ eval: 'EvalError', Function: 'EvalError' });
    expect(result.ofTheControls.length).toBeGreaterThanOrEqual(2);
  });
});
