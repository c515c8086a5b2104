import { describe, expect, test } from 'vitest';
import { assumedMetadata, type PipelineChoices } from '../../../src/workflow/metadata/assumed-metadata.ts';
import type { PipelineMetadata } from '../../../src/workflow/metadata/metadata.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';

const run = (choices: PipelineChoices, given: PipelineMetadata = {}) =>
  assumedMetadata(deepFrozen(choices), deepFrozen(given));
const ZEROS = '0'.repeat(40);
const AUTHOR = { name: 'author', email: 'author@example.com' };

test('a pipeline without metadata is a push to the default branch', () => {
  expect(run({})).toEqual({
    repo: {
      id: 1,
      name: 'repo',
      owner: 'owner',
      remote_id: '1',
      forge_url: 'https://forge.example.com/owner/repo',
      clone_url: 'https://forge.example.com/owner/repo.git',
      clone_url_ssh: 'git@forge.example.com:owner/repo.git',
      default_branch: 'main',
    },
    curr: {
      number: 1,
      event: 'push',
      author: 'author',
      commit: { sha: ZEROS, author: AUTHOR, ref: 'refs/heads/main', branch: 'main' },
    },
    sys: { name: 'woodpecker', host: 'ci.example.com', url: 'https://ci.example.com' },
    forge: { type: 'forgejo', url: 'https://forge.example.com' },
  });
});

describe('the repository', () => {
  test('has addresses with its name, even if the owner has slashes', () => {
    expect(run({ repo: 'a/b/c', trusted: false }).repo).toEqual({
      id: 1,
      remote_id: '1',
      owner: 'a/b',
      name: 'c',
      forge_url: 'https://forge.example.com/a/b/c',
      clone_url: 'https://forge.example.com/a/b/c.git',
      clone_url_ssh: 'git@forge.example.com:a/b/c.git',
      default_branch: 'main',
    });
  });

  test('is trusted with everything or nothing', () => {
    const trusted = { network: true, volumes: true, security: true };
    expect(run({ trusted: true }).repo).toMatchObject({ trusted, owner: 'owner' });
    expect(run({ trusted: true, repo: 'a/b' }).repo).toMatchObject({ trusted, owner: 'a' });
    expect(run({ trusted: false }).repo).not.toHaveProperty('trusted');
  });

  test('has the default branch that is chosen, given, or main', () => {
    const branches = (choices: PipelineChoices, given?: PipelineMetadata) => {
      const { repo, curr } = run(choices, given);
      return [repo?.default_branch, curr?.commit?.branch, curr?.commit?.ref];
    };
    const given = { repo: { default_branch: 'given' } };
    expect(branches({ defaultBranch: 'chosen' }, given)).toEqual(['chosen', 'chosen', 'refs/heads/chosen']);
    expect(branches({}, given)).toEqual(['given', 'given', 'refs/heads/given']);
  });
});

describe('the run', () => {
  test.each<[PipelineChoices, Partial<NonNullable<PipelineMetadata['curr']>>]>([
    [{ branch: 'b' }, { event: 'push', commit: { branch: 'b', ref: 'refs/heads/b' } }],
    [{ tag: 'v2' }, { event: 'tag', commit: { branch: 'main', ref: 'refs/tags/v2' } }],
    [{ event: 'tag' }, { event: 'tag', commit: { branch: 'main', ref: 'refs/tags/v1.0.0' } }],
    [
      { event: 'release', tag: 'v2' },
      { event: 'release', commit: { branch: 'main', ref: 'refs/tags/v2' } },
    ],
    [
      { event: 'manual', tag: 'v2' },
      { event: 'manual', commit: { branch: 'main', ref: 'main' } },
    ],
    [
      { cron: 'nightly' },
      { event: 'cron', cron: 'nightly', commit: { branch: 'main', ref: 'refs/heads/main' } },
    ],
    [
      { cron: 'nightly', tag: 'v2' },
      { event: 'tag', cron: 'nightly', commit: { branch: 'main', ref: 'refs/tags/v2' } },
    ],
    [
      { event: 'pull_request', branch: 'b' },
      { event: 'pull_request', commit: { branch: 'b', ref: 'refs/pull/1/head', refspec: 'topic:b' } },
    ],
    [
      { event: 'pull_request_closed' },
      {
        event: 'pull_request_closed',
        commit: { branch: 'main', ref: 'refs/pull/1/head', refspec: 'topic:main' },
      },
    ],
    [{ ref: 'refs/x' }, { event: 'push', commit: { branch: 'main', ref: 'refs/x' } }],
    [{ changed: [] }, { event: 'push', commit: { branch: 'main', ref: 'refs/heads/main' } }],
    [
      { changed: ['a'] },
      { event: 'push', commit: { branch: 'main', ref: 'refs/heads/main', changed_files: ['a'] } },
    ],
  ])('%j', (choices, expected) => {
    expect(run(choices).curr).toEqual({
      number: 1,
      author: 'author',
      ...expected,
      commit: { sha: ZEROS, author: AUTHOR, ...expected.commit },
    });
  });

  test('has the commit that is chosen', () => {
    expect(run({ sha: 'abc' }).curr?.commit?.sha).toBe('abc');
  });
});

describe('given metadata', () => {
  const given: PipelineMetadata = {
    repo: { owner: 'o', name: 'n' },
    curr: {
      event: 'pull_request',
      commit: { branch: 'b', ref: 'refs/pull/7/head', refspec: 'x:b', sha: 'abc' },
    },
    sys: { version: '3.17' },
  };

  test('counts over a plain push', () => {
    const { repo, curr, sys } = run({}, given);
    expect(repo).toMatchObject({ id: 1, owner: 'o', name: 'n' });
    expect(curr).toMatchObject({ event: 'pull_request', commit: given.curr?.commit });
    expect(sys).toMatchObject({ name: 'woodpecker', version: '3.17' });
  });

  test.each<[PipelineChoices, string, string | undefined]>([
    [{}, 'refs/pull/7/head', 'x:b'],
    [{ sha: 'def' }, 'refs/pull/7/head', 'x:b'],
    [{ event: 'pull_request' }, 'refs/pull/1/head', 'x:b'],
    [{ event: 'push' }, 'refs/heads/b', 'x:b'],
    [{ branch: 'c' }, 'refs/pull/1/head', 'x:b'],
    [{ tag: 'v1' }, 'refs/tags/v1', 'x:b'],
    [{ cron: 'c' }, 'refs/heads/b', 'x:b'],
  ])('keeps its reference unless %j chooses another run', (choices, ref, refspec) => {
    expect(run(choices, given).curr?.commit).toMatchObject({ ref, refspec });
  });

  test('without a reference has one made', () => {
    expect(run({}, { curr: { event: 'tag', commit: { branch: 'b' } } }).curr?.commit?.ref).toBe(
      'refs/tags/v1.0.0',
    );
    expect(run({}, { curr: {} }).curr?.commit?.ref).toBe('refs/heads/main');
  });
});

test('the ref of a manual run is its branch alone through 3.17', () => {
  const refAt = (release: string) => assumedMetadata({ event: 'manual' }, {}, release).curr?.commit?.ref;
  expect([refAt('3.0'), refAt('3.17'), refAt('next')]).toEqual(['main', 'main', 'refs/heads/main']);
});
