import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderWorkflow, type SnapshotOptions, WorkflowError, type WorkflowFiles } from '../../src/vitest.ts';

const BUILD = 'fixtures/cli/build.yaml';

function errorOf(files: WorkflowFiles, options: SnapshotOptions = {}): WorkflowError {
  try {
    renderWorkflow(files, options);
  } catch (error) {
    if (error instanceof WorkflowError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

it('has a line for each problem: place, message, code', () => {
  const error = errorOf('steps:\n  - name: a\n  - name: b\n');
  expect(error.name).toBe('WorkflowError');
  const lines = error.message.split('\n');
  expect(lines).toEqual([
    expect.stringMatching(/^\.woodpecker\.yaml:2:11: .*`steps\.a`.* \[image-missing\]$/),
    expect.stringMatching(/^\.woodpecker\.yaml:3:11: .*`steps\.b`.* \[image-missing\]$/),
  ]);
  expect(error.problems.map(({ severity, range }) => [severity, range?.start.line])).toEqual([
    ['error', 2],
    ['error', 3],
  ]);
});

it('has one line for a problem of a step whose name has several', () => {
  const { message } = errorOf('steps:\n  - name: "a\\n::error::x\\e[31m"\n');
  expect(message.split('\n')).toEqual([
    expect.stringMatching(/^\.woodpecker\.yaml:2:11: .*\[image-missing\]$/),
  ]);
  expect(message).not.toContain('\u001b');
});

it('says for which event nothing runs, and at which condition', () => {
  const [whole, condition, ...others] = errorOf(BUILD, { event: 'cron', branch: 'dev' }).message.split('\n');
  expect(whole).toMatch(/^fixtures\/cli\/build\.yaml: .*cron.*refs\/heads\/dev.*\[nothing-runs\]$/);
  expect(condition).toMatch(/^fixtures\/cli\/build\.yaml:2:12: .*`event`.*\[left-out-when\]$/);
  expect(others).toEqual([]);
});

it('gives problems a range if they have a place, and nothing more', () => {
  const file = '.woodpecker.yaml';
  const at = (line: number, from: number, to: number) => ({
    range: { file, start: { line, column: from }, end: { line, column: to } },
  });
  const leftOut = 'steps:\n  a: { image: b, when: { event: cron } }\n';
  expect(errorOf(`when: { event: push }\n${leftOut}`).problems).toStrictEqual([
    {
      subject: file,
      severity: 'error',
      code: 'nothing-runs',
      path: '',
      args: { event: 'push', ref: 'refs/heads/main' },
      message: expect.any(String),
    },
    {
      subject: file,
      severity: 'error',
      code: 'left-out-when',
      path: '',
      args: expect.objectContaining({ given: 'push' }),
      message: expect.any(String),
      note: expect.stringContaining('`push`'),
      help: expect.stringContaining('`event`'),
      ...at(3, 33, 37),
    },
    {
      subject: file,
      severity: 'error',
      code: 'left-out-no-stages',
      path: '',
      args: { name: 'woodpecker' },
      message: expect.any(String),
      note: expect.any(String),
    },
  ]);
  const agent = { WOODPECKER_BACKEND_K8S_VOLUME_SIZE: 'lots' };
  const [failure, ...others] = errorOf('steps:\n  a: { image: b }\n', { agent }).problems;
  expect(failure).toMatchObject({ code: expect.stringMatching(/^volume-size-/), path: expect.any(String) });
  expect(Object.keys(failure ?? {})).not.toContain('range');
  expect(others).toEqual([]);
});

it('is about the pipeline if there are several files', () => {
  const files = [
    { name: 'a.yaml', yaml: 'when: { event: cron }\nsteps:\n  a: { image: b }\n' },
    { name: 'b.yaml', yaml: 'depends_on: [c]\nsteps:\n  a: { image: b }\n' },
  ];
  expect(errorOf(files).message.split('\n')).toEqual([
    expect.stringMatching(/^the pipeline: .* \[nothing-runs\]$/),
    expect.stringMatching(/^a\.yaml:1:16: .* \[left-out-when\]$/),
    expect.stringMatching(/^b\.yaml:1:13: .* \[left-out-missing-dependency\]$/),
  ]);
});

it('has the place in the file of a value that only a strict plan rejects', () => {
  const yaml = `when: { event: push }
steps:
  a:
    image: b:1
    backend_options: { kubernetes: { tolerations: 1 } }
`;
  const [problem] = errorOf(yaml, { strict: true }).problems;
  expect(problem).toMatchObject({ code: 'option-element-emptied', subject: '.woodpecker.yaml' });
  expect(problem?.range?.start).toEqual({ line: 5, column: 51 });
});

it('is not one for information only, however strict', () => {
  const yaml = "when: { event: push }\nsteps:\n  Build_1: { image: 'golang:1' }\n";
  expect(renderWorkflow(yaml, { strict: true })).toBe(renderWorkflow(yaml));
});

it('has the reason if the server crashes', () => {
  const { problems } = errorOf('matrix: { A: [], B: [x] }\nsteps:\n  a: { image: b }\n');
  expect(problems.map(({ code, subject }) => [code, subject])).toEqual([
    ['matrix-empty-axis-crash', '.woodpecker.yaml'],
  ]);
});

it('separates findings about the agent from those about the workflow', () => {
  const agent = { WOODPECKER_BACKEND_K8S_NAMESPAC: 'ci' };
  const { problems, message } = errorOf('steps:\n  a: { image: b }\n', { agent, strict: true });
  expect(problems.map(({ code, subject }) => [code, subject])).toEqual(
    expect.arrayContaining([
      ['agent-variable-unknown', 'agent'],
      ['event-filter-missing', '.woodpecker.yaml'],
    ]),
  );
  expect(message).toMatch(/^agent: .*\[agent-variable-unknown\]$/m);
  expect(message).toMatch(/^\.woodpecker\.yaml:2:3: .*\[event-filter-missing\]$/m);
});

it('reports files that cannot be read', () => {
  const reasons = (files: Parameters<typeof errorOf>[0]) =>
    errorOf(files).problems.map(({ subject, code }) => [subject, code]);

  const folder = mkdtempSync(join(tmpdir(), 'podwright-empty-'));
  try {
    expect(reasons(folder)).toEqual([[folder, 'unreadable']]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  for (const path of ['nowhere.yaml', 'a\u0000b']) expect(reasons(path)).toEqual([[path, 'unreadable']]);
  const lists: unknown[] = [
    [null],
    [{ name: 'a' }],
    [{ yaml: 'a' }],
    [{ name: 'a', yaml: 'steps: {}' }, 1],
    {},
  ];
  for (const files of lists) {
    expect(reasons(files as never)).toEqual([['the pipeline', 'unreadable']]);
  }
});

it('has errors that say which files and options are wrong', () => {
  const severities = ({ problems }: WorkflowError) => problems.map(({ severity }) => severity);
  expect(severities(errorOf('nowhere.yaml'))).toEqual(['error']);
  expect(severities(errorOf(BUILD, { event: 'puhs' }))).toEqual(['error']);
});

it('reports invalid options', () => {
  expect(errorOf(BUILD, { event: 'puhs', platform: 'amd64' }).message.split('\n')).toEqual([
    expect.stringMatching(/^options: .*`event`.*push.* \[option-invalid\]$/),
    expect.stringMatching(/^options: .*`platform`.* \[option-invalid\]$/),
  ]);
});

it('a cause that the server reports twice is one problem', () => {
  const { problems } = errorOf('when: { event: push }\nsteps:\n  - name: a\n', { strict: true });
  expect(problems.map(({ code }) => code)).toEqual(['image-missing']);
});
