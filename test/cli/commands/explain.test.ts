import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type {
  ExplainedField,
  ExplainedLoss,
  ExplainedObject,
} from '../../../src/cli/explain/explain-objects.ts';
import type { CommandRun } from '../../support/memory-io.ts';
import { run } from '../../support/memory-io.ts';

const YAML = `when: { event: push }
steps:
  - name: build
    image: alpine:3
    commands: [make]
    environment: { TOKEN: { from_secret: token }, FOO: bar }
    backend_options:
      kubernetes:
        labels: { team: ci, agent: mine }
        nodeSelector: { disk: ssd }
        tolerations: [{ key: own, operator: Exists }]
        securityContext: { runAsUser: 0 }
  - name: test
    image: alpine:3
    commands: [make test]
`;

const ENV = `WOODPECKER_BACKEND_K8S_POD_LABELS={"agent": "yes"}
WOODPECKER_BACKEND_K8S_POD_LABELS_ALLOW_FROM_STEP=true
WOODPECKER_BACKEND_K8S_POD_TOLERATIONS=[{"key": "agent", "operator": "Exists"}]
`;

const SECRET = 'hunter2-hunter2';

function explain(...argv: string[]): CommandRun {
  const files = { 'a.yaml': YAML, 'agent.env': ENV };
  const base = ['a.yaml', '--release', '3.17', '--agent-env', 'agent.env', '--secret', `token=${SECRET}`];
  return run(['explain', ...base, ...argv], { files });
}

interface Gate {
  readonly variable: string;
  readonly changes: readonly {
    readonly fields: readonly { readonly field: string; readonly after?: unknown }[];
  }[];
}

function report(...argv: string[]): { objects: ExplainedObject[]; gates: Gate[]; whatIf?: Gate['changes'] } {
  const { out, err } = explain('--report', 'json', ...argv);
  expect(err).not.toContain('fault of podwright');
  return JSON.parse(out).workflows[0];
}

function podOf(step: string): ExplainedObject {
  const pod = report('--step', step).objects.find(({ kind }) => kind === 'Pod');
  if (pod === undefined) throw new Error(`no Pod of ${step}`);
  return pod;
}

function field(pod: ExplainedObject, pointer: string): ExplainedField {
  const found = pod.fields.find((one) => one.pointer === pointer);
  if (found === undefined) throw new Error(`no field ${pointer}`);
  return found;
}

function lineOf(origin: Pick<ExplainedLoss, 'range'> | undefined): string {
  return `${origin?.range?.file}:${origin?.range?.start.line}`;
}

