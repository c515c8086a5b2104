import { describe, expect, it } from 'vitest';
import { type CompileInput, compileWorkflow } from '../../../src/index.ts';
import { bareInput, stagesOf, stepOf } from '../support/compiling.ts';
import { pipelineInput } from '../support.ts';

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
    ['https://forge/%C3%BC%2Fx%zz', 'src'],
    ['https://forge/%c3%bc%41', 'src/forge/üA'],
    ['https://forge/%zz', 'src'],
    ['https://forge/%4', 'src'],
    ['https://forge/%4z', 'src'],
    ['https://forge/a#%41', 'src/forge/a'],
    ['https://forge/a?b/c#d/e', 'src/forge/a'],
    ['https://forge', 'src/forge'],
    ['https://forge:', 'src/forge'],
    ['https://[::1]', 'src/::1'],
    ['https://[::1]:', 'src/::1'],
    ['https://[::1]x/a', 'src'],
    ['https://[::1/a', 'src'],
    ['https://@forge/a', 'src/forge/a'],
    ['https://u p@forge/a', 'src'],
    ['mailto:/a/b', 'src/a/b'],
    ['/a/b', 'src/a/b'],
    ['a/b:c', 'src/a/b:c'],
    ['a b/c', 'src/a b/c'],
    [':a/b', 'src'],
    ['1a:b/c', 'src'],
    ['//forge/a\u007f', 'src'],
    ['//forge/a\u0001', 'src'],
    ['//forge/a\u001f', 'src'],
    ['https://forge/a#%zz', 'src'],
    ['https://for ge/a', 'src'],
    ['https://forge:port/a', 'src'],
    ['forge:a/b', 'src'],
    ['https://forge.example/o?q=%#f', 'src/forge.example/o'],
    ['https://forge.example/o?q=%zz#f', 'src/forge.example/o'],
    ['https://forge.example/o#%', 'src'],
    ['/%zz', 'src'],
    ['mailto:a:b', 'src'],
    ['o:r/s', 'src'],
    ['1:r/s', 'src'],
    ['', 'src'],
  ])('follows from %s', (url, path) => {
    expect(workspaceOf(url)).toBe(path);
  });
});

describe('the workspace', () => {
  const repo = { forge_url: 'https://forge.example/o/r' };
  const workspace = (head: string, keys: string, option?: { base?: string; path?: string }) => {
    const input = bareInput({
      metadata: { repo },
      options: option === undefined ? {} : { workspace: option },
    });
    const step = stepOf(`skip_clone: true\n${head}\nsteps: {a: {image: x, ${keys}}}`, input);
    return [step.workspace_base, step.environment?.['CI_WORKSPACE'], step.working_dir];
  };

  it.each([
    ['', '', undefined, '/woodpecker', '/woodpecker/src/forge.example/o/r'],
    ['workspace: {base: /go/, path: a//b/}', '', undefined, '/woodpecker', '/woodpecker/a/b'],
    ['workspace: {base: /go/, path: a//b/}', 'commands: [x]', undefined, '/go', '/go/a/b'],
    ['workspace: {path: ../p/./q/..}', 'commands: [x]', undefined, '/woodpecker', '/p'],
    ['', 'commands: [x]', { base: '/b', path: 'p' }, '/b', '/b/p'],
    ['', '', { base: '/b', path: 'p' }, '/woodpecker', '/woodpecker/p'],
    ['workspace: {base: rel}', 'commands: [x]', { base: '', path: '' }, 'rel', 'rel/src/forge.example/o/r'],
    ['workspace: {base: .., path: ../..}', 'commands: [x]', undefined, '..', '../../..'],
    ['workspace: {base: /, path: /}', 'commands: [x]', undefined, '/', '/'],
    ['workspace: {base: a, path: ..}', 'commands: [x]', undefined, 'a', '.'],
  ])('with %j and %j and the option %j', (head, keys, option, base, path) => {
    expect(workspace(head, keys, option)).toEqual([base, path, path]);
  });

  it('is where relative directories start', () => {
    const directory = (text: string) => workspace('workspace: {path: p}', `directory: ${text}`)[2];
    expect(directory('/abs//x/')).toBe('/abs//x/');
    expect(directory('sub/')).toBe('/woodpecker/p/sub');
    expect(directory('../../..')).toBe('/');
  });

  it('is that of plugins for the default clone step, unless it has credentials', () => {
    const yaml = 'workspace: {base: /go, path: p}\nsteps: {a: {image: x}}';
    const base = (options: CompileInput['options']) =>
      stagesOf(yaml, bareInput({ options: options ?? {} })).map(([step]) => [
        step?.type,
        step?.workspace_base,
      ]);
    expect(base({})).toEqual([
      ['clone', '/woodpecker'],
      ['plugin', '/woodpecker'],
    ]);
    expect(base({ netrc: {} })).toEqual([
      ['clone', '/go'],
      ['plugin', '/woodpecker'],
    ]);
  });
});
