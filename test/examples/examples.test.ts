import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject, WorkflowPlan } from '../../src/index.ts';
import { openBrowser } from '../browser/support/open-browser.ts';
import { bundled, servePages } from '../browser/support/page-server.ts';
import { type Project, projectWith, runTool } from '../package/support/packed.ts';
import { IS_FULL } from '../support/fuzz.ts';
import { ROOT } from '../support/root.ts';
import { isMissing } from '../support/tools.ts';
import { type ApiServer, type RecordedRequest, startApiServer } from './support/api-server.ts';
import { type Ended, runExample } from './support/run-example.ts';
import { PLURALS } from './support/store.ts';

const WORKFLOW = '.woodpecker/build.yaml';
const RELEASE = '3.17';

/** The examples as users run them: beside the package. */
let packed: Project;
let server: ApiServer;
beforeAll(() => {
  packed = projectWith('vitest', '@kubernetes/client-node');
  cpSync(join(ROOT, 'examples'), packed.project, { recursive: true });
}, 60_000);
afterAll(() => packed.remove());
beforeEach(async () => {
  server = await startApiServer();
});
afterEach(() => server.close());

function run(program: string, ...args: string[]): Promise<Ended> {
  return runExample(packed.project, server, program, args);
}

function created(): readonly RecordedRequest[] {
  return server.requests.filter(({ method }) => method === 'POST');
}

function deleted(): readonly RecordedRequest[] {
  return server.requests.filter(({ method }) => method === 'DELETE');
}

/** The paths of objects that were created and not deleted. */
function leftBehind(): string[] {
  const gone = new Set(deleted().map(({ path }) => path));
  const made = created().map(({ path, body }) => `${path}/${(body as KubernetesObject).metadata?.name}`);
  return made.filter((path) => !gone.has(path));
}

