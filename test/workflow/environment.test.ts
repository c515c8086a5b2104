import { describe, expect, it } from 'vitest';
import { type CompileInput, compileWorkflow } from '../../src/index.ts';
import type { PipelineMetadata, PipelineRunMetadata } from '../../src/workflow/metadata/metadata.ts';
import { bareInput, eventInput, stepOf, stepWith } from './support/compiling.ts';

/** The variables of a step whose name starts in a certain way. */
function variables(start: string, input: CompileInput): Record<string, string> {
  const { environment } = stepWith('image: x', input);
  return Object.fromEntries(Object.entries(environment ?? {}).filter(([name]) => name.startsWith(start)));
}

const run: PipelineRunMetadata = {
  number: 7,
  created: 11,
  started: 12,
  finished: 13,
  status: 'failure',
  event: 'pull_request',
  event_reason: ['label_added', 'edited'],
  forge_url: 'https://forge.example/o/r/pulls/3',
  target: 'prod',
  task: 'deploy',
  parent: 5,
  rerun_count: 2,
  cron: 'nightly',
  release: { title: 'One', is_prerelease: true },
  author: 'ann',
  avatar: 'https://forge.example/ann.png',
  commit: {
    sha: 'abc',
    ref: 'refs/pull/34/head',
    refspec: 'topic:main',
    branch: 'main',
    message: 'Change',
    timestamp: 14,
    author: { name: 'bob', email: 'bob@example', avatar: 'https://forge.example/bob.png' },
    changed_files: ['a<b>&c', 'ü"\u2028\u2029'],
    labels: ['bug', 'ui'],
    milestone: 'v1',
    draft: true,
    is_prerelease: true,
  },
};

const metadata: PipelineMetadata = {
  repo: {
    id: 3,
    name: 'r',
    owner: 'o',
    remote_id: '33',
    forge_url: 'https://forge.example/o/r',
    clone_url: 'https://forge.example/o/r.git',
    clone_url_ssh: 'git@forge.example:o/r.git',
    private: true,
    default_branch: 'trunk',
    trusted: { network: true, volumes: true, security: true },
  },
  curr: run,
  prev: {
    ...run,
    number: 6,
    parent: 4,
    event: 'pull_request_closed',
    commit: { ...run.commit, refspec: 'x:y' },
  },
  sys: { name: 'wp', host: 'ci.example', url: 'https://ci.example', arch: 'linux/amd64', version: '3.17.0' },
  forge: { type: 'forgejo', url: 'https://forge.example' },
};

