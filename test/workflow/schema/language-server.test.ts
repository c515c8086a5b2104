import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESCRIPTIONS } from '../../../scripts/workflow-descriptions.mjs';
import { ROOT } from '../../support/root.ts';
import { LanguageClient, type Position } from './support/language-client.ts';

/** The comment that the README shows, for files in `.woodpecker/`. */
const [COMMENT = ''] =
  /# yaml-language-server: \$schema=[^\s`]+/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];

let folder: string;
const client = new LanguageClient();
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'podwright-editor-'));
  for (const name of ['node_modules', '.woodpecker']) mkdirSync(join(folder, name));
  symlinkSync(ROOT, join(folder, 'node_modules/podwright'));
  await client.start(folder);
});
afterAll(() => {
  client.stop();
  rmSync(folder, { recursive: true });
});

let files = 0;

/** Opens a workflow with the comment; `|` is where the cursor is. */
async function open(text: string, comment = COMMENT) {
  const path = join(folder, `.woodpecker/${++files}.yaml`);
  const lines = `${comment}\n${text}`.split('\n');
  const line = lines.findIndex((each) => each.includes('|'));
  const cursor: Position = { line, character: lines[line]?.indexOf('|') ?? 0 };
  const problems = await client.open(path, lines.join('\n').replace('|', ''));
  return {
    path,
    cursor,
    problems: problems.map(({ message, range }) => ({ message, line: range.start.line })),
  };
}

const STEP =
  'steps:\n  - name: build\n    image: alpine\n    commands: [make]\n    backend_options:\n      kubernetes:\n';

describe('yaml-language-server, with the comment of the README', () => {
  it('accepts a workflow', async () => {
    const yaml = `when: { event: push }\n${STEP}        hostUsers: false\n        resources: { limits: { memory: 1Gi } }\n`;
    expect((await open(yaml)).problems).toEqual([]);
  });

  it.each([
    ['resources: { limit: { memory: 1Gi } }', 'limit'],
    ['resources: { limits: { memory: 1 Gi } }', 'quantity'],
    ['hostUser: false', 'hostUser'],
    ['securityContext: { runAsUser: root }', 'number'],
    ['tolerations: [{ key: a, operator: Equals }]', '"Equal"'],
  ])('reports %s', async (option, word) => {
    const { problems } = await open(`${STEP}        ${option}\n`);
    expect(problems).toEqual([{ message: expect.stringContaining(word), line: 7 }]);
  });

  it.each([
    ['stepz: {}\nsteps: { a: { image: b } }', 'stepz'],
    ['when: { event: pusch }\nsteps: { a: { image: b } }', '"push"'],
    ['steps: { a: { image: b, comands: [make] } }', 'comands'],
    ['services: { db: { image: b, port: 1 } }\nsteps: { a: { image: b } }', 'port'],
  ])('reports %j', async (text, word) => {
    const [first] = (await open(text)).problems;
    expect(first).toEqual({ message: expect.stringContaining(word), line: 1 });
  });

  it.each([
    ['|', ['steps', 'when', 'matrix']],
    ['steps:\n  - name: build\n    |', ['image', 'commands', 'settings', 'backend_options']],
    ['when:\n  event: |', ['push', 'pull_request', 'cron']],
    [`${STEP}        |`, ['serviceAccountName', 'resources', 'hostUsers']],
    [`${STEP}        tolerations:\n          - effect: |`, ['NoSchedule', 'NoExecute']],
  ])('completes %j', async (text, words) => {
    const { path, cursor } = await open(text);
    expect(await client.completions(path, cursor)).toEqual(expect.arrayContaining(words));
  });

  it.each([
    ['wh|en: { event: push }', DESCRIPTIONS.when],
    [`${STEP}        serviceAccount|Name: ci`, 'ALLOW'],
    [`${STEP}        resources: { lim|its: { memory: 1Gi } }`, 'cpu: 1000m'],
  ])('describes %j', async (text, word) => {
    const { path, cursor } = await open(text);
    expect(await client.hover(path, cursor)).toContain(word);
  });

  it('knows the options of the release that the comment names', async () => {
    const yaml = `${STEP}        hostUsers: false\n`;
    expect((await open(yaml, COMMENT.replace('3.17', '3.15'))).problems).toHaveLength(1);
    expect((await open(yaml, COMMENT.replace('-3.17', ''))).problems).toEqual([]);
  });
});
