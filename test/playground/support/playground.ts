import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { servePlayground } from '../../../src/cli/serve-playground.ts';
import { openBrowser } from '../../browser/support/open-browser.ts';
import { ROOT } from '../../support/root.ts';
import { isMissing } from '../../support/tools.ts';

/** The served playground, and a browser. */
interface Playground {
  readonly url: string;
  /** Opens the page without any state, and waits for its first answer. */
  readonly open: (fragment?: string, options?: BrowserContextOptions) => Promise<OpenPage>;
  readonly closePages: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface OpenPage {
  readonly page: Page;
  /** Requests to other hosts. They are blocked. */
  readonly foreign: string[];
  /** Paths of this host, in the order of the requests. */
  readonly requested: string[];
  /** Errors of scripts, and violations of the policy. */
  readonly faults: string[];
}

export const isSkipped = isMissing('chromium');

/** Serves the playground while the tests of a file run, and closes the pages of each. */
export function usePlayground(isNeeded = !isSkipped): Pick<Playground, 'url' | 'open'> {
  let playground: Playground | undefined;
  const started = (): Playground => {
    if (playground === undefined) throw new Error('The playground is not started before the tests.');
    return playground;
  };
  beforeAll(async () => {
    if (isNeeded) playground = await startPlayground();
  }, 60_000);
  afterEach(() => playground?.closePages());
  afterAll(() => playground?.close());
  return {
    get url() {
      return started().url;
    },
    open: (...options) => started().open(...options),
  };
}

/** Serves the page that `npm run build` builds, as `podwright playground` does. Builds it if there is none. */
async function startPlayground(): Promise<Playground> {
  if (!existsSync(join(ROOT, 'dist/playground/index.html'))) {
    await build({ configFile: join(ROOT, 'docs/playground/vite.config.ts'), logLevel: 'error' });
  }
  const server = servePlayground(0, () => {});
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const browser = await openBrowser();
  const idle: OpenPage[] = [];
  let opened: { readonly page: OpenPage; readonly isCommon: boolean }[] = [];
  return {
    url,
    open: async (fragment = '', options) => {
      const isCommon = options === undefined;
      const page = (isCommon ? idle.pop() : undefined) ?? (await openBlankPage(browser, url, options));
      opened.push({ page, isCommon });
      await page.page.goto(`${url}${fragment}`);
      await settled(page.page);
      return page;
    },
    closePages: async () => {
      const pages = opened;
      opened = [];
      for (const { page, isCommon } of pages) {
        if (isCommon) idle.push(await emptied(page));
        else await page.page.context().close();
      }
    },
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** A page costs less than a new one, which has its own process. The playground stores nothing in it. */
async function emptied(opened: OpenPage): Promise<OpenPage> {
  const { page, foreign, requested, faults } = opened;
  await page.mouse.move(0, 0);
  await page.goto('about:blank');
  for (const seen of [foreign, requested, faults]) seen.length = 0;
  return opened;
}

async function openBlankPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 820 }, ...options });
  const foreign: string[] = [];
  const requested: string[] = [];
  const faults: string[] = [];
  await context.route('**', (route) => {
    const target = route.request().url();
    if (target.startsWith(url)) {
      requested.push(new URL(target).pathname);
      return route.continue();
    }
    foreign.push(target);
    return route.abort();
  });
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  return { page, foreign, requested, faults };
}

/** Waits until the page shows the answer to what was asked last. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { asked, answered } = document.documentElement.dataset;
    return asked !== undefined && asked === answered;
  });
}

/** Replaces the text of an editor, as pasting does. */
export async function setText(page: Page, editor: 'workflow' | 'environment', text: string): Promise<void> {
  const content = page.locator(`#${editor} .cm-content`);
  await content.focus();
  await page.keyboard.press('Control+a');
  await content.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  if (text.length < 1_000_000) await settled(page);
}

/** The manifests that the page offers for download. */
export async function downloaded(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  return readFileSync(await download.path(), 'utf8');
}

/** Opens a view, and returns its panel. */
export async function openView(page: Page, name: string) {
  await page.click(`#tab-${name}`);
  await settled(page);
  return page.locator(`#panel-${name}`);
}

/** Chooses a value of a control by its name. */
export async function choose(page: Page, name: string, value: string): Promise<void> {
  await page.selectOption(`select[name=${name}]`, value);
  await settled(page);
}