describe('agent.mjs', () => {
  const runAgent = (workflow: string) => run(process.execPath, 'agent/agent.mjs', workflow);

  /** What the example is to do with a workflow. */
  async function planOf(workflow: string): Promise<WorkflowPlan> {
    const built = join(packed.project, 'node_modules/podwright/dist/index.js');
    const { planFiles } = (await import(/* @vite-ignore */ built)) as typeof import('../../src/index.ts');
    const yaml = readFileSync(join(packed.project, workflow), 'utf8');
    const [planned] = planFiles(yaml, { release: RELEASE }).workflows;
    if (planned === undefined) throw new Error('nothing runs');
    return planned.plan;
  }

  it('creates the objects of the plan in order, then deletes them in order', async () => {
    const plan = await planOf(WORKFLOW);
    const { code, output } = await runAgent(WORKFLOW);
    expect(code, output).toBe(0);
    const objects = [...plan.setup, ...plan.steps.flatMap((step) => step.objects)];
    expect(objects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Pod', 'Service', 'Secret']));
    expect(created().map(({ body }) => body)).toEqual(objects);
    expect(created().map(({ path }) => path)).toEqual(
      objects.map(({ kind, metadata }) => `/api/v1/namespaces/${metadata?.namespace}/${PLURALS[kind ?? '']}`),
    );
    expect(deleted().map(({ path, query }) => ({ path, ...query }))).toEqual(
      plan.teardown.flatMap((entry) => {
        if ('error' in entry) return [];
        const { namespace, resource, name, gracePeriodSeconds, propagationPolicy } = entry;
        const path = `/api/v1/namespaces/${namespace}/${resource}/${name}`;
        return [{ path, gracePeriodSeconds: String(gracePeriodSeconds), propagationPolicy }];
      }),
    );
    expect(created().map((request) => request.code)).toEqual(objects.map(() => 201));
    expect(leftBehind()).toEqual([]);
  });

  it('stops after a step that fails, and deletes what it created', async () => {
    const yaml = 'steps:\n  first: { image: failing }\n  second: { image: b }\n';
    writeFileSync(join(packed.project, 'failing.yaml'), yaml);
    const { code, output } = await runAgent('failing.yaml');
    expect(code, output).toBe(1);
    const { setup, steps } = await planOf('failing.yaml');
    expect(created().map(({ body }) => body)).toEqual([...setup, ...(steps[0]?.objects ?? [])]);
    expect(leftBehind()).toEqual([]);
  });

  it('leaves the objects of another run alone', async () => {
    const [object] = (await planOf(WORKFLOW)).setup;
    const path = `/api/v1/namespaces/${object?.metadata?.namespace}/${PLURALS[object?.kind ?? '']}`;
    const headers = { 'Content-Type': 'application/json' };
    const url = `http://127.0.0.1:${server.port}${path}`;
    await fetch(url, { method: 'POST', headers, body: JSON.stringify(object) });
    const { code, output } = await runAgent(WORKFLOW);
    expect(code, output).toBe(1);
    expect(created().map((request) => request.code)).toEqual([201, 409]);
    expect(deleted()).toEqual([]);
  });
});

describe('dry-run.sh', () => {
  const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

  it.skipIf(isMissing('kubectl'))('sends every object as it was rendered (needs kubectl)', async () => {
    const flags = [WORKFLOW, '--release', RELEASE];
    const rendered = await run('podwright', 'render', ...flags, '--output', 'yaml');
    const { code, output } = await run('sh', 'kubectl/dry-run.sh', ...flags);
    expect(code, output).toBe(0);
    const objects = parseAllDocuments(rendered.output).map((document) => document.toJS() as object);
    expect(objects.length).toBeGreaterThan(4);
    expect(created().map(({ body }) => withoutAnnotation(body))).toEqual(objects);
    expect(created().map(({ query, code: answered }) => [query['dryRun'], answered])).toEqual(
      objects.map(() => ['All', 201]),
    );
    expect(server.requests).toHaveLength(objects.length);
  });

  it('fails if the server rejects the workflow', async () => {
    writeFileSync(join(packed.project, 'refused.yaml'), 'steps:\n  - name: a\n');
    const { code, output } = await run('sh', 'kubectl/dry-run.sh', 'refused.yaml');
    expect(code).not.toBe(0);
    expect(output).toContain('[image-missing]');
    expect(server.requests).toEqual([]);
  });

  /** What kubectl adds to remember what it applied. */
  function withoutAnnotation(body: unknown): unknown {
    const object = structuredClone(body) as { metadata: { annotations?: Record<string, string> } };
    const { [APPLIED]: applied, ...annotations } = object.metadata.annotations ?? {};
    expect(applied).toBeDefined();
    delete object.metadata.annotations;
    if (Object.keys(annotations).length > 0) object.metadata.annotations = annotations;
    return object;
  }
});

describe('pipeline.test.ts', () => {
  const update = process.env['UPDATE_GOLDENS'] ? 'all' : 'none';

  it('finds the manifests as they were pinned', () => {
    const config = join(packed.project, 'snapshot.config.mjs');
    writeFileSync(
      config,
      `export default ${JSON.stringify({ test: { update, pool: 'threads', isolate: false } })};`,
    );
    const output = runTool(
      'vitest/vitest.mjs',
      ['run', 'vitest/pipeline', '--config', config],
      packed.project,
    );
    expect(output).toMatch(/9 passed/);
    const snapshots = 'vitest/__snapshots__';
    if (update === 'all') {
      cpSync(join(packed.project, snapshots), join(ROOT, 'examples', snapshots), { recursive: true });
    }
  });
});

describe('create-pod.mjs', () => {
  it('creates the Pod that makePod makes', async () => {
    const { code, output } = await run(
      process.execPath,
      'client-node/create-pod.mjs',
      'alpine',
      'echo hello',
    );
    expect(code, output).toBe(0);
    const [request, ...others] = created();
    expect([request?.path, request?.code, others]).toEqual(['/api/v1/namespaces/ci/pods', 201, []]);
    const limits = { memory: '128Mi' };
    expect(request?.body).toMatchObject({
      apiVersion: 'v1',
      kind: 'Pod',
      spec: { containers: [{ image: 'alpine', resources: { limits } }] },
    });
  });
});

describe('the agent of another CI', () => {
  const runJobs = (...jobs: readonly object[]) =>
    runProgram('other-ci/agent.mjs', jobs.map((job) => JSON.stringify(job)).join('\n'));

  it('makes a Pod for each job and a Service for each service, with its own ids', async () => {
    const { code, out } = await runJobs(
      { id: 'db7', image: 'postgres', listensOn: [5432] },
      { id: 'j8', image: 'golang', script: ['go test'], variables: { A: 'b' }, database: '10.0.0.9' },
    );
    const objects = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as KubernetesObject);
    expect(code).toBe(0);
    expect(objects.map(({ kind, metadata }) => [kind, metadata?.name, metadata?.namespace])).toEqual([
      ['Service', 'wp-svc-db7-job-db7', 'jobs'],
      ['Pod', 'wp-svc-db7-job-db7', 'jobs'],
      ['Pod', 'wp-j8', 'jobs'],
    ]);
    expect(objects[2]).toMatchObject({
      spec: { hostAliases: [{ ip: '10.0.0.9', hostnames: ['database'] }] },
    });
  });

  it('reports the class of the failure of a job, and goes on', async () => {
    const { code, out, err } = await runJobs({ id: '_', image: 'a' }, { id: 'ok', image: 'a' });
    expect([code, err]).toEqual([1, 'job _: invalid-name\n']);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('the service', () => {
  it('lints one workflow after the other in 64 MB', async () => {
    const options = ['--max-old-space-size=64', 'lint-service/service.mjs'];
    const service = spawn(process.execPath, options, { cwd: packed.project });
    try {
      const [port] = (await once(service.stdout, 'data')) as [Buffer];
      const post = (yaml: string) =>
        fetch(`http://127.0.0.1:${String(port).trim()}/?release=3.17&event=push`, {
          method: 'POST',
          body: yaml,
        });
      const codes = new Set<number>();
      for (let start = 0; start < (IS_FULL ? 1000 : 200); start += 50) {
        const texts = Array.from({ length: 50 }, (_, index) => workflowOf(start + index));
        const responses = await Promise.all(texts.map(post));
        for (const response of responses) codes.add(response.status);
        const reports = await Promise.all(responses.map((response) => response.json()));
        expect((reports as { findings: { code: string }[] }[]).map(codesOf)).toEqual(
          texts.map(() => ['option-unknown-key']),
        );
      }
      expect([...codes]).toEqual([422]);
      expect((await post(`steps: ${' '.repeat(200_000)}`)).status).toBe(413);
      expect(service.exitCode).toBeNull();
    } finally {
      service.kill();
    }
  }, 120_000);

  const workflowOf = (index: number): string => `
when: { event: push }
steps:
  step-${index}:
    image: golang:1.${index}
    commands: [go test ./pkg${index}]
    backend_options: { kubernetes: { option${index}: true } }
`;
  const codesOf = ({ findings }: { findings: readonly { code: string }[] }) =>
    findings.map(({ code }) => code);
});

describe('the bot', () => {
  it('comments the differences on a pull request, then edits its comment', async () => {
    const comments: { id: number; body: string }[] = [];
    const requests: string[] = [];
    const forge = createServer(async (request, response) => {
      requests.push(`${request.method} ${request.url}`);
      const { body = '' } = JSON.parse((await text(request)) || '{}') as { body?: string };
      if (request.method === 'POST') comments.push({ id: 5, body });
      if (request.method === 'PATCH') comments[0] = { id: 5, body };
      response.end(JSON.stringify(comments));
    });
    await new Promise<void>((resolve) => forge.listen(0, '127.0.0.1', resolve));
    const FORGE_API = `http://127.0.0.1:${(forge.address() as AddressInfo).port}/api/v1`;
    const bot = ['diff-bot/comment.mjs', 'team/app', '12'];
    const first = await runProgram(bot, '', { FORGE_API }, '3.15', '3.17');
    expect(first.err).toBe('');
    const [comment] = comments;
    expect(comment?.body).toContain('### `build`: ');
    const second = await runProgram(bot, '', { FORGE_API }, '3.16', '3.17');
    forge.close();
    expect([first.code, second.code, comments.length]).toEqual([0, 0, 1]);
    expect(comments[0]?.body).not.toBe(comment?.body);
    const path = '/api/v1/repos/team/app/issues';
    expect(requests).toEqual([
      `GET ${path}/12/comments`,
      `POST ${path}/12/comments`,
      `GET ${path}/12/comments`,
      `PATCH ${path}/comments/5`,
    ]);
  });
});

describe.skipIf(isMissing('chromium'))('the form (needs chromium)', () => {
  it('shows problems while somebody types, and cannot be sent with errors', async () => {
    const page = await openedPage();
    const isValid = () => page.locator('form').evaluate((form: HTMLFormElement) => form.checkValidity());
    const problems = () => page.locator('output p').allTextContents();
    const type = (options: string) => page.locator('textarea').fill(options);
    await type('{ "hostUsers": false }');
    expect([await problems(), await isValid()]).toEqual([[], true]);
    await page.locator('select').selectOption('3.9');
    expect([(await problems()).length, await page.locator('output .warning').count()]).toEqual([1, 1]);
    await type('{ "hostUser": false }');
    expect([(await problems())[0]?.includes('/hostUser'), await isValid()]).toEqual([true, false]);
    await type('{');
    expect(await isValid()).toBe(false);
    await page.context().browser()?.close();
  }, 60_000);

  async function openedPage(): Promise<Page> {
    const read = (name: string) => readFileSync(join(packed.project, 'browser', name), 'utf8');
    const script = await bundled(join(packed.project, 'browser/form.mjs'));
    const pages = await servePages({ '/': read('index.html'), '/form.js': script });
    const page = await (await openBrowser()).newPage();
    page.on('close', () => pages.close());
    await page.goto(pages.url);
    return page;
  }
});

/** Runs a program of the project with a string as its input. */
function runProgram(
  program: string | readonly string[],
  input: string,
  variables: Readonly<Record<string, string>> = {},
  ...args: readonly string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const argv = [...(typeof program === 'string' ? [program] : program), ...args];
  const child = spawn(process.execPath, argv, {
    cwd: packed.project,
    env: { ...process.env, ...variables },
  });
  child.stdin.end(input);
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return ended.then(([out, err]) => ({ code: child.exitCode, out, err }));
}
