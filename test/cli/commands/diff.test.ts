import { describe, expect, it } from 'vitest';
import type { SubjectChange } from '../../../src/index.ts';
import { codesIn, run } from '../../support/memory-io.ts';

const STEP = 'fixtures/cli/step.json';

interface Report {
  readonly workflow: string;
  readonly changes: readonly SubjectChange[];
}

function causesOf(argv: readonly string[], files = {}): unknown[] {
  const { out, code } = run(['diff', ...argv, '--report', 'json'], { files });
  expect(code).not.toBe(2);
  const reports = JSON.parse(out) as Report[];
  return reports.flatMap(({ changes }) =>
    changes.flatMap(({ fields }) =>
      fields.map(({ field, cause }) => [field, cause.kind === 'feature' ? cause.feature : cause.kind]),
    ),
  );
}

describe('diff', () => {
  it('ends with 0 if nothing differs', () => {
    const { code, out } = run(['diff', STEP, '--from', '3.16', '--to', '3.16']);
    expect(code).toBe(0);
    expect(out).toContain(STEP);
  });

  it('reports the change and its cause, object by object', () => {
    expect(causesOf([STEP, '--from', '3.15', '--to', '3.16'])).toEqual([
      ['spec.serviceAccountName', 'serviceAccountNameGate'],
    ]);
    expect(causesOf([STEP, '--from', '3.16', '--to', '3.17'])).toEqual([
      ['spec.nodeSelector.disk', 'nodeSelectorGate'],
    ]);
    const { code, out, err } = run(['diff', STEP, '--from', '3.15', '--to', '3.17']);
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('- spec.nodeSelector.disk: "ssd"');
    expect(out).toContain('WOODPECKER_BACKEND_K8S_POD_NODE_SELECTOR_ALLOW_FROM_STEP=true');
  });

  it('says that its filters hide all differences, for kinds in any case', () => {
    const argv = ['diff', STEP, '--from', '3.15', '--to', '3.16', '--only', 'Namespace'];
    const { code, err } = run(argv);
    expect(code).toBe(0);
    expect(err).toContain('--only');
    expect(run([...argv.slice(0, -1), 'Pod']).code).toBe(1);
    expect(run(['diff', STEP, '--from', '3.15', '--to', '3.15', '--only', 'pod']).err).toBe('');
  });

  it('compares two environments of the agent', () => {
    const files = {
      'a.env': 'WOODPECKER_BACKEND_K8S_NAMESPACE=a\n',
      'b.env': 'WOODPECKER_BACKEND_K8S_NAMESPACE=b\n',
    };
    const causes = causesOf([STEP, '--from-env', 'a.env', '--to-env', 'b.env'], files);
    expect(causes).toContainEqual(['metadata.namespace', 'variable']);
    expect(causesOf([STEP, '--from-env', 'a.env', '--to-env', 'a.env'], files)).toEqual([]);
    expect(causesOf([STEP, '--agent-env', 'a.env', '--to-env', 'b.env'], files)).toEqual(causes);
  });

  it('reports variables without effect, once for each side', () => {
    const { err } = run(['diff', STEP, '--from', '3.0', '--to', '3.17', '--set', 'priorityClass=high']);
    expect(codesIn(err)).toEqual(['agent-variable-without-effect']);
  });

  it('compares with the newest release, or with the same one for environments and clusters', () => {
    const files = { 'a.env': 'WOODPECKER_BACKEND_K8S_NAMESPACE=a\n' };
    expect(causesOf([STEP, '--from', '3.16'])).toEqual(causesOf([STEP, '--from', '3.16', '--to', '3.17']));
    expect(causesOf([STEP, '--from', '3.17'])).toEqual([]);
    for (const side of [
      ['--from-env', 'a.env', '--to-env', 'a.env'],
      ['--from-kubernetes', '1.31', '--to-kubernetes', '1.31'],
    ])
      expect(causesOf([STEP, '--from', '3.15', ...side], files)).toEqual([]);
  });

  it('reports an agent that does not start as a change, unless neither starts', () => {
    const files = { 'bad.env': 'WOODPECKER_BACKEND_K8S_STORAGE_RWX=maybe\n' };
    expect(run(['diff', STEP, '--to-env', 'bad.env'], { files }).code).toBe(1);
    const both = run(['diff', STEP, '--agent-env', 'bad.env'], { files });
    expect([both.code, both.out]).toEqual([2, '']);
    expect(both.err).toContain('WOODPECKER_BACKEND_K8S_STORAGE_RWX');
  });

  it('compares workflows as the server of each release compiles them', () => {
    const file = 'fixtures/cli/build.yaml';
    expect(causesOf([file, '--from', '3.16', '--to', '3.17'])).toContainEqual([
      'metadata.labels[woodpecker-ci.org/event]',
      'eventWorkflowLabels',
    ]);
    const reports = JSON.parse(
      run(['diff', 'fixtures/cli/.woodpecker', '--to', '3.17', '--report', 'json']).out,
    ) as Report[];
    expect(reports.map(({ workflow }) => workflow).sort()).toEqual(['build', 'lint']);
  });

  it('ends with 2 for a pipeline that is rejected at both ends, and for a missing file', () => {
    expect(run(['diff', '-', '--to', '3.17'], { stdin: '- a' })).toMatchObject({ code: 2, out: '' });
    expect(run(['diff', 'missing', '--to', '3.17'])).toMatchObject({ code: 2, out: '' });
    expect(run(['diff', STEP, '--to', '9.9'])).toMatchObject({ code: 2, out: '' });
  });

  describe('of a pipeline with a service, from 3.0 to 3.17', () => {
    const files = {
      'w.yaml': `when: { event: push }
steps:
  - { name: build, image: golang, commands: [make] }
  - { name: 'te|st \`<b>', image: golang, commands: [make] }
services:
  - { name: db, image: postgres, ports: [5432] }
`,
    };
    const diff = (...argv: string[]) =>
      run(['diff', 'w.yaml', '--from', '3.0', '--to', '3.17', ...argv], { files });
    const changes = (...argv: string[]) =>
      (JSON.parse(diff('--report', 'json', ...argv).out) as Report[]).flatMap((report) => report.changes);

    it('shows an added or removed object in one line, and its fields on request', () => {
      expect(diff().out.match(/^ {2}[-+] .*$/gm)).toEqual([
        expect.stringMatching(/^ {2}- Service wp-svc-\w+-db \(perStepServices/),
        expect.stringMatching(/^ {2}\+ Service wp-hsvc-1 \(headlessService/),
      ]);
      const expanded = diff('--expand').out;
      expect(expanded).toContain('  - kind: "Service"\n');
      expect(expanded).not.toMatch(/^ {2}[-+]/m);
    });

    it('shows variables that came with one feature in one line, and each on request', () => {
      const lines = (text: string) => text.match(/^ +- .*DRONE_.*$/gm)?.length;
      expect(diff('--step', 'build').out).toMatch(/env: 27 variables \(26 DRONE_\*, PULLREQUEST_DRONE_/);
      expect(lines(diff('--step', 'build').out)).toBe(1);
      expect(lines(diff('--step', 'build', '--expand').out)).toBe(27);
    });

    it('shows only the chosen steps and kinds', () => {
      const titles = (...argv: string[]) => changes(...argv).map(({ title }) => title);
      expect(titles('--step', 'build')).toEqual(['Pod of step build']);
      expect(titles('--only', 'service')).toEqual([
        expect.stringContaining('Service'),
        'Service of the workflow',
      ]);
      expect(titles('--only', 'pod', '--step', 'db', '--from-kubernetes', '1.31')).toEqual([
        'Pod of step db',
      ]);
      expect(diff('--step', 'buidl')).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining('build'),
      });
      expect(diff('--only', 'pods')).toMatchObject({ code: 2, out: '' });
    });

    it('leaves out causes, with the objects that they add or remove', () => {
      const causes = new Set(
        changes().flatMap(({ fields }) =>
          fields.map(({ cause }) => (cause.kind === 'feature' ? cause.feature : cause.kind)),
        ),
      );
      expect(causes).toContain('perStepServices');
      const left = changes('--ignore', 'perStepServices, pluginDroneVariables');
      expect(JSON.stringify(left)).not.toMatch(/perStepServices|pluginDroneVariables/);
      expect(left.map(({ change }) => change)).not.toContain('removed');
      const all = diff('--ignore', [...causes].join(','));
      expect([all.code, all.out]).toEqual([0, expect.not.stringContaining('Pod')]);
      expect(diff('--ignore', 'perStepService').err).toContain('perStepServices');
    });

    it('counts objects and causes', () => {
      const [summary] = JSON.parse(diff('--report', 'json', '--summary').out);
      expect(summary.objects).toEqual([
        { kind: 'Service', added: 1, removed: 1, changed: 0 },
        { kind: 'Pod', added: 0, removed: 0, changed: 3 },
        { kind: 'teardown', added: 0, removed: 0, changed: 1 },
      ]);
      expect(summary.causes).toContainEqual({
        cause: expect.objectContaining({ feature: 'pluginDroneVariables' }),
        objects: 3,
        fields: 81,
      });
      const { code, out } = diff('--summary');
      expect([code, out.split('\n').length]).toEqual([1, 1 + 3 + summary.causes.length + 2]);
    });

    it('writes Markdown in which names are code', () => {
      const { code, out } = diff('--report', 'markdown');
      expect(code).toBe(1);
      expect(out).toMatch(/^### `w`: 1 added, 1 removed, 4 changed\n/);
      expect(out).toContain('<code>Pod of step te|st `&lt;b&gt;</code>');
      expect(out.match(/^<details>/gm)).toHaveLength(4);
      expect(out.match(/^```diff$/gm)).toHaveLength(6);
      expect(diff('--report', 'markdown', '--summary').out).not.toContain('<details>');
      expect(run(['diff', STEP, '--from', '3.17', '--report', 'markdown']).out).toBe(
        `### \`${STEP}\`: nothing differs\n`,
      );
    });
  });

  it('colors for a terminal only', () => {
    const argv = ['diff', STEP, '--to', '3.17'];
    expect(run(argv, { colours: true }).out).toContain('\u001b[');
    expect(run(argv).out).not.toContain('\u001b[');
  });
});
