import { expect, it } from 'vitest';
import { codesIn, run, runLoading } from '../support/memory-io.ts';

const FAILING = 'when: {event: push}\nsteps: {ok: {image: b, commands: [c]}, __proto__: {image: b}}';

it.each([
  [
    'that does not need the checks',
    ['render', 'fixtures/cli/build.yaml', '--release', '3.17'],
    ['left-out-when'],
  ],
  ['that needs the checks for a failure', ['render', '-'], ['step-name-invalid']],
  ['that asks for the checks', ['render', '-', '--check'], ['step-name-invalid']],
  ['of another kind', ['explain', '-'], ['step-name-invalid']],
])('loads what a command needs %s, and writes everything once', async (_, argv, codes) => {
  const loaded = await runLoading(argv, { stdin: FAILING });
  expect(loaded).toEqual(run(argv, { stdin: FAILING }));
  expect(codesIn(loaded.err)).toEqual(codes);
});