describe('podwright explain', () => {
  const build = podOf('build');

  it('accounts for every leaf of every object', () => {
    for (const { object, fields } of report().objects) {
      const leaves: string[] = [];
      const walk = (value: unknown, pointer: string): void => {
        const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
        if (entries.length === 0) leaves.push(pointer);
        for (const [key, part] of entries)
          walk(part, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
      };
      walk(object, '');
      expect(fields.map(({ pointer }) => pointer).sort()).toEqual(leaves.sort());
    }
  });

  it('points at the option of a step, the variable of the agent, and built-in values', () => {
    const team = field(build, '/metadata/labels/team');
    expect([team.from[0]?.source, lineOf(team.from[0])]).toEqual(['step-option', 'a.yaml:9']);
    const agent = field(build, '/metadata/labels/agent');
    expect([agent.from[0]?.source, lineOf(agent.from[0])]).toEqual(['agent-variable', 'agent.env:1']);
    expect(field(build, '/spec/restartPolicy')).toMatchObject({
      since: '3.0',
      from: [{ source: 'built-in' }],
    });
    expect(field(build, '/metadata/labels/woodpecker-ci.org~1task-uuid').from[0]?.source).toBe('platform');
  });

  it('points at the place in the file that a value was compiled from, and names values that the server makes', () => {
    const yaml = [
      'labels:\n  team: harbor',
      'matrix:\n  ARCH: [arm64, amd64]',
      'steps:\n  - name: publish\n    image: plugins/publish\n    settings:',
      '      nested:\n        part: [a]',
      '      password:\n        from_secret: token\n',
    ].join('\n');
    const { out } = run(
      ['explain', 'a.yaml', '--secret', 'token=x', '--release', '3.17', '--report', 'json'].concat(
        ...['--set', 'POD_LABELS_ALLOW_FROM_STEP=true', '--step', 'publish'],
      ),
      { files: { 'a.yaml': yaml } },
    );
    const { workflows } = JSON.parse(out) as { workflows: { objects: ExplainedObject[] }[] };
    const origins = workflows.map(({ objects }) => {
      const pod = objects.find(({ kind }) => kind === 'Pod');
      if (pod === undefined) throw new Error('no Pod');
      const { env } = (pod.object as { spec: { containers: { env: { name: string }[] }[] } }).spec
        .containers[0] ?? { env: [] };
      const originOf = (pointer: string) => {
        const { title, range } = field(pod, pointer).from[0] ?? {};
        return [title, range?.start.line, range?.start.column];
      };
      const variable = (name: string) =>
        originOf(`/spec/containers/0/env/${env.findIndex((one) => one.name === name)}/value`);
      return {
        label: originOf('/metadata/labels/team'),
        axis: variable('ARCH'),
        nested: variable('PLUGIN_NESTED'),
        server: variable('CI_REPO_URL'),
        agent: variable('CI_MACHINE'),
      };
    });
    const common = {
      label: ['labels.team', 2, 9],
      nested: ['settings.nested', 9, 7],
      server: ['environment.CI_REPO_URL, set by the server from repo.forge_url', undefined, undefined],
      agent: ['environment.CI_MACHINE, set by the agent from machine', undefined, undefined],
    };
    expect(origins).toEqual([
      { ...common, axis: ['matrix.ARCH', 4, 10] },
      { ...common, axis: ['matrix.ARCH', 4, 17] },
    ]);
  });

  it('gives no place to a value that is not in a compiled workflow', () => {
    const environment = { CI_WORKFLOW_NAME: 'w', FOO: 'bar' };
    const json = JSON.stringify({
      volume: 'v',
      pipeline: [{ steps: [{ name: 'a', image: 'b', environment }] }],
    });
    const { out } = run(['explain', 'w.json', '--release', '3.17', '--report', 'json'], {
      files: { 'w.json': json },
    });
    const { workflows } = JSON.parse(out) as { workflows: { objects: ExplainedObject[] }[] };
    const pod = workflows[0]?.objects.find(({ kind }) => kind === 'Pod');
    const columnOf = (value: unknown) =>
      pod?.fields.find((one) => one.value === value)?.from[0]?.range?.start.column;
    expect([columnOf('bar'), columnOf('agent'), columnOf(pod?.name)]).toEqual([
      json.indexOf('"bar"') + 1,
      undefined,
      undefined,
    ]);
  });

  it('gives no place to a value that nobody wrote', () => {
    const namespace = field(build, '/metadata/namespace').from[0];
    expect(namespace).toMatchObject({ source: 'agent-variable', title: expect.stringContaining('default') });
    expect(namespace?.range).toBeUndefined();
    expect(field(build, '/spec/volumes/0/persistentVolumeClaim/claimName').from[0]?.range).toBeUndefined();
  });

  it('reports values that lost against a field', () => {
    const [label] = field(build, '/metadata/labels/agent').over;
    expect([label?.value, label?.outcome, lineOf(label)]).toEqual(['mine', 'overridden', 'a.yaml:9']);
    const [toleration] = field(build, '/spec/tolerations/0/key').over;
    expect([toleration?.source, toleration?.value, lineOf(toleration)]).toEqual([
      'agent-variable',
      'agent',
      'agent.env:3',
    ]);
    expect(field(podOf('test'), '/spec/tolerations/0/key')).toMatchObject({ value: 'agent', over: [] });
  });

  it('reports options without effect, with the variable that would allow them', () => {
    const lost = Object.fromEntries(build.lost.map((loss) => [loss.wanted, loss]));
    expect(lost['/spec/nodeSelector/disk']).toMatchObject({
      value: 'ssd',
      outcome: 'dropped',
      variable: {
        name: 'WOODPECKER_BACKEND_K8S_POD_NODE_SELECTOR_ALLOW_FROM_STEP',
        value: 'true',
        since: '3.17',
      },
    });
    expect(lost['/spec/securityContext/runAsUser']?.variable).toBeUndefined();
    expect(podOf('test').lost).toEqual([]);
  });

  it('reports the Pod with the gate open', () => {
    const { gates, objects } = report('--field', 'spec.nodeSelector', '--step', 'build');
    expect(objects.flatMap(({ fields, lost }) => [...fields, ...lost].length)).toEqual([2]);
    expect(gates.map(({ variable }) => variable)).toEqual([
      'WOODPECKER_BACKEND_K8S_POD_NODE_SELECTOR_ALLOW_FROM_STEP',
    ]);
    const changed = gates[0]?.changes.flatMap(({ fields }) => fields);
    expect(changed).toEqual([expect.objectContaining({ field: 'spec.nodeSelector.disk', after: 'ssd' })]);
  });

  it('shows the difference that --what-if makes, for the step and field that were asked for', () => {
    const argv = ['--what-if', 'POD_LABELS_ALLOW_FROM_STEP=false', '--what-if', 'namespace=other'];
    const all = report(...argv).whatIf?.flatMap(({ fields }) => fields.map((one) => one.field)) ?? [];
    expect(all).toEqual(expect.arrayContaining(['metadata.labels.team', 'metadata.namespace']));
    const some = report(...argv, '--step', 'build', '--field', 'metadata.labels').whatIf ?? [];
    expect(some.flatMap(({ fields }) => fields.map((one) => one.field))).toEqual(['metadata.labels.team']);
    expect(explain(...argv).out).toContain('- metadata.labels.team: "ci"');
    expect(explain('--what-if', 'storageRwx=perhaps', '--step', 'test').out).toContain('start of the agent');
  });

  it('writes manifests that are still YAML, with the same values', () => {
    const { out } = explain();
    const documents = parseAllDocuments(out).map((document) => document.toJS());
    expect(documents).toEqual(report().objects.map(({ object }) => object));
    expect(out).toMatch(/ {2}team: ci +# backend_options\.kubernetes\.labels\.team \(a\.yaml:9:\d+\)/);
  });

  it('shows no secret', () => {
    for (const argv of [
      [],
      ['--report', 'json'],
      ['--field', 'spec.containers'],
      ['--what-if', 'namespace=other'],
    ]) {
      const { out, err } = explain(...argv);
      expect(out + err).not.toContain(SECRET);
      expect(out.length).toBeGreaterThan(0);
    }
  });

  it('ends with 1 if the agent fails, and with 2 on bad input', () => {
    const files = {
      'a.yaml': YAML.replace('runAsUser: 0', 'runAsUser: 1').replace(
        'disk: ssd }',
        'disk: ssd }\n        resources: { limits: { cpu: 5X } }',
      ),
    };
    expect(run(['explain', 'a.yaml'], { files }).code).toBe(1);
    expect(explain().code).toBe(0);
    for (const argv of [
      ['--what-if', 'NOTHING=1'],
      ['--what-if', 'x'],
      ['--step', 'absent'],
      ['--report', 'sarif'],
    ])
      expect(explain(...argv).code, argv.join(' ')).toBe(2);
  });
});
