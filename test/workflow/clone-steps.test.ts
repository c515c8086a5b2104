import { describe, expect, it } from 'vitest';
import { type CompileInput, compileWorkflow } from '../../src/index.ts';
import { bareInput, eventInput, stagesOf } from './support/compiling.ts';

const PLUGIN_GIT = 'docker.io/woodpeckerci/plugin-git:2.9.2';

describe('clone steps', () => {
  const clones = (head: string, input: CompileInput = bareInput()) =>
    stagesOf(`${head}\nsteps: {a: {image: x}}`, input)
      .map(([step]) => step)
      .filter((step) => step?.type === 'clone');

  it('are the default one, with all tags for a tag', () => {
    const [push] = clones('', eventInput('push'));
    expect(push).toMatchObject({ name: 'clone', image: PLUGIN_GIT, environment: { PLUGIN_DEPTH: '0' } });
    expect(push?.environment).not.toHaveProperty('PLUGIN_TAGS');
    expect(clones('', eventInput('tag'))[0]?.environment).toMatchObject({
      PLUGIN_DEPTH: '0',
      PLUGIN_TAGS: 'true',
    });
  });

  it('use the image of the release, or that of the server', () => {
    const image = (release: string, options: CompileInput['options'] = {}) =>
      clones('', bareInput({ release, options })).map((step) => step?.image);
    expect(image('3.0')).toEqual(['docker.io/woodpeckerci/plugin-git:2.6.0']);
    expect(image('3.13')).toEqual(['docker.io/woodpeckerci/plugin-git:2.8.0']);
    expect(image('3.17', { default_clone_image: 'own:1' })).toEqual(['own:1']);
    expect(image('3.17', { default_clone_image: '' })).toEqual([]);
  });

  it('are those of the file, in turn', () => {
    const head =
      'clone: [{name: one, image: x}, {name: two, image: y, when: {event: tag}}, {name: three, image: z}]';
    const names = (text: string, input = bareInput()) => clones(text, input).map((step) => step?.name);
    expect(names(head)).toEqual(['one', 'three']);
    expect(names(head, eventInput('tag'))).toEqual(['one', 'two', 'three']);
    expect(names(`skip_clone: true\n${head}`)).toEqual([]);
    expect(names(head, bareInput({ options: { local: true } }))).toEqual([]);
    expect(names('', bareInput({ options: { local: true } }))).toEqual([]);
    expect(names('', bareInput({ options: { local: false } }))).toEqual(['clone']);
  });
});

describe('services', () => {
  it('are one stage, which is there even if it is empty', () => {
    const services =
      'services: [{name: s, image: x, when: {event: tag}}, {name: t, image: y, when: {event: tag}}]';
    const yaml = `skip_clone: true\n${services}\nsteps: {a: {image: x}}`;
    const stages = (event: string) => compileWorkflow(yaml, eventInput(event)).workflows[0]?.config?.pipeline;
    expect(stages('push')?.[0]).toEqual({});
    expect(stages('tag')?.[0]?.steps).toMatchObject([
      { name: 's', type: 'service', detach: true },
      { name: 't', type: 'service', detach: true },
    ]);
  });
});
