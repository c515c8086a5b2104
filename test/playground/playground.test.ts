import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../support/root.ts';
import {
  choose,
  downloaded,
  isSkipped,
  type OpenPage,
  openView,
  setText,
  settled,
  usePlayground,
} from './support/playground.ts';

const playground = usePlayground();
let opened: OpenPage;
let page: Page;

beforeEach(async () => {
  if (isSkipped) return;
  opened = await playground.open();
  page = opened.page;
});
afterEach(() => {
  if (isSkipped) return;
  expect(opened.faults).toEqual([]);
  expect(opened.foreign).toEqual([]);
});

const example = (name: string): string =>
  readFileSync(join(ROOT, `docs/playground/examples/${name}.yaml`), 'utf8');
const resources = example('resources');

/** Moves the pointer over a word of an editor. */
async function pointAt(editor: string, text: string): Promise<void> {
  const line = page.locator(`#${editor} .cm-line`, { hasText: text }).first();
  const box = await line.boundingBox();
  const column = ((await line.textContent()) ?? '').indexOf(text);
  const width = await line.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect().width / (element.textContent ?? '').length;
  });
  await page.mouse.move((box?.x ?? 0) + 8 + width * column, (box?.y ?? 0) + 8, { steps: 3 });
}

const textsOf = (selector: string) => page.locator(selector).allTextContents();
const codes = async () => {
  await openView(page, 'findings');
  return textsOf('#panel-findings .code');
};

describe.skipIf(isSkipped)('the inputs of the playground (needs chromium)', () => {
  it('underline a misspelled key at its place, and explain it under the pointer', async () => {
    await setText(page, 'workflow', resources.replace('        resources:', '        resorces:'));
    const underlined = page.locator('#workflow .cm-lintRange', { hasText: 'resorces' });
    expect(await underlined.textContent()).toBe('resorces');
    await underlined.hover();
    const tooltip = page.locator('#workflow .cm-tooltip-lint');
    expect(await tooltip.locator('.code').textContent()).toBe('option-unknown-key');
    expect(await tooltip.locator('.help').textContent()).toContain('resources');
    const finding = (await openView(page, 'findings')).locator('article', { hasText: 'resorces' });
    await finding.locator('button').click();
    expect(await page.locator('#workflow .cm-activeLine').textContent()).toContain('resorces');
  });

  it('have line numbers and colors', async () => {
    expect(await textsOf('#workflow .cm-lineNumbers .cm-gutterElement')).toContain('1');
    const colours = await page
      .locator('#workflow .cm-line', { hasText: 'image: node' })
      .first()
      .locator('span')
      .evaluateAll((spans) => spans.map((span) => getComputedStyle(span).color));
    expect(new Set(colours).size).toBeGreaterThan(1);
  });

  it('complete keys and values', async () => {
    const start = resources.slice(0, resources.indexOf('        serviceAccountName'));
    const options = page.locator('#workflow .cm-tooltip-autocomplete li');
    for (const [typed, completed] of [
      ['        serv', 'serviceAccountName'],
      ['        tolerations:\n          - eff', 'effect'],
      ['        tolerations:\n          - effect: NoS', 'NoSchedule'],
      ['        securityContext:\n          seccompProfile:\n            ty', 'type'],
      ['    comm', 'commands'],
      ['    when:\n      - eve', 'event'],
      ['    when:\n      - event: pu', 'push'],
    ] as const) {
      await setText(page, 'workflow', `${start}${typed.slice(0, -1)}`);
      await page.keyboard.press('Control+End');
      await page.keyboard.type(typed.slice(-1));
      await options.filter({ hasText: completed }).first().waitFor();
    }
  });

  it.each([
    ['workflow', 'serviceAccountName', 'SERVICE_ACCOUNT_NAME_ALLOW_FROM_STEP'],
    ['workflow', 'depends_on', 'must end before'],
    ['environment', 'WOODPECKER_BACKEND_K8S_NAMESPACE', 'woodpecker'],
  ])('document keys of the %s under the pointer: %s', async (editor, key, text) => {
    if (editor === 'environment') {
      await page.click('#tab-agent');
      await setText(page, 'environment', 'WOODPECKER_BACKEND_K8S_NAMESPACE=ci\n');
    } else await page.locator('#workflow .cm-line', { hasText: key }).first().scrollIntoViewIfNeeded();
    await pointAt(editor, key);
    const hint = page.locator(`#${editor} .hint`);
    await hint.waitFor();
    expect(await hint.textContent()).toContain(text);
  });

  it.each([
    ['dotenv', 'export WOODPECKER_BACKEND_K8S_NAMESPACE="ci"\nWOODPECKER_SERVER=other\n'],
    ['a manifest', 'agent:\n  env:\n    WOODPECKER_BACKEND_K8S_NAMESPACE: ci\n'],
  ])('read the environment of the agent from %s', async (_, text) => {
    await page.click('#tab-agent');
    await setText(page, 'environment', text);
    expect(await downloaded(page)).toContain('namespace: ci\n');
  });

  it('place findings about the agent in its environment', async () => {
    await page.click('#tab-agent');
    await setText(page, 'environment', 'WOODPECKER_BACKEND_K8S_NAMESPASE=ci\n');
    expect(await page.locator('#environment .cm-lintRange').first().textContent()).toContain('NAMESPASE');
    expect(await codes()).toContain('agent-variable-unknown');
  });

  it('take the pipeline: event, tag, trust, placeholders and axis', async () => {
    await setText(page, 'workflow', example('node-selector'));
    await choose(page, 'axis', '1');
    expect(await downloaded(page)).toContain('name: GOARCH\n          value: arm64');
    await setText(page, 'workflow', example('volumes'));
    await page.click('#tab-pipeline');
    expect(await downloaded(page)).not.toContain('NODE_AUTH_TOKEN');
    await choose(page, 'event', 'tag');
    await page.fill('[name=tag]', 'v2.3.4');
    await page.check('[name=trusted]');
    await settled(page);
    const manifests = await downloaded(page);
    expect(manifests).toContain('value: v2.3.4\n');
    expect(manifests).toContain('<secret npm_token>');
  });
});