const SYSTEM = {
  CI: 'wp',
  CI_SYSTEM_NAME: 'wp',
  CI_SYSTEM_URL: 'https://ci.example',
  CI_SYSTEM_HOST: 'ci.example',
  CI_SYSTEM_VERSION: '3.17.0',
  CI_SYSTEM_PLATFORM: 'linux/amd64',
  CI_FORGE_TYPE: 'forgejo',
  CI_FORGE_URL: 'https://forge.example',
};
const REPOSITORY = {
  CI_REPO: 'o/r',
  CI_REPO_NAME: 'r',
  CI_REPO_OWNER: 'o',
  CI_REPO_REMOTE_ID: '33',
  CI_REPO_URL: 'https://forge.example/o/r',
  CI_REPO_CLONE_URL: 'https://forge.example/o/r.git',
  CI_REPO_CLONE_SSH_URL: 'git@forge.example:o/r.git',
  CI_REPO_DEFAULT_BRANCH: 'trunk',
  CI_REPO_PRIVATE: 'true',
  CI_REPO_TRUSTED_NETWORK: 'true',
  CI_REPO_TRUSTED_VOLUMES: 'true',
  CI_REPO_TRUSTED_SECURITY: 'true',
  CI_REPO_TRUSTED: 'true',
};
const PIPELINE = {
  CI_PIPELINE_NUMBER: '7',
  CI_PIPELINE_PARENT: '5',
  CI_PIPELINE_CREATED: '11',
  CI_PIPELINE_STARTED: '12',
  CI_PIPELINE_EVENT: 'pull_request',
  CI_PIPELINE_EVENT_REASON: 'label_added,edited',
  CI_PIPELINE_URL: 'https://ci.example/repos/3/pipeline/7',
  CI_PIPELINE_FORGE_URL: 'https://forge.example/o/r/pulls/3',
  CI_PIPELINE_DEPLOY_TARGET: 'prod',
  CI_PIPELINE_DEPLOY_TASK: 'deploy',
  CI_PIPELINE_AUTHOR: 'ann',
  CI_PIPELINE_AVATAR: 'https://forge.example/ann.png',
  CI_PIPELINE_RERUNS: '2',
  CI_PIPELINE_FILES: '["a\\u003cb\\u003e\\u0026c","ü\\"\\u2028\\u2029"]',
  CI_WORKFLOW_NAME: 'woodpecker',
  CI_WORKFLOW_NUMBER: '1',
  CI_STEP_NUMBER: '0',
  CI_STEP_URL: 'https://ci.example/repos/3/pipeline/7',
};
const COMMIT = {
  CI_COMMIT_SHA: 'abc',
  CI_COMMIT_REF: 'refs/pull/34/head',
  CI_COMMIT_REFSPEC: 'topic:main',
  CI_COMMIT_MESSAGE: 'Change',
  CI_COMMIT_BRANCH: 'main',
  CI_COMMIT_TIMESTAMP: '14',
  CI_COMMIT_AUTHOR: 'bob',
  CI_COMMIT_AUTHOR_EMAIL: 'bob@example',
  CI_COMMIT_AUTHOR_AVATAR: 'https://forge.example/ann.png',
  CI_COMMIT_SOURCE_BRANCH: 'topic',
  CI_COMMIT_TARGET_BRANCH: 'main',
  CI_COMMIT_PULL_REQUEST: '34',
  CI_COMMIT_PULL_REQUEST_LABELS: 'bug,ui',
  CI_COMMIT_PULL_REQUEST_MILESTONE: 'v1',
  CI_COMMIT_PULL_REQUEST_DRAFT: 'true',
};
const PREVIOUS = {
  CI_PREV_PIPELINE_NUMBER: '6',
  CI_PREV_PIPELINE_PARENT: '4',
  CI_PREV_PIPELINE_CREATED: '11',
  CI_PREV_PIPELINE_STARTED: '12',
  CI_PREV_PIPELINE_FINISHED: '13',
  CI_PREV_PIPELINE_URL: 'https://ci.example/repos/3/pipeline/6',
  CI_PREV_PIPELINE_EVENT: 'pull_request_closed',
  CI_PREV_PIPELINE_EVENT_REASON: 'label_added,edited',
  CI_PREV_PIPELINE_FORGE_URL: 'https://forge.example/o/r/pulls/3',
  CI_PREV_COMMIT_URL: 'https://forge.example/o/r/pulls/3',
  CI_PREV_PIPELINE_DEPLOY_TARGET: 'prod',
  CI_PREV_PIPELINE_DEPLOY_TASK: 'deploy',
  CI_PREV_PIPELINE_STATUS: 'failure',
  CI_PREV_PIPELINE_AUTHOR: 'ann',
  CI_PREV_PIPELINE_AVATAR: 'https://forge.example/ann.png',
  CI_PREV_COMMIT_SHA: 'abc',
  CI_PREV_COMMIT_REF: 'refs/pull/34/head',
  CI_PREV_COMMIT_REFSPEC: 'x:y',
  CI_PREV_COMMIT_MESSAGE: 'Change',
  CI_PREV_COMMIT_BRANCH: 'main',
  CI_PREV_COMMIT_TIMESTAMP: '14',
  CI_PREV_COMMIT_AUTHOR: 'bob',
  CI_PREV_COMMIT_AUTHOR_EMAIL: 'bob@example',
  CI_PREV_COMMIT_AUTHOR_AVATAR: 'https://forge.example/ann.png',
  CI_PREV_COMMIT_SOURCE_BRANCH: 'x',
  CI_PREV_COMMIT_TARGET_BRANCH: 'y',
};

