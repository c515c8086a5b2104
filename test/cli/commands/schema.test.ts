import { expect, it } from 'vitest';
import { run } from '../../support/memory-io.ts';

const titleOf = (argv: readonly string[]) =>
  (JSON.parse(run(['schema', ...argv]).out) as { title: string }).title;

it('prints the schema of workflows for the newest release, or for a given one', () => {
  expect(titleOf(['workflow'])).toContain(' 3.17 ');
  expect(titleOf(['workflow', 'v3.9.2'])).toContain(' 3.9 ');
});

it.each([[['workflow', '3.18']], [['step', '3.17']], [['workflows']], [[]]])('rejects %j', (argv) => {
  expect(run(['schema', ...argv])).toMatchObject({ code: 2, out: '' });
});
