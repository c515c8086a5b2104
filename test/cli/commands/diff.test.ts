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
  it('ends with 0 where nothing differs', () => {
    const { code, out } = run(['diff', STEP, '--from', '3.16', '--to', '3.16']);
    expect(code).toBe(0);
    expect(out).toContain(STEP);
    expect(causesOf([STEP])).toEqual([]);
  });

  it('tells the change and its cause, object by object', () => {
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

  it('tells of variables without effect, once for each side', () => {
    const { err } = run(['diff', STEP, '--from', '3.0', '--to', '3.17', '--set', 'priorityClass=high']);
    expect(codesIn(err)).toEqual(['agent-variable-without-effect']);
  });

  it('takes an agent that does not start for a change, unless neither starts', () => {
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

  it('ends with 2 for a pipeline that is refused at both ends, and for a missing file', () => {
    expect(run(['diff', '-', '--to', '3.17'], { stdin: '- a' })).toMatchObject({ code: 2, out: '' });
    expect(run(['diff', 'missing', '--to', '3.17'])).toMatchObject({ code: 2, out: '' });
    expect(run(['diff', STEP, '--to', '9.9'])).toMatchObject({ code: 2, out: '' });
  });

  it('colours for a terminal only', () => {
    const argv = ['diff', STEP, '--to', '3.17'];
    expect(run(argv, { colours: true }).out).toContain('\u001b[');
    expect(run(argv).out).not.toContain('\u001b[');
  });
});
