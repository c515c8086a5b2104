import { expect, test } from 'vitest';
import { leftOutFinding, nothingRunsFinding } from '../../../src/workflow/messages/notices.ts';
import type { PipelineMetadata } from '../../../src/workflow/metadata/metadata.ts';

const METADATA: PipelineMetadata = {
  repo: { owner: 'o', name: 'n' },
  curr: {
    event: 'push',
    cron: 'nightly',
    commit: { branch: 'main', ref: 'refs/heads/main', changed_files: ['a'] },
  },
};

test.each([
  ['event', 'push', ['--event']],
  ['branch', 'main', ['--branch']],
  ['ref', 'refs/heads/main', ['--ref', '--tag']],
  ['cron', 'nightly', ['--cron']],
  ['repo', 'o/n', ['--repo']],
  ['path', ['a'], ['--changed']],
  ['platform', '', ['--metadata']],
  ['evaluate', undefined, undefined],
])(
  'the condition %s comes with what it was compared with, and what changes that',
  (condition, given, flags) => {
    const left = { workflow: 'ci', reason: 'when', condition } as const;
    const { code, args = {}, note } = leftOutFinding(left, 'a.yaml', METADATA, 'flags');
    expect([code, args['given'], args['flags'], args['options']]).toEqual([
      'left-out-when',
      given,
      flags,
      undefined,
    ]);
    expect(note).toContain(`\`${condition}\``);
    const { args: others = {} } = leftOutFinding(left, 'a.yaml', METADATA, 'options');
    expect(others['options']).toEqual(flags?.map((flag) => flag.slice(2)));
  },
);

test('runs of a matrix are distinguished', () => {
  const left = { workflow: 'ci', reason: 'local', step: 'steps.a' } as const;
  const found = [1, 2].map((axis_id) => leftOutFinding({ ...left, axis_id }, 'a.yaml', {}, 'flags'));
  expect(found.map(({ code }) => code)).toEqual(['left-out-local', 'left-out-local']);
  expect(new Set(found.map(({ args }) => args?.['name'])).size).toBe(2);
});

test('nothing is invented for metadata that say nothing', () => {
  for (const metadata of [{}, { curr: {}, repo: {} }]) {
    const left = { workflow: 'ci', reason: 'when', condition: 'event' } as const;
    const { note } = leftOutFinding(left, 'a.yaml', metadata, 'flags');
    expect(note).not.toContain('undefined');
    expect(nothingRunsFinding('a.yaml', metadata).message).not.toContain('undefined');
  }
});