describe.skipIf(isSkipped)('the settings of the playground (needs chromium)', () => {
  it('choose release, Kubernetes version, Pod Security level and operating system', async () => {
    expect(await downloaded(page)).not.toContain('serviceAccountName');
    await choose(page, 'release', '3.15');
    expect(await downloaded(page)).toContain('serviceAccountName: ci-tests');
    expect(await codes()).not.toContain('pod-security-restricted');
    await choose(page, 'podSecurity', 'restricted');
    expect(await codes()).toContain('pod-security-restricted');
    await choose(page, 'os', 'windows');
    expect(await (await openView(page, 'script')).textContent()).toContain('powershell');
  });
});

describe.skipIf(isSkipped)('the views of the playground (needs chromium)', () => {
  it('show the objects in order of creation, with the variables of the server folded', async () => {
    const kinds = [...(await downloaded(page)).matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind);
    expect(kinds.slice(0, 4)).toEqual(['PersistentVolumeClaim', 'Service', 'Pod', 'Pod']);
    await page.locator('#manifests .cm-content').focus();
    await page.keyboard.press('Control+End');
    expect((await textsOf('#manifests .cm-foldPlaceholder')).length).toBeGreaterThan(0);
    await page.check('#variables');
    expect(await textsOf('#manifests .cm-foldPlaceholder')).toEqual([]);
  });

  it('mark the place in the workflow of a field under the pointer, and the other way round', async () => {
    const workflow =
      'steps:\n  - name: test\n    image: golang:1.25\n    commands: [go test]\nwhen: {event: push}\n';
    await setText(page, 'workflow', workflow);
    await page.keyboard.press('Control+Home');
    await pointAt('workflow', 'golang');
    expect(await textsOf('#manifests .cm-marked')).toEqual([expect.stringContaining('image: golang:1.25')]);
    await pointAt('manifests', 'golang');
    expect(await textsOf('#workflow .cm-marked')).toEqual(['    image: golang:1.25']);
    expect(await page.locator('#origin').textContent()).toContain('image (line 3)');
  });

  it('do the same for the cursor', async () => {
    await page.locator('#workflow .cm-content').focus();
    await page.keyboard.press('Control+Home');
    for (let line = 1; line < 7; line++) await page.keyboard.press('ArrowDown');
    expect(await textsOf('#manifests .cm-marked')).toEqual([expect.stringContaining('postgres:17-alpine')]);
  });

  it('draw stages with dependencies, services and omitted steps', async () => {
    const graph = await openView(page, 'graph');
    await graph.locator('svg').waitFor();
    expect(await graph.locator('.name').allTextContents()).toEqual(
      expect.arrayContaining(['database', 'lint', 'test', 'publish', 'deploy']),
    );
    expect(await graph.locator('.service .name').textContent()).toBe('database');
    expect(await graph.locator('.left-out text').last().textContent()).toContain('event');
    expect(await graph.locator('path.waits').count()).toBe(3);
    expect(await graph.locator('path.serves').count()).toBe(2);
    await graph.locator('g', { hasText: 'publish' }).click();
    expect(await page.locator('#workflow .cm-activeLine').textContent()).toContain('publish');
  });

  it('draw steps with names of the language', async () => {
    await setText(
      page,
      'workflow',
      'steps:\n  __proto__: {image: a, commands: [b]}\n  constructor: {image: a, commands: [b]}\nwhen: {event: push}\n',
    );
    const graph = await openView(page, 'graph');
    await graph.locator('svg').waitFor();
    expect(await graph.locator('.name').allTextContents()).toEqual(['__proto__', 'constructor']);
  });

  it('compare releases by cause', async () => {
    await choose(page, 'compare', '3.15');
    const upgrade = await openView(page, 'upgrade');
    const cause = upgrade.locator('article', { hasText: 'serviceAccountNameGate' });
    expect(await cause.locator('.before').allTextContents()).toEqual([
      '− spec.serviceAccountName: "ci-tests"',
    ]);
    await choose(page, 'compare', '3.17');
    expect(await upgrade.locator('article').count()).toBe(0);
  });

  it('decode the script of each step', async () => {
    const script = await openView(page, 'script');
    expect(await script.locator('pre').first().textContent()).toContain('npm run lint');
    expect(await script.locator('h2').allTextContents()).toEqual(['database', 'lint', 'test', 'publish']);
  });

  it('keep the last manifests while the workflow is wrong, and say so', async () => {
    await setText(page, 'workflow', 'steps: [');
    expect(await page.locator('#problem').isVisible()).toBe(true);
    expect(await page.locator('#manifests.stale').count()).toBe(1);
    await setText(page, 'workflow', resources);
    expect(await page.locator('#problem').isVisible()).toBe(false);
  });

  it('know regular expressions of conditions', async () => {
    const when = `when: {event: push, evaluate: 'CI_COMMIT_BRANCH matches "^ma(i|x)n$"'}`;
    await setText(page, 'workflow', `${when}\nsteps: {a: {image: alpine, commands: [ls]}}\n`);
    expect(await page.locator('#problem').isVisible()).toBe(false);
    expect(await downloaded(page)).toContain('image: alpine');
  });
});