describe('the variables of a pull request', () => {
  it('report everything that the server knows', () => {
    expect(variables('CI', bareInput({ metadata }))).toEqual({
      ...SYSTEM,
      ...REPOSITORY,
      ...PIPELINE,
      ...COMMIT,
      ...PREVIOUS,
      CI_WORKSPACE: '/woodpecker/src/forge.example/o/r',
    });
  });

  it.each([
    [
      '3.7',
      ['CI_PIPELINE_AUTHOR', 'CI_PIPELINE_AVATAR', 'CI_PREV_PIPELINE_AUTHOR', 'CI_PREV_PIPELINE_AVATAR'],
    ],
    [
      '3.9',
      ['CI_COMMIT_PULL_REQUEST_MILESTONE', 'CI_PIPELINE_EVENT_REASON', 'CI_PREV_PIPELINE_EVENT_REASON'],
    ],
    ['3.14', ['CI_PIPELINE_RERUNS']],
    ['3.15', ['CI_COMMIT_PULL_REQUEST_DRAFT', 'CI_COMMIT_TIMESTAMP', 'CI_PREV_COMMIT_TIMESTAMP']],
    ['3.17', []],
  ])('lack some at %s that the next release has', (release, missing) => {
    const names = (at: string) => Object.keys(variables('CI', bareInput({ metadata, release: at })));
    const present = new Set(names(release));
    const next = { '3.7': '3.8', '3.9': '3.10', '3.14': '3.15', '3.15': '3.16' }[release] ?? '3.17';
    expect(
      names(next)
        .filter((name) => !present.has(name))
        .sort(),
    ).toEqual(missing);
  });

  it('show the picture of the author of the commit before 3.14', () => {
    const avatars = (release: string) => {
      const found = variables('CI', bareInput({ metadata, release }));
      return [found['CI_COMMIT_AUTHOR_AVATAR'], found['CI_PREV_COMMIT_AUTHOR_AVATAR']];
    };
    expect(avatars('3.13')).toEqual(['https://forge.example/bob.png', 'https://forge.example/bob.png']);
    expect(avatars('3.14')).toEqual(['https://forge.example/ann.png', 'https://forge.example/ann.png']);
  });

  it('name the branches only if there are two', () => {
    const branches = (refspec: string) => {
      const curr = { ...run, commit: { refspec } };
      const found = variables('CI_', bareInput({ metadata: { curr, prev: curr } }));
      return ['CI_COMMIT_SOURCE_BRANCH', 'CI_COMMIT_TARGET_BRANCH', 'CI_PREV_COMMIT_SOURCE_BRANCH'].map(
        (name) => found[name],
      );
    };
    expect(branches('a:b')).toEqual(['a', 'b', 'a']);
    expect(branches('a:')).toEqual(['a', undefined, 'a']);
    expect(branches('a')).toEqual([undefined, undefined, undefined]);
    expect(branches('a:b:c')).toEqual([undefined, undefined, undefined]);
    expect(variables('CI_COMMIT_', eventInput('pull_request'))).toEqual({
      CI_COMMIT_TIMESTAMP: '0',
      CI_COMMIT_PULL_REQUEST_DRAFT: 'false',
    });
  });

  it('are there for events of pull requests only', () => {
    const names = (event: string, release = '3.17') => {
      const prev = { ...run, event };
      const input = bareInput({ release, metadata: { curr: prev, prev } });
      const all = Object.keys(variables('CI_', input));
      return all.filter((name) => /PULL_REQUEST|SOURCE|TARGET_BRANCH/.test(name)).length;
    };
    expect(names('pull_request')).toBe(8);
    expect(names('pull_request_closed')).toBe(8);
    expect(names('pull_request_metadata')).toBe(8);
    expect(names('pull_request_metadata', '3.10')).toBe(7);
    expect(names('pull_request_metadata', '3.9')).toBe(0);
    expect(names('push')).toBe(0);
    expect(names('')).toBe(0);
  });
});

describe('the tag', () => {
  it.each([
    ['push', 'refs/tags/v1', '3.17', 'v1'],
    ['tag', 'refs/tags/v1', '3.0', 'v1'],
    ['tag', 'v1', '3.17', undefined],
    ['tag', 'v1', '3.13', 'v1'],
    ['release', 'v1', '3.13', 'v1'],
    ['release', 'v1', '3.14', undefined],
    ['push', 'v1', '3.13', undefined],
    ['deployment', 'v1', '3.12', undefined],
    ['deployment', 'v1', '3.13', 'v1'],
    ['deployment', 'v1', '3.14', undefined],
  ])('of the event %s with the reference %s at %s', (event, ref, release, tag) => {
    const input = eventInput(event, { curr: { commit: { ref } } }, release);
    expect(variables('CI_COMMIT_TAG', input)['CI_COMMIT_TAG']).toBe(tag);
  });

  it('is none without a reference', () => {
    expect(variables('CI_COMMIT_TAG', eventInput('tag', {}, '3.13'))).toEqual({});
  });
});

describe('a release', () => {
  const released = (event: string, release: string, curr: PipelineRunMetadata) => {
    const found = variables('CI_', eventInput(event, { curr }, release));
    return ['CI_PIPELINE_RELEASE_TITLE', 'CI_PIPELINE_RELEASE_PRE', 'CI_COMMIT_PRERELEASE'].map(
      (name) => found[name],
    );
  };

  it('is described since 3.17', () => {
    const curr = { release: { title: 'One', is_prerelease: true }, commit: { is_prerelease: false } };
    expect(released('release', '3.17', curr)).toEqual(['One', 'true', 'true']);
    expect(released('release', '3.16', curr)).toEqual([undefined, undefined, 'false']);
    expect(released('release', '3.16', { commit: { is_prerelease: true } })).toEqual([
      undefined,
      undefined,
      'true',
    ]);
    expect(released('release', '3.17', {})).toEqual([undefined, 'false', 'false']);
    expect(released('release', '3.16', {})).toEqual([undefined, undefined, 'false']);
    expect(released('tag', '3.17', curr)).toEqual([undefined, undefined, undefined]);
  });
});

