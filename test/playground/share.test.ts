import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  choose,
  downloaded,
  isSkipped,
  openView,
  setText,
  settled,
  usePlayground,
} from './support/playground.ts';

const playground = usePlayground();

/** The state in the fragment of a URL, as text. */
function stateIn(url: string): string {
  return inflateRawSync(Buffer.from(new URL(url).hash.slice(1), 'base64url')).toString();
}

const WORKFLOW = `steps:
  - name: greet
    image: alpine:3.22
    commands: [echo Grüße]
    environment:
      TOKEN:
        from_secret: token
when: {event: tag}
`;

describe.skipIf(isSkipped)('a link to the playground (needs chromium)', () => {
  it('restores the state, and has no secret', async () => {
    const { page } = await playground.open();
    await setText(page, 'workflow', WORKFLOW);
    await page.click('#tab-agent');
    const environment = `WOODPECKER_AGENT_SECRET=hunter2\nWOODPECKER_BACKEND_K8S_NAMESPACE='my "ci"'\n`;
    await setText(page, 'environment', environment);
    await page.click('#tab-pipeline');
    await choose(page, 'event', 'tag');
    await page.fill('[name=tag]', 'v7');
    await choose(page, 'release', '3.16');
    await choose(page, 'os', 'windows');
    await openView(page, 'script');
    await page.click('#share');
    await page.waitForFunction(() => document.getElementById('status')?.textContent?.includes('link'));
    const url = page.url();
    expect(stateIn(url)).toContain('Grüße');
    expect(`${stateIn(url)} ${decodeURIComponent(url)}`).not.toContain('hunter2');
    const manifests = await downloaded(page);
    expect(manifests).toContain('namespace: my "ci"\n');

    const { page: other, faults } = await playground.open(new URL(url).hash);
    expect(await downloaded(other)).toBe(manifests);
    expect(await other.locator('#panel-script').isVisible()).toBe(true);
    expect(await other.inputValue('[name=release]')).toBe('3.16');
    expect(faults).toEqual([]);
  });

  it('restores the state in an open page too', async () => {
    const { page } = await playground.open();
    await choose(page, 'release', '3.5');
    await page.click('#share');
    await page.waitForFunction(() => document.getElementById('status')?.textContent?.includes('link'));
    const { hash } = new URL(page.url());
    const { page: other } = await playground.open();
    await other.evaluate((fragment) => {
      location.hash = fragment;
    }, hash);
    await other.waitForFunction(
      () => document.querySelector<HTMLSelectElement>('[name=release]')?.value === '3.5',
    );
  });

  it.each([['#nonsense'], ['#AAAA'], ['#q1YqSE0uSSxKBwA'], [`#${'A'.repeat(50_000)}`]])(
    'that is damaged opens the page as it is without one: %.20s',
    async (fragment) => {
      const { page, faults } = await playground.open(fragment);
      expect(await page.locator('#problem').isVisible()).toBe(false);
      expect(faults).toEqual([]);
    },
  );

  it('is not made for a workflow that is too long for one', async () => {
    const { page } = await playground.open();
    const noise = Array.from({ length: 4000 }, (_, line) => `# ${Math.sin(line)} ${Math.cos(line)}`).join(
      '\n',
    );
    await setText(page, 'workflow', `${WORKFLOW}${noise}`);
    await page.click('#share');
    await page.waitForFunction(() => document.getElementById('status')?.textContent?.includes('too long'));
    expect(new URL(page.url()).hash).toBe('');
  });
});

describe.skipIf(isSkipped)('an example (needs chromium)', () => {
  it('of each subject runs', async () => {
    const { page } = await playground.open();
    const titles = await page.locator('#example option').allTextContents();
    expect(titles.length).toBe(7);
    for (const title of titles.slice(1)) {
      await page.selectOption('#example', title);
      await settled(page);
      expect(await page.locator('#problem').isVisible(), title).toBe(false);
      expect(await downloaded(page), title).toContain('kind: Pod');
    }
  });
});
