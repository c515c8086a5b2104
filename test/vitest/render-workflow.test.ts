import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AgentOptionsError, renderWorkflow, WorkflowError, workflowManifests } from '../../src/vitest.ts';
import { deepFrozen } from '../support/deep-frozen.ts';
import { run } from '../support/memory-io.ts';

const BUILD = 'fixtures/cli/build.yaml';
const AGENT = {
  WOODPECKER_BACKEND_K8S_NAMESPACE: 'ci',
  WOODPECKER_BACKEND_K8S_VOLUME_SIZE: '20G',
  WOODPECKER_BACKEND_K8S_STORAGE_CLASS: 'fast',
  WOODPECKER_BACKEND_K8S_STORAGE_RWX: 'false',
};

function withoutComments(yaml: string): string {
  return yaml.replace(/^\s*#.*\n/gm, '');
}

/** Each comment of several lines, with the value below it. */
function commentedValues(yaml: string): { comment: string; value: string }[] {
  return [...yaml.matchAll(/((?:^\s*#.*\n)+)\s*value: (\S+)\n/gm)].map(([, comment = '', value = '']) => ({
    comment: comment.replace(/^\s*# ?/gm, ''),
    value,
  }));
}

describe('renderWorkflow', () => {
  it.each([
    ['without options', {}, []],
    ['for a release', { release: '3.17' }, ['--release', '3.17']],
    ['for a tag', { tag: 'v1.2.3' }, ['--tag', 'v1.2.3']],
    [
      'for a pull request',
      { event: 'pull_request', branch: 'dev' },
      ['--event', 'pull_request', '--branch', 'dev'],
    ],
    [
      'for another repository',
      { repo: 'team/app', sha: 'abc', defaultBranch: 'trunk', trusted: true, clone: true },
      ['--repo', 'team/app', '--sha', 'abc', '--default-branch', 'trunk', '--trusted', '--clone'],
    ],
    [
      'for an agent',
      { agent: AGENT, os: 'windows', platform: 'windows/amd64' },
      ['--agent-env', 'fixtures/cli/agent.env', '--os', 'windows', '--platform', 'windows/amd64'],
    ],
  ])('gives what the command line prints, %s', (_, options, flags) => {
    const { out } = run(['render', BUILD, ...flags]);
    expect(out).not.toBe('');
    expect(withoutComments(renderWorkflow(BUILD, options))).toBe(out);
  });

  it.each([
    ['linux', '3.17', 'utf8'],
    ['windows', '3.17', 'utf8'],
    ['windows', 'next', 'utf16le'],
  ] as const)('has the scripts of %s agents of %s in comments', (os, release, encoding) => {
    const scripts = commentedValues(renderWorkflow(BUILD, { os, release, tag: 'v1' }));
    expect(scripts).toHaveLength(2);
    for (const { comment, value } of scripts) {
      expect(comment).toContain('npm');
      expect(comment).toBe(Buffer.from(value, 'base64').toString(encoding));
    }
  });

  it('stays YAML whatever is in a script', () => {
    const command = 'echo "a: b"\r\n# \u0007 \u0085 \u2028 - c';
    const yaml = `steps:\n  a: { image: 'yes', commands: [${JSON.stringify(command)}], environment: { A: 'no' } }\n`;
    expect(withoutComments(renderWorkflow(yaml))).toBe(
      run(['render', '.woodpecker.yaml'], { files: { '.woodpecker.yaml': yaml } }).out,
    );
  });

  it('reads a string and files in memory like the files of the same name', () => {
    const yaml = readFileSync(BUILD, 'utf8');
    const fromMemory = renderWorkflow(deepFrozen([{ name: BUILD, yaml }]), deepFrozen({ agent: AGENT }));
    expect(fromMemory).toBe(renderWorkflow(BUILD, { agent: AGENT }));
    expect(renderWorkflow(yaml)).toBe(renderWorkflow([{ name: '.woodpecker.yaml', yaml }]));
  });

  it('reads files to the letter', () => {
    const folder = mkdtempSync(join(tmpdir(), 'podwright-letter-'));
    try {
      const [name, yaml] = [join(folder, 'a.yaml'), '\ufeffsteps: { a: { image: b, settings: 3 } }\n'];
      writeFileSync(name, yaml);
      const { problems } = errorOf(() => renderWorkflow(name));
      expect(problems).toEqual(errorOf(() => renderWorkflow([{ name, yaml }])).problems);
      expect(problems).toHaveLength(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('numbers the tasks of workflows in the order of their names', () => {
    const yaml = 'steps:\n  a: { image: b }\n';
    const [a, b] = ['a.yaml', 'b.yaml'].map((name) => ({ name, yaml }));
    const rendered = renderWorkflow(
      [b, a].flatMap((file) => file ?? []),
      { release: '3.10' },
    );
    expect([...new Set(rendered.match(/task-uuid: .*/g))]).toEqual(['task-uuid: "1"', 'task-uuid: "2"']);
  });

  it('gives the other metadata, variables and secrets to the workflow', () => {
    const yaml = `steps:
  a:
    image: b
    environment: { GIVEN: { from_secret: given }, ABSENT: { from_secret: absent } }
`;
    const options = {
      metadata: { curr: { number: 7 } },
      secrets: [{ name: 'given', value: 'canary' }],
      env: { EXTRA: 'more' },
    };
    const [pod] = workflowManifests(yaml, options).filter(({ kind }) => kind === 'Pod');
    expect(pod).toMatchObject({
      spec: {
        containers: [
          {
            env: expect.arrayContaining([
              { name: 'CI_PIPELINE_NUMBER', value: '7' },
              { name: 'EXTRA', value: 'more' },
              { name: 'GIVEN', value: '<redacted>' },
              { name: 'ABSENT', value: '<secret absent>' },
            ]),
          },
        ],
      },
    });
  });
});

describe('secrets', () => {
  const yaml = `steps:
  a: { image: registry.example.com/b, commands: ['echo canary-value'], environment: { A: { from_secret: a } } }
`;
  const options = {
    secrets: [{ name: 'a', value: 'canary-value' }],
    registries: [{ hostname: 'registry.example.com', username: 'me', password: 'canary-password' }],
  };

  it.each(['3.0', '3.17', 'next'])('are in no manifest of %s', (release) => {
    const rendered = renderWorkflow(yaml, { ...options, release });
    const encoded = [...rendered.matchAll(/[A-Za-z0-9+/]{16,}={0,2}/g)].map(([text]) => text);
    const decoded = encoded.map((text) => Buffer.from(text, 'base64').toString());
    expect(decoded.join()).toContain('echo ');
    expect(`${rendered}${decoded.join()}`).not.toContain('canary');
  });

  it('are in no error', () => {
    const refused = "steps:\n  a: { image: 'canary-value', settings: 3, depends_on: ['canary-value'] }\n";
    expect(errorOf(() => renderWorkflow(refused, options)).message).not.toContain('canary');
  });
});

describe('a folder', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'podwright-folder-'));
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'a.yaml'), 'depends_on: [b]\nsteps:\n  last: { image: x }\n');
    writeFileSync(join(folder, 'b.yml'), 'steps:\n  first: { image: x }\n');
    writeFileSync(join(folder, 'notes.txt'), 'steps: [');
    writeFileSync(join(folder, 'latin.yaml.bin'), Buffer.from([0xff, 0x0a]));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is rendered in the order of dependencies', () => {
    const pods = workflowManifests(`${folder}/`).filter(({ kind }) => kind === 'Pod');
    expect(pods.map(({ metadata }) => metadata?.labels?.['step'])).toEqual(['first', 'last']);
  });

  it('without workflows is rejected, like one that is not text', () => {
    expect(codesOf(() => renderWorkflow(join(folder, 'empty')))).toEqual(['unreadable']);
    expect(codesOf(() => renderWorkflow(join(folder, 'latin.yaml.bin')))).toEqual(['unreadable']);
  });
});

