import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject, WorkflowPlan } from '../../src/index.ts';
import { link, type Packed, pack, runTool } from '../package/support/packed.ts';
import { ROOT } from '../support/root.ts';
import { isMissing } from '../support/tools.ts';
import { type ApiServer, type RecordedRequest, startApiServer } from './support/api-server.ts';
import { type Ended, runExample } from './support/run-example.ts';
import { PLURALS } from './support/store.ts';

const WORKFLOW = '.woodpecker/build.yaml';
const RELEASE = '3.17';

/** The examples as users run them: beside the package that npm has installed. */
let packed: Packed;
let server: ApiServer;
beforeAll(() => {
  packed = pack();
  link(packed.project, ['vitest', '@kubernetes/client-node']);
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
    const { agentOptionsFromEnv, compileWorkflow, planWorkflow, withAgentVariables } = (await import(
      /* @vite-ignore */ built
    )) as typeof import('../../src/index.ts');
    const { workflows } = compileWorkflow(readFileSync(join(packed.project, workflow), 'utf8'), {
      release: RELEASE,
      metadata: { curr: { event: 'push', commit: { branch: 'main' } } },
      options: { default_clone_image: '' },
      unknown_secrets: 'placeholder',
    });
    const config = withAgentVariables(workflows[0]?.config ?? {}, { release: RELEASE });
    return planWorkflow(config, agentOptionsFromEnv({}, { release: RELEASE }));
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

  it('leaves to another run what that has created', async () => {
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

  it('fails where the server rejects the workflow', async () => {
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
    writeFileSync(config, `export default ${JSON.stringify({ test: { update } })};`);
    const output = runTool(
      'vitest/vitest.mjs',
      ['run', 'vitest/pipeline', '--config', config],
      packed.project,
    );
    expect(output).toMatch(/2 passed/);
    const snapshots = 'vitest/__snapshots__';
    if (update === 'all') {
      cpSync(join(packed.project, snapshots), join(ROOT, 'examples', snapshots), { recursive: true });
    }
  });
});