describe('other variables', () => {
  it('report trust as a whole', () => {
    const whole = (network: boolean, volumes: boolean, security: boolean) => {
      const trusted = { network, volumes, security };
      return variables('CI_REPO_T', bareInput({ metadata: { repo: { trusted } } }))['CI_REPO_TRUSTED'];
    };
    expect(whole(true, true, true)).toBe('true');
    expect([whole(false, true, true), whole(true, false, true), whole(true, true, false)]).toEqual([
      'false',
      'false',
      'false',
    ]);
  });

  it('list up to 500 files', () => {
    const files = (count: number) => {
      const changed_files = Array.from({ length: count }, () => 'f');
      const input = bareInput({ metadata: { curr: { commit: { changed_files } } } });
      return variables('CI_PIPELINE_FILES', input)['CI_PIPELINE_FILES'];
    };
    expect(files(500)).toBe(`["f"${',"f"'.repeat(499)}]`);
    expect(files(501)).toBeUndefined();
  });

  it('leave out empty and null values, and pipelines that were not repeated', () => {
    const repo = { name: '', owner: 'o', default_branch: null as unknown as string };
    const input = bareInput({ metadata: { repo, curr: { rerun_count: 0 } } });
    const names = Object.keys(variables('CI_REPO', input)).filter((name) => !/TRUSTED|PRIVATE/.test(name));
    expect(names.sort()).toEqual(['CI_REPO', 'CI_REPO_OWNER']);
    expect(variables('CI_PIPELINE_RERUNS', input)).toEqual({});
  });
});

describe('layers of variables', () => {
  const yaml = [
    'skip_clone: true',
    'matrix: {include: [{X: axis, CI_REPO_NAME: axis, A: axis}]}',
    `steps: {a: {image: 'i-\${X}-\${CI_REPO_NAME}-\${OUT}', commands: [x], environment: {A: own}}}`,
  ].join('\n');
  const input = bareInput({
    metadata: { repo: { name: 'real' } },
    env: { X: 'outer', CI_REPO_NAME: 'outer', OUT: 'outer', http_proxy: 'outer' },
  });

  it('put the axis first in the text, and variables from outside first in steps', () => {
    const step = stepOf(yaml, input);
    expect(step.image).toBe('i-axis-axis-outer');
    expect(step.environment).toMatchObject({
      X: 'outer',
      CI_REPO_NAME: 'real',
      OUT: 'outer',
      A: 'own',
      http_proxy: 'outer',
    });
  });

  it('keep the names of the server apart in conditions', () => {
    const when = (condition: string) =>
      compileWorkflow(`when: {evaluate: '${condition}'}\n${yaml}`, input).workflows[0]?.skipped;
    expect(when('X == "axis" && CI_REPO_NAME == "real" && OUT == "outer"')).toBeUndefined();
    expect(when('X == "outer"')).toBe('when');
    const stepWhen = (condition: string) =>
      compileWorkflow(yaml.replace('commands', `when: {evaluate: '${condition}'}, commands`), input)
        .workflows[0]?.skipped;
    expect(stepWhen('X == "outer" && CI_REPO_NAME == "real"')).toBeUndefined();
    expect(stepWhen('X == "axis"')).toBe('no-stages');
  });

  it.each([
    [{ http: 'h' }, ['h', '', '']],
    [{ https: 's' }, ['', 's', '']],
    [{ no: 'n' }, ['', '', 'n']],
    [{ http: '', https: '', no: '' }, undefined],
    [{}, undefined],
  ])('have all proxies with %j', (proxy, values) => {
    const environment = stepOf(yaml, { ...input, options: { proxy } }).environment ?? {};
    const names = ['http_proxy', 'https_proxy', 'no_proxy'];
    if (values === undefined) {
      expect(environment).toMatchObject({ http_proxy: 'outer' });
      expect(environment).not.toHaveProperty('NO_PROXY');
    } else {
      expect(names.map((name) => environment[name])).toEqual(values);
      expect(names.map((name) => environment[name.toUpperCase()])).toEqual(values);
    }
  });
});
