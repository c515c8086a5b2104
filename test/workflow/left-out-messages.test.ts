import { expect, test } from 'vitest';
import { leftOutMessage } from '../../src/workflow/messages/left-out.ts';
import type { PipelineMetadata } from '../../src/workflow/metadata/metadata.ts';
import type { LeftOut } from '../../src/workflow/types.ts';

const METADATA: PipelineMetadata = {
  repo: { owner: 'o', name: 'n' },
  curr: {
    event: 'push',
    cron: 'nightly',
    commit: { branch: 'main', ref: 'refs/heads/main', changed_files: ['a'] },
  },
};

const said = (left: Partial<LeftOut>, metadata = METADATA, remedy?: string) =>
  leftOutMessage({ workflow: 'ci', reason: 'when', ...left } as LeftOut, metadata, () => remedy);

test.each<[Partial<LeftOut>, string]>([
  [{}, 'The workflow ci is left out: its `when` does not hold.'],
  [{ axis_id: 2 }, 'The workflow ci (axis 2) is left out: its `when` does not hold.'],
  [{ step: 'build' }, 'build of the workflow ci is left out: its `when` does not hold.'],
  [{ reason: 'no-stages' }, 'The workflow ci is left out: nothing of it is left to run.'],
  [
    { reason: 'missing-dependency', dependency: 'lint' },
    'The workflow ci is left out: it depends on lint, which is not there or does not run.',
  ],
  [
    { reason: 'missing-dependency' },
    'The workflow ci is left out: it depends on another workflow, which is not there or does not run.',
  ],
  [{ reason: 'local' }, 'The workflow ci is left out: it is not for local runs.'],
])('%j', (left, text) => {
  expect(said(left)).toBe(text);
});

test.each([
  ['event', ' the event push'],
  ['branch', ' the branch "main"'],
  ['ref', ' the ref "refs/heads/main"'],
  ['cron', ' the cron job "nightly"'],
  ['repo', ' the repository "o/n"'],
  ['path', ' the changed files ["a"]'],
  ['platform', " the server's platform, which is empty unless the metadata say otherwise"],
])('says what the condition %s was held against, and how to change that', (condition, against) => {
  const start = `The workflow ci is left out: its \`when\` does not hold: \`${condition}\` does not match${against}`;
  expect(said({ condition })).toBe(`${start}.`);
  expect(said({ condition }, METADATA, '--choice')).toBe(`${start} (see --choice).`);
});

test('says no more of a condition that is held against nothing in particular', () => {
  const text = 'The workflow ci is left out: its `when` does not hold: `evaluate` does not match.';
  expect(said({ condition: 'evaluate' })).toBe(text);
  expect(said({ condition: 'evaluate' }, METADATA, '--choice')).toBe(text);
});

test('takes metadata that say nothing', () => {
  const end = (condition: string, metadata: PipelineMetadata) =>
    said({ condition }, metadata).split('match ')[1];
  for (const metadata of [{}, { curr: {}, repo: {} }]) {
    expect(end('event', metadata)).toBe('the event undefined.');
    expect(end('branch', metadata)).toBe('the branch undefined.');
    expect(end('ref', metadata)).toBe('the ref undefined.');
    expect(end('cron', metadata)).toBe('the cron job "".');
    expect(end('repo', metadata)).toBe('the repository "undefined/undefined".');
    expect(end('path', metadata)).toBe('the changed files [].');
  }
});
