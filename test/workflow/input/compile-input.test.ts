import { describe, expect, test } from 'vitest';
import { compileWithPositions, compileWorkflow } from '../../../src/index.ts';
import { pipelineInput } from '../support.ts';

const yaml = 'when: {event: push}\nskip_clone: true\nsteps: {a: {image: b}}';

describe('an input with values of a wrong type', () => {
  test.each([
    [{ metadata: { curr: 5 } }, ['input.metadata.curr']],
    [
      { metadata: { curr: { commit: { changed_files: [1] } } } },
      ['input.metadata.curr.commit.changed_files'],
    ],
    [{ secrets: [{ name: 'a' }, { value: 's3cret' }, 5] }, ['input.secrets[1].name', 'input.secrets[2]']],
    [{ secrets: {}, registries: [{ hostname: 5 }] }, ['input.secrets', 'input.registries[0].hostname']],
    [{ env: { A: 5 }, options: { netrc: 's3cret' } }, ['input.env.A', 'input.options.netrc']],
    [{ release: 3.17, features: [] }, ['input.release', 'input.features']],
    [[], ['input']],
  ])('such as %j is rejected with all of them, and without their text', (input, places) => {
    const { result } = compileWithPositions(yaml, input as never);
    expect(result).toEqual(compileWorkflow(yaml, input as never));
    expect(result).toMatchObject({ fatal: true, workflows: [], notices: [], leftOut: [] });
    expect(result.errors.map(({ code, type, warning }) => [code, type, warning])).toEqual(
      places.map(() => ['input-type', 'generic', false]),
    );
    for (const [index, { message }] of result.errors.entries())
      expect(message).toContain(`\`${places[index]}\``);
    expect(JSON.stringify(result)).not.toContain('s3cret');
  });

  test.each([
    [null, ['files']],
    [undefined, ['files']],
    [5, ['files']],
    [
      [null, { name: 'a.yaml' }, { name: 'b.yaml', yaml: 5 }],
      ['files[0]', 'files[1].yaml', 'files[2].yaml'],
    ],
  ])('files such as %j are rejected', (files, places) => {
    const { fatal, errors } = compileWorkflow(files as never, pipelineInput);
    expect([fatal, errors.map(({ code }) => code)]).toEqual([true, places.map(() => 'input-type')]);
    for (const [index, { message }] of errors.entries()) expect(message).toContain(`\`${places[index]}\``);
  });
});

test.each([
  null,
  undefined,
  {},
  { metadata: { curr: null, repo: { trusted: null } }, secrets: null, env: { A: null } },
])('the input %j says nothing, as none does', (input) => {
  const text = yaml.replace('when: {event: push}\n', '');
  expect(compileWorkflow(text, input as never)).toEqual(compileWorkflow(text, {}));
  expect(compileWorkflow(text, input as never).fatal).toBe(false);
});

test('keys that no server knows are ignored', () => {
  const input = { ...pipelineInput, nope: 1, metadata: { ...pipelineInput.metadata, step: { nope: [] } } };
  expect(compileWorkflow(yaml, input)).toEqual(compileWorkflow(yaml, pipelineInput));
});
