import { describe, expect, it } from 'vitest';
import type { CompiledWorkflow } from '../../../src/index.ts';
import { codesIn, run } from '../../support/memory-io.ts';

const BUILD = 'fixtures/cli/build.yaml';
const FOLDER = 'fixtures/cli/.woodpecker';

describe('compile', () => {
  it('prints one workflow as an object, and several or none as a list', () => {
    const one = JSON.parse(run(['compile', BUILD]).out) as CompiledWorkflow;
    expect(one.pipeline?.flatMap(({ steps }) => steps?.map(({ name }) => name))).toEqual(['test']);
    expect(JSON.parse(run(['compile', FOLDER]).out)).toHaveLength(2);
    const none = run(['compile', FOLDER, '--event', 'manual']);
    expect([none.code, JSON.parse(none.out)]).toEqual([0, []]);
    expect(codesIn(none.err)).toContain('nothing-runs');
  });

  it.each(['3.0', '3.9', '3.17', 'next'])('prints input for render, at %s', (release) => {
    for (const file of [BUILD, FOLDER]) {
      const argv = [file, '--release', release, '--event', 'push'];
      const compiled = run(['compile', ...argv]).out;
      const again = run(['render', '-', '--release', release], { stdin: compiled });
      expect(again.err).toBe('');
      expect(again.out).toBe(run(['render', ...argv]).out);
    }
  });

  it('prints input for diff', () => {
    const range = ['--from', '3.9', '--to', '3.10'];
    const { out } = run(['compile', BUILD, '--release', '3.9']);
    expect(run(['diff', '-', ...range], { stdin: out }).code).toBe(1);
    expect(run(['diff', '-', '--from', '3.9', '--to', '3.9'], { stdin: out }).code).toBe(0);
  });

  it('reads the input of the server from flags and metadata', () => {
    const environmentOf = (argv: readonly string[], files = {}): Readonly<Record<string, string>> => {
      const { out, err } = run(['compile', BUILD, ...argv], { files });
      expect(err).not.toContain('key-unknown');
      return (JSON.parse(out) as CompiledWorkflow).pipeline?.[0]?.steps?.[0]?.environment ?? {};
    };
    expect(environmentOf([])).toMatchObject({
      CI_REPO: 'owner/repo',
      CI_PIPELINE_EVENT: 'push',
      CI_COMMIT_BRANCH: 'main',
      CI_COMMIT_REF: 'refs/heads/main',
    });
    expect(
      environmentOf([
        '--repo',
        'a/b/c',
        '--sha',
        'f00',
        '--branch',
        'topic',
        '--env',
        'X=1',
        '--changed',
        'p',
        'q',
      ]),
    ).toMatchObject({
      CI_REPO: 'a/b/c',
      CI_COMMIT_SHA: 'f00',
      CI_COMMIT_BRANCH: 'topic',
      CI_COMMIT_REF: 'refs/heads/topic',
      CI_PIPELINE_FILES: '["p","q"]',
      X: '1',
    });
    expect(environmentOf(['--tag', 'v2'])).toMatchObject({ CI_PIPELINE_EVENT: 'tag', CI_COMMIT_TAG: 'v2' });
    const metadata = { repo: { owner: 'o', name: 'n' }, curr: { number: 7, cron: null }, workflow: {} };
    const files = { 'm.json': JSON.stringify(metadata) };
    expect(environmentOf(['--metadata', 'm.json'], files)).toMatchObject({
      CI_REPO: 'o/n',
      CI_PIPELINE_NUMBER: '7',
      CI_PIPELINE_EVENT: 'push',
    });
    expect(environmentOf(['--metadata', 'm.json', '--event', 'pull_request'], files)).toMatchObject({
      CI_PIPELINE_EVENT: 'pull_request',
      CI_COMMIT_TARGET_BRANCH: 'main',
    });
  });

  it('reads secrets from files and flags, which override the files', () => {
    const files = { 's.env': 'NPM_TOKEN="from file"\n' };
    const argv = ['compile', BUILD, '--tag', 'v1', '--show-secrets', '--secrets', 's.env'];
    expect(run(argv, { files }).out).toContain('"NODE_AUTH_TOKEN": "from file"');
    expect(run([...argv, '--secret', 'npm_token=from flag'], { files }).out).toContain(
      '"NODE_AUTH_TOKEN": "from flag"',
    );
  });

  it('ends with 2 for a pipeline that the server rejects', () => {
    const stdin = 'when: {event: push}\nsteps: {a: {image: b, privileged: true, commands: [c]}}';
    expect(run(['compile', '-'], { stdin })).toMatchObject({ code: 2, out: '' });
    expect(run(['compile', '-', '--trusted'], { stdin }).code).toBe(0);
  });
});

describe('schema', () => {
  it.each(['backend-options', 'agent-options', 'step', 'compiled-workflow'])('prints %s', (name) => {
    const { code, out } = run(['schema', name]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveProperty('$schema');
  });
});

describe('help', () => {
  it.each([[['--help']], [['render', '--help']], [['help', 'diff']], [['compile', '-h']]])(
    'of %j goes to standard output',
    (argv) => {
      const { code, out, err } = run(argv);
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain('Exit codes:');
      expect(out).not.toContain('(default: [])');
    },
  );
});
