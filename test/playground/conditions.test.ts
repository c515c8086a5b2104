import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { VIEWS } from '../../docs/playground/settings.ts';
import { ROOT } from '../support/root.ts';
import { downloaded, isSkipped, openView, setText, usePlayground } from './support/playground.ts';

const playground = usePlayground();

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe-core finds in a page that has it. */
async function violations(page: Page, options: object): Promise<string[]> {
  const run = `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations)`;
  const found = (await page.evaluate(run)) as Violation[];
  return found
    .filter(({ impact }) => ['serious', 'critical', 'moderate'].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 100)).join(' | ')}`);
}

describe.skipIf(isSkipped)('the playground for everyone (needs chromium)', () => {
  it.each([
    ['light', {}],
    // Only colors differ.
    ['dark', { runOnly: ['color-contrast'] }],
  ] as const)('has no violation that axe-core finds in %s mode', async (colorScheme, options) => {
    const { page } = await playground.open('', { colorScheme });
    // The policy of the page allows only its own scripts, so the debugger runs this one.
    await page.evaluate(axe.source);
    for (const view of VIEWS) {
      await openView(page, view);
      expect.soft(await violations(page, options), view).toEqual([]);
    }
    for (const input of ['agent', 'pipeline']) {
      await page.click(`#tab-${input}`);
      expect.soft(await violations(page, options), input).toEqual([]);
    }
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(background).toBe(colorScheme === 'light' ? 'rgb(243, 245, 244)' : 'rgb(18, 22, 20)');
  });

  it('fits the width of a phone', async () => {
    const { page } = await playground.open('', { viewport: { width: 360, height: 740 }, hasTouch: true });
    for (const view of VIEWS) {
      await openView(page, view);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect.soft(width, view).toBeLessThanOrEqual(360);
    }
  });

  it('works with the keyboard alone', async () => {
    const { page } = await playground.open();
    const focused = () =>
      page.evaluate(() => {
        const active = document.activeElement;
        const inner = active?.shadowRoot?.activeElement ?? active;
        return inner?.getAttribute('name') ?? (inner?.id || inner?.getAttribute('aria-label')) ?? '';
      });
    const reached: string[] = [];
    for (let step = 0; step < 16; step++) {
      await page.keyboard.press('Tab');
      reached.push(await focused());
    }
    const order = ['release', 'compare', 'share', 'tab-workflow', 'Workflow', 'tab-manifests', 'Manifests'];
    expect([...new Set(reached)].filter((name) => order.includes(name))).toEqual(order);
    await page.focus('#tab-manifests');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#panel-findings').isVisible()).toBe(true);
    await page.keyboard.press('End');
    expect(await page.locator('#panel-script').isVisible()).toBe(true);
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#panel-manifests').isVisible()).toBe(true);
  });

  it('has the landmarks of a screen reader, and a title', async () => {
    const { page } = await playground.open();
    for (const role of ['banner', 'main', 'contentinfo'] as const) {
      expect(await page.getByRole(role).count(), role).toBe(1);
    }
    expect(await page.getByRole('region').evaluateAll((all) => all.map((one) => one.ariaLabel))).toEqual([
      'Agent and cluster',
      'Input',
      'Result',
    ]);
    expect(await page.locator('header p').textContent()).toContain('Kubernetes objects');
  });
});

describe.skipIf(isSkipped)('the playground under load (needs chromium)', () => {
  it('responds during an alias bomb, and reports it', async () => {
    const { page, faults } = await playground.open();
    const levels = Array.from({ length: 12 }, (_, level) => {
      const items = level === 0 ? 'x' : Array.from({ length: 10 }, () => `*l${level - 1}`).join(', ');
      return `  l${level}: &l${level} [${items}]\n`;
    });
    const bomb = `variables:\n${levels.join('')}steps:\n  a: {image: alpine, commands: *l11}\n`;
    await setText(page, 'workflow', bomb);
    expect(await page.locator('#problem').isVisible()).toBe(true);
    expect(faults).toEqual([]);
  });

  it('responds with 5 MB of text', async () => {
    const { page, faults } = await playground.open();
    const line = '# 5 MB of comments, which nobody will read in the browser\n';
    await setText(page, 'workflow', line.repeat(5_000_000 / line.length));
    await page.keyboard.type('steps:');
    await openView(page, 'findings');
    expect(await page.locator('#problem').textContent()).toContain('too large');
    await setText(page, 'workflow', 'steps: {a: {image: alpine, commands: [ls]}}\nwhen: {event: push}\n');
    expect(await downloaded(page)).toContain('image: alpine');
    expect(faults).toEqual([]);
  });
});

describe.skipIf(isSkipped)('the playground and the network (needs chromium)', () => {
  it('loads its own files only, under a strict policy, and at most 350 kB of them', async () => {
    // A new page, which has loaded nothing yet.
    const { page, requested, foreign, faults } = await playground.open('', {});
    const files = requested.map((path) => (path === '/' ? '/index.html' : path));
    const sizes = files.map(
      (path) => gzipSync(readFileSync(join(ROOT, 'dist/playground', path)), { level: 9 }).length,
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(350_000);
    // Chromium asks for the icon when it likes, and more than once.
    const loaded = (): string[] => requested.filter((path) => path !== '/icon.svg');
    const before = loaded().length;
    for (const view of VIEWS) await openView(page, view);
    await page.locator('#panel-graph svg').waitFor({ state: 'attached' });
    // The library that lays out the graph is loaded with the first one.
    expect(loaded().length).toBe(before + 1);
    await setText(page, 'workflow', 'steps: {a: {image: https://example.com/image, commands: [ls]}}\n');
    expect(loaded().length).toBe(before + 1);
    expect(foreign).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('forbids code made at run time, styles in the page and other hosts, in the header and in the page', async () => {
    const response = await fetch(playground.url);
    const header = response.headers.get('content-security-policy') ?? '';
    const [, inPage] =
      /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(await response.text()) ?? [];
    expect(header).toBe(`${inPage}; frame-ancestors 'none'`);
    expect(header).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(header).not.toMatch(/unsafe|https?:|\*|data:/);
    expect((await fetch(`${playground.url}../package.json`)).status).toBe(404);
    expect((await fetch(`${playground.url}%2e%2e/%2e%2e/package.json`)).status).toBe(404);
  });
});
