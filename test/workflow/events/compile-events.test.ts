import { describe, expect, it } from 'vitest';
import { compileEvents } from '../../../src/workflow/events/compile-events.ts';
import { assumedMetadata } from '../../../src/workflow/metadata/assumed-metadata.ts';

function eventsOf(yaml: string, release = '3.17') {
  const runs = compileEvents([{ name: 'a.yaml', yaml }], { release }, ({ given, ...choices }) =>
    assumedMetadata(choices, given, release),
  );
  const running = runs.filter(({ result }) => result.workflows.some(({ config }) => config !== undefined));
  return { runs, choices: running.map(({ choices }) => choices) };
}

describe('compileEvents', () => {
  it('compiles files without conditions once for each event that a release knows', () => {
    const yaml = 'steps: [{ name: a, image: alpine, commands: [make] }]';
    expect(eventsOf(yaml).runs).toHaveLength(9);
    expect(eventsOf(yaml, '3.0').runs).toHaveLength(8);
  });

  it('finds values for conditions that name more than events', () => {
    const yaml = `
when: { event: [push, cron], branch: [stable-*] }
steps:
  - { name: a, image: alpine, commands: [make], when: { cron: "night[lm]y" } }
  - { name: b, image: alpine, commands: [make], when: { event: push, path: "src/*.go" } }`;
    expect(eventsOf(yaml).choices).toEqual(
      expect.arrayContaining([
        { event: 'push', branch: 'stable-1' },
        { event: 'cron', branch: 'stable-1', cron: 'nightly' },
      ]),
    );
  });

  it('compiles no more often for more conditions', () => {
    const steps = Array.from(
      { length: 300 },
      (_, index) => `  - { name: s${index}, image: alpine, commands: [make], when: { branch: b${index} } }`,
    );
    expect(eventsOf(`steps:\n${steps.join('\n')}`).runs).toHaveLength(32);
  });
});
