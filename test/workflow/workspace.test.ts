import { describe, expect, it } from 'vitest';
import { compileWorkflow } from '../../src/index.ts';
import { pipelineInput } from './support.ts';

function workspaceOf(url: string): string | undefined {
  const { metadata } = pipelineInput;
  const input = { ...pipelineInput, metadata: { ...metadata, repo: { ...metadata?.repo, forge_url: url } } };
  const result = compileWorkflow('when: {event: push}\nskip_clone: true\nsteps: {a: {image: x}}', input);
  const environment = result.workflows[0]?.config?.pipeline?.[0]?.steps?.[0]?.environment;
  return environment?.['CI_WORKSPACE']?.replace('/woodpecker/', '');
}

describe('the path of the workspace', () => {
  it.each([
    ['https://u:p@forge.example:8443/a/b/', 'src/forge.example/a/b'],
    ['https://[::1]:80/a', 'src/::1/a'],
    ['HTTP://Forge/a/../b', 'src/Forge/b'],
    ['//forge/a', 'src/forge/a'],
    ['a/b', 'src/a/b'],
    ['mailto:a', 'src'],
    ['https://forge/%C3%BC?q=%zz', 'src/forge/ü'],
    ['https://forge/%zz', 'src'],
    ['https://forge/a#%zz', 'src'],
    ['https://for ge/a', 'src'],
    ['https://forge:port/a', 'src'],
    ['forge:a/b', 'src'],
    ['', 'src'],
  ])('follows from %s', (url, path) => {
    expect(workspaceOf(url)).toBe(path);
  });
});
