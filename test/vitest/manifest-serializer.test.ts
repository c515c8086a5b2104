import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import {
  compileWorkflow,
  type KubernetesObject,
  planWorkflow,
  resolveAgentOptions,
  toYaml,
} from '../../src/index.ts';
import { manifestSerializer, workflowManifests } from '../../src/vitest.ts';

const SECRET: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'token' },
  stringData: { TOKEN: 'canary' },
};

it('prints an object as a document', () => {
  expect(manifestSerializer.test(SECRET)).toBe(true);
  expect(manifestSerializer.serialize(SECRET)).toBe(
    [
      '---',
      'apiVersion: v1',
      'kind: Secret',
      'metadata:',
      '  name: token',
      'stringData:',
      '  TOKEN: <redacted>',
    ].join('\n'),
  );
});

it('sets every line but the first in as configured', () => {
  const lines = manifestSerializer.serialize(SECRET, {}, '    ').split('\n');
  expect(lines.map((line) => line.startsWith('    '))).toEqual([false, ...lines.slice(1).map(() => true)]);
});

it('prints lists of objects as a stream', () => {
  const objects = workflowManifests('steps:\n  a: { image: b }\n');
  expect(manifestSerializer.test(objects)).toBe(true);
  expect(`${manifestSerializer.serialize(objects)}\n`).toBe(toYaml(objects));
});

it('prints a plan: setup, steps, teardown', () => {
  const yaml = 'steps:\n  a: { image: b, environment: { A: { from_secret: a } } }\n';
  const input = { release: '3.17', secrets: [{ name: 'a', value: 'canary' }] };
  const agent = resolveAgentOptions({ release: '3.17' });
  const plan = planWorkflow(compileWorkflow(yaml, input).workflows[0]?.config ?? {}, agent);
  expect(manifestSerializer.test(plan)).toBe(true);
  const text = manifestSerializer.serialize(plan);
  expect(text.match(/^# .*/gm)).toEqual([
    '# setup',
    ...plan.steps.map(({ uuid }) => `# step ${uuid}`),
    '# teardown',
  ]);
  const documents = parseAllDocuments(text).map((document) => document.toJS() as { kind?: string });
  expect(documents.slice(0, -1).map(({ kind }) => kind)).toEqual([
    ...plan.setup.map(({ kind }) => kind),
    ...plan.steps.flatMap(({ objects }) => objects.map(({ kind }) => kind)),
  ]);
  expect(documents.at(-1)).toEqual(plan.teardown);
  expect(text).not.toContain('canary');
});

it('keeps an id on its line', () => {
  const plan = { setup: [], steps: [{ uuid: 'u\n---\nkind: Pod', objects: [] }], teardown: [] };
  expect(manifestSerializer.serialize(plan).split('\n')).toEqual([
    '# setup',
    '# step u\\n---\\nkind: Pod',
    '# teardown',
    '---',
    '[]',
  ]);
});

it('reports a failure of the agent', () => {
  const requests = { cpu: 'lots' };
  const step = {
    name: 'a',
    uuid: 'u',
    image: 'b',
    backend_options: { kubernetes: { resources: { requests } } },
  };
  const pipeline = [{ steps: [step] }];
  const agent = resolveAgentOptions({ release: '3.17' });
  const plan = planWorkflow({ volume: 'v', network: 'n', pipeline }, agent);
  const error = plan.steps[0]?.error;
  expect(error).toBeDefined();
  expect(manifestSerializer.serialize(plan)).toContain(`# step u: ${error}\n`);
  const withoutVolume = planWorkflow({ pipeline }, agent);
  expect(withoutVolume.setupError).toBeDefined();
  expect(manifestSerializer.serialize(withoutVolume)).toContain(`# setup: ${withoutVolume.setupError}\n`);
});

it('hides the content of a Secret wherever it recurs', () => {
  const data = { TOKEN: Buffer.from('canary').toString('base64'), OTHER: 'no base64!' };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x-canary-x' } };
  const text = manifestSerializer.serialize([{ ...SECRET, stringData: {}, data }, pod]);
  expect(text).not.toContain('canary');
  expect(text).not.toContain(data.TOKEN);
  expect(text).toContain('x-<redacted>-x');
});

it('hides nothing that only another kind of object contains', () => {
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, stringData: { A: 'canary' } };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'canary' } };
  expect(manifestSerializer.serialize([map, pod]).match(/canary/g)).toHaveLength(2);
  const empty = { apiVersion: 'v1', kind: 'Secret' };
  expect(manifestSerializer.serialize(empty)).toBe('---\napiVersion: v1\nkind: Secret');
});

it.each([[{}], [{ nodeName: 'a' }], [{ containers: [] }]])('prints a Pod with no more than %j', (spec) => {
  const pod = { apiVersion: 'v1', kind: 'Pod', spec };
  expect(parseAllDocuments(manifestSerializer.serialize(pod)).map((document) => document.toJS())).toEqual([
    pod,
  ]);
});

it('writes out repeated values', () => {
  const labels = { app: 'a' };
  const object = { apiVersion: 'v1', kind: 'Service', metadata: { labels }, spec: { selector: labels } };
  expect(manifestSerializer.serialize(object).split('\n')).toEqual([
    ...['---', 'apiVersion: v1', 'kind: Service'],
    ...['metadata:', '  labels:', '    app: a', 'spec:', '  selector:', '    app: a'],
  ]);
});

it.each([
  [{ name: 'CI_SCRIPT', value: 'ZWNobyBh' }, ['# echo a']],
  [{ name: 'CI_SCRIPT', value: 'no base64!' }, []],
  [{ name: 'CI_SCRIPT' }, []],
  [{ name: 'CI_SCRIPT', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }, []],
  [{ name: 'OTHER', value: 'ZWNobyBh' }, []],
])('explains the script of %j by %j', (variable, comments) => {
  const containers = [{}, { env: [variable] }];
  const text = manifestSerializer.serialize({ apiVersion: 'v1', kind: 'Pod', spec: { containers } });
  expect(text.match(/#.*/g) ?? []).toEqual(comments);
});

it.each([
  [undefined],
  [null],
  [1],
  ['v1'],
  [{}],
  [[]],
  [{ kind: 'Pod' }],
  [{ apiVersion: 'v1' }],
  [[{}]],
  [[SECRET, 1]],
  [{ setup: [], steps: [] }],
])('leaves %j to others', (value) => {
  expect(manifestSerializer.test(value)).toBe(false);
});
