import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import {
  type CompiledWorkflow,
  type KubernetesObject,
  planWorkflow,
  readAgentEnvironment,
} from '../../../src/index.ts';
import { codesIn, run } from '../../support/memory-io.ts';
import { readRecording } from '../../support/recorded.ts';

const BUILD = 'fixtures/cli/build.yaml';

function objectsOf(yaml: string): KubernetesObject[] {
  return parseAllDocuments(yaml).map((document) => document.toJS() as KubernetesObject);
}

function kindsOf(yaml: string): string[] {
  return objectsOf(yaml).map(({ kind }) => String(kind));
}

describe('render', () => {
  it('prints the objects in order of creation, and nothing else', () => {
    const { code, out, err } = run(['render', BUILD]);
    expect(code).toBe(0);
    expect(kindsOf(out)).toEqual(['PersistentVolumeClaim', 'Pod']);
    expect(codesIn(err)).toEqual(['left-out-when']);
  });

  it.each(['3.5', '3.0'])('uses the platform of the label of each axis at %s by default', (release) => {
    const file = 'fixtures/cli/situations/platform-of-labels.yaml';
    const pods = (flags: readonly string[]) => {
      const { out, err } = run(['render', file, '--release', release, ...flags]);
      const objects = objectsOf(out) as { spec?: { nodeSelector?: Record<string, string> } }[];
      const found = objects.flatMap(({ spec }) => spec?.nodeSelector?.['kubernetes.io/arch'] ?? []);
      return { found, codes: codesIn(err) };
    };
    expect(pods([])).toEqual({ found: ['amd64', 'arm64'], codes: [] });
    const given = { found: ['arm64', 'arm64'], codes: ['platform-conflict'] };
    expect(pods(['--platform', 'linux/arm64'])).toEqual(given);
  });

  it('prints the same objects in every format', () => {
    const objects = objectsOf(run(['render', BUILD]).out);
    expect(JSON.parse(run(['render', BUILD, '--output', 'json']).out)).toMatchObject({
      kind: 'List',
      items: objects,
    });
    const lines = run(['render', BUILD, '-o', 'ndjson']).out.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(objects);
  });

  it('writes a file for each object, named in order of creation', () => {
    const { code, out, written } = run(['render', BUILD, '--out-dir', 'objects']);
    expect([code, out]).toEqual([0, '']);
    expect([...written.keys()]).toEqual([
      expect.stringMatching(/^objects\/01-persistentvolumeclaim-wp-[\w-]+\.yaml$/),
      expect.stringMatching(/^objects\/02-pod-wp-[\w-]+\.yaml$/),
    ]);
    expect([...written.values()].map((text) => parse(text))).toEqual(objectsOf(run(['render', BUILD]).out));
  });

  it('removes only the files that an earlier run wrote to the folder', () => {
    const first = run(['render', BUILD, '--tag', 'v1.0.0', '--out-dir', 'objects', '-o', 'json']);
    const own = [
      'kustomization.yaml',
      '01-notes.yaml',
      '1-pod-a.yaml',
      '01-pod-a.yaml.bak',
      'sub/01-pod-a.yaml',
    ];
    const left = [...first.written.keys(), ...own.map((name) => `objects/${name}`)];
    const files = Object.fromEntries(left.map((path) => [path, '']));
    const { code, removed } = run(['render', BUILD, '--out-dir', 'objects'], { files });
    expect(first.written.size).toBe(3);
    expect([code, removed]).toEqual([0, [...first.written.keys()]]);
  });

  it('lets no name lead out of the folder', () => {
    const config = { volume: '../../up', pipeline: [{ steps: [{ name: 'a', image: 'b' }] }] };
    const files = { 'w.json': JSON.stringify(config) };
    const { written } = run(['render', 'w.json', '--release', '3.17', '--out-dir', 'o'], { files });
    for (const path of written.keys()) expect(path).toMatch(/^o\/[^/]+$/);
  });

  it('chooses by kind and by step', () => {
    expect(kindsOf(run(['render', BUILD, '--only', 'pvc']).out)).toEqual(['PersistentVolumeClaim']);
    const tag = ['render', BUILD, '--tag', 'v1.0.0'];
    expect(kindsOf(run(tag).out)).toEqual(['PersistentVolumeClaim', 'Pod', 'Pod']);
    const [publish, ...others] = objectsOf(run([...tag, '--step', 'publish']).out);
    expect(publish?.metadata?.labels).toEqual({ step: 'publish' });
    expect(others).toEqual([]);
  });

  it("reads the agent's environment, with settings over it", () => {
    const argv = ['render', BUILD, '--only', 'pvc', '--agent-env', 'fixtures/cli/agent.env'];
    expect(objectsOf(run(argv).out)).toMatchObject([
      {
        metadata: { namespace: 'ci' },
        spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'fast' },
      },
    ]);
    for (const setting of ['namespace=x', 'NAMESPACE=x', 'WOODPECKER_BACKEND_K8S_NAMESPACE=x']) {
      expect(objectsOf(run([...argv, '--set', setting]).out)).toMatchObject([
        { metadata: { namespace: 'x' } },
      ]);
    }
  });

  it('reads standard input, YAML or JSON', () => {
    const yaml = 'when: {event: push}\nsteps: {a: {image: b, commands: [c]}}';
    expect(kindsOf(run(['render', '-'], { stdin: yaml }).out)).toEqual(['PersistentVolumeClaim', 'Pod']);
    const json = '{"volume": "v", "pipeline": [{"steps": [{"name": "a", "image": "b"}]}]}';
    expect(kindsOf(run(['render', '-'], { stdin: json }).out)).toEqual(['PersistentVolumeClaim', 'Pod']);
  });

  it('ends with 1 if the agent fails, and still prints what it made before', () => {
    const stdin = 'when: {event: push}\nsteps: {ok: {image: b, commands: [c]}, __proto__: {image: b}}';
    const { code, out, err } = run(['render', '-'], { stdin });
    expect(code).toBe(1);
    expect(kindsOf(out)).toEqual(['PersistentVolumeClaim', 'Pod']);
    expect(codesIn(err)).toEqual(['step-name-invalid']);
  });

  it('colors for a terminal, unless a flag decides', () => {
    const hasColours = (flags: string[], colours: boolean) =>
      run(['render', BUILD, ...flags], { colours }).err.includes('\u001b[');
    expect([hasColours([], true), hasColours(['--no-color'], true)]).toEqual([true, false]);
    expect([hasColours([], false), hasColours(['--color'], false)]).toEqual([false, true]);
  });

  it('adds the clone step only when asked', () => {
    const steps = (argv: string[]) =>
      objectsOf(run(['render', BUILD, '--only', 'pod', ...argv]).out).map(
        (pod) => pod.metadata?.labels?.['step'],
      );
    expect(steps([])).toEqual(['test']);
    expect(steps(['--clone'])).toEqual(['clone', 'test']);
  });

  it('renders the input of the agent as the library plans it', () => {
    const runs = readRecording<{ id: string; env: Record<string, string>; config: CompiledWorkflow }>(
      'agent-documented',
    ).filter(({ env }) => Object.values(env).every((value) => !/["'\\\n]/.test(value)));
    const different = runs.filter(({ env, config }) => {
      const files = {
        'w.json': JSON.stringify(config),
        'a.env': Object.entries(env)
          .map(([name, value]) => `${name}='${value}'\n`)
          .join(''),
      };
      const argv = ['render', 'w.json', '--release', '3.17', '--agent-env', 'a.env', '--show-secrets'];
      const { out, code } = run([...argv, '-o', 'ndjson'], { files });
      const { options } = readAgentEnvironment(env, { release: '3.17' });
      if (options === undefined || code === 2) return (options === undefined) !== (code === 2);
      const plan = planWorkflow(config, options);
      const objects = [...plan.setup, ...plan.steps.flatMap((step) => step.objects)];
      return out !== objects.map((object) => `${JSON.stringify(object)}\n`).join('');
    });
    console.log(`render: ${runs.length - different.length} of ${runs.length} recorded workflows agree`);
    expect(runs.length).toBeGreaterThan(10);
    expect(different.map(({ id }) => id).slice(0, 5)).toEqual([]);
  });
});

describe('render of a folder', () => {
  const FOLDER = 'fixtures/cli/.woodpecker/';
  const steps = (argv: string[]) =>
    objectsOf(run(['render', FOLDER, '--only', 'pod', ...argv]).out).map(
      ({ metadata }) => metadata?.labels?.['step'],
    );

  it('puts workflows after those that they depend on', () => {
    expect(steps([])).toEqual(['lint', 'build']);
  });

  it('gives each workflow its own ids', () => {
    const { out } = run(['render', FOLDER, '--release', '3.17', '--only', 'pod']);
    const ids = objectsOf(out).map(({ metadata }) => metadata?.labels?.['woodpecker-ci.org/task-uuid']);
    expect(new Set(ids).size).toBe(2);
    const names = objectsOf(run(['render', FOLDER]).out).map(({ metadata }) => metadata?.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('reports which workflows are left out, where, and by which condition', () => {
    const { err } = run(['render', FOLDER]);
    expect(err).toMatch(/release\.yaml:2:\d+: info\[left-out-when\]: .*`event`.*push.*--event/);
    const tagged = run(['render', FOLDER, '--tag', 'v1.0.0']);
    expect(codesIn(tagged.err).sort()).toEqual([
      'left-out-missing-dependency',
      'left-out-when',
      'left-out-when',
      'nothing-runs',
    ]);
    expect([tagged.code, tagged.out]).toEqual([0, '']);
  });

  it('advises the folder if a single file depends on another', () => {
    const { code, out, err } = run(['render', `${FOLDER}build.yaml`]);
    expect([code, out, codesIn(err)]).toEqual([0, '', ['nothing-runs', 'left-out-missing-dependency']]);
    expect(err).toContain('folder');
  });

  it('orders chains that run against the names of the files', () => {
    const file = (step: string, needs: string) =>
      `when: {event: push}\n${needs}steps: {${step}: {image: i, commands: [c]}}\n`;
    const files = {
      'w/a.yaml': file('last', 'depends_on: [b]\n'),
      'w/b.yaml': file('second', 'depends_on: [c]\n'),
      'w/c.yaml': file('first', ''),
      'w/d.yaml': file('other', ''),
    };
    const { out } = run(['render', 'w', '--only', 'pod'], { files });
    expect(objectsOf(out).map(({ metadata }) => metadata?.labels?.['step'])).toEqual([
      'first',
      'other',
      'second',
      'last',
    ]);
  });

  it('still renders workflows that wait for each other', () => {
    const file = (needs: string) =>
      `when: {event: push}\ndepends_on: [${needs}]\nsteps: {s: {image: i, commands: [c]}}\n`;
    const { out, err } = run(['render', 'w', '--only', 'pod'], {
      files: { 'w/a.yaml': file('b'), 'w/b.yaml': file('a') },
    });
    expect(kindsOf(out)).toEqual(['Pod', 'Pod']);
    expect(codesIn(err)).toContain('workflow-dependency-cycle');
  });
});
