import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VIEWS } from '../../docs/playground/settings.ts';
import { ROOT } from '../support/root.ts';
import { choose, openView, usePlayground } from './support/playground.ts';

const FOLDER = join(ROOT, 'docs/playground/screenshots');
const isWriting = Boolean(process.env['UPDATE_SCREENSHOTS']);
const playground = usePlayground(isWriting);

describe('screenshots of the playground', () => {
  it.each(VIEWS)('show the view %s', async (view) => {
    const path = join(FOLDER, `${view}.png`);
    if (isWriting) await write(view, path);
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path).length).toBeLessThan(150_000);
  });
});

async function write(view: (typeof VIEWS)[number], path: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const { page } = await playground.open('', { viewport: { width: 1200, height: 720 } });
  await choose(page, 'compare', '3.15');
  await openView(page, view);
  if (view === 'graph') await page.locator('#panel-graph svg').waitFor();
  if (view === 'manifests') {
    // The cursor in a line of the workflow marks what comes from it.
    await page.locator('#workflow .cm-content').focus();
    await page.keyboard.press('Control+Home');
    for (let line = 1; line < 35; line++) await page.keyboard.press('ArrowDown');
    const memory = page.locator('#manifests .cm-marked').first();
    await memory.waitFor();
    await memory.hover({ position: { x: 120, y: 8 } });
  }
  await page.screenshot({ path, animations: 'disabled' });
}