describe('a workflow not worth a snapshot', () => {
  it.each([
    ['a file that is not there', 'nowhere.yaml', {}, ['unreadable']],
    ['a path that cannot be one', 'a\u0000b', {}, ['unreadable']],
    ['a text on one line', `{ steps: [${'a, '.repeat(3000)}] }`, {}, ['unreadable']],
    ['files without a text', [{ name: 'a.yaml' }] as never, {}, ['unreadable']],
    ['nothing', undefined as never, {}, ['unreadable']],
    ['an event that there is not', BUILD, { event: 'puhs' }, ['option-invalid']],
    [
      'a repository and a platform in another form',
      BUILD,
      { repo: 'app', platform: 'amd64' },
      ['option-invalid', 'option-invalid'],
    ],
    ['invalid YAML', 'steps: [\n', {}, ['yaml-syntax']],
    ['what the server rejects', 'steps:\n  - name: a\n', {}, ['image-missing']],
    ['what does not run', BUILD, { event: 'cron' }, ['nothing-runs', 'left-out-when']],
  ])('is rejected: %s', (_, files, options, codes) => {
    expect(codesOf(() => renderWorkflow(files, options))).toEqual(codes);
  });

  it('is rejected if the agent fails, at the place in the file', () => {
    const failing = `steps:
  a:
    image: b
    backend_options: { kubernetes: { resources: { requests: { cpu: lots } } } }
`;
    expect(errorOf(() => renderWorkflow(failing)).message).toMatch(/^\.woodpecker\.yaml:4:\d+: .*lots/);
  });

  it('is rejected if the agent does not start', () => {
    expect(() => renderWorkflow(BUILD, { release: '9.9' })).toThrow(AgentOptionsError);
    const agent = { WOODPECKER_BACKEND_K8S_POD_LABELS: '{' };
    expect(() => renderWorkflow(BUILD, { agent })).toThrow(AgentOptionsError);
  });

  it('is, when strict, whatever the agent would drop', () => {
    const yaml = `steps:
  a: { image: b, backend_options: { kubernetes: { resources: { requests: { cpu: 2 } }, tolerations: 1 } } }
`;
    expect(renderWorkflow(yaml)).toContain('kind: Pod');
    expect(codesOf(() => renderWorkflow(yaml, { strict: true }))).toContain('option-element-emptied');
    const agent = { WOODPECKER_BACKEND_K8S_NAMESPAC: 'ci' };
    expect(renderWorkflow(BUILD, { agent })).toContain('kind: Pod');
    expect(codesOf(() => renderWorkflow(BUILD, { agent, strict: true }))).toContain('agent-variable-unknown');
  });
});

function errorOf(action: () => unknown): WorkflowError {
  try {
    action();
  } catch (error) {
    if (error instanceof WorkflowError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

function codesOf(action: () => unknown): string[] {
  const { message, problems } = errorOf(action);
  for (const { code } of problems) expect(message).toContain(`[${code}]`);
  return problems.map(({ code }) => code);
}
