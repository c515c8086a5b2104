import { describe, expect, it } from 'vitest';
import { type CompileInput, compileWorkflow } from '../../../src/index.ts';
import { pipelineInput } from '../support.ts';

const YAML = `
when: {event: push}
skip_clone: true
matrix: {CI_COMMIT_BRANCH: [axis], V: [one]}
services: {db: {image: x}}
steps:
  cmd: {image: "x:\${MANUAL}", commands: [a], when: {evaluate: 'MANUAL == "m"'}}
  plug: {image: x, settings: {v: "\${V}"}}
`;

const INPUT: CompileInput = { ...pipelineInput, env: { V: 'server' }, additional_env: { MANUAL: 'm' } };

/** The variables of each step, by its name. */
function environments(release: string): Record<string, Record<string, string | undefined>> {
  const { workflows } = compileWorkflow(YAML, { ...INPUT, release });
  const steps = workflows[0]?.config?.pipeline?.flatMap((stage) => stage.steps ?? []) ?? [];
  return Object.fromEntries(
    steps.map(({ name, image, environment }) => {
      const { MANUAL, V, CI_COMMIT_BRANCH, PLUGIN_V } = environment ?? {};
      return [name, { image, MANUAL, V, CI_COMMIT_BRANCH, PLUGIN_V }];
    }),
  );
}

describe('variables of matrix and manual run', () => {
  it('give way to those of the server through 3.17', () => {
    const branch = pipelineInput.metadata?.curr?.commit?.branch;
    const common = { MANUAL: 'm', V: 'server', CI_COMMIT_BRANCH: branch };
    expect(environments('3.17')).toEqual({
      db: { image: 'x', ...common },
      cmd: { image: 'x:m', ...common },
      plug: { image: 'x', ...common, PLUGIN_V: 'one' },
    });
  });

  it('win since the next release, but not in plugins, and a manual run is not substituted', () => {
    const branch = pipelineInput.metadata?.curr?.commit?.branch;
    expect(environments('next')).toEqual({
      db: { image: 'x', V: 'server', CI_COMMIT_BRANCH: branch },
      cmd: { image: 'x:', MANUAL: 'm', V: 'one', CI_COMMIT_BRANCH: 'axis' },
      plug: { image: 'x', V: 'server', CI_COMMIT_BRANCH: branch, PLUGIN_V: 'one' },
    });
  });
});

describe('names that are there twice', () => {
  const codesOf = (yaml: string, release: string): string[] =>
    compileWorkflow(yaml, { ...pipelineInput, release }).errors.map(({ code }) => code);

  it.each([
    ['steps: [{name: a, image: x}, {name: a, image: x, depends_on: []}]', 'step-name-not-unique'],
    [
      'services: [{name: a, image: x}, {name: a, image: x, when: {event: tag}}]\nsteps: [{image: x}]',
      'service-name-repeated',
    ],
  ])('stop the pipeline since the next release: %s', (yaml, code) => {
    const workflow = `when: {event: push}\n${yaml}`;
    expect(codesOf(workflow, 'next')).toContain(code);
    expect(codesOf(workflow, '3.17')).not.toContain(code);
  });
});
