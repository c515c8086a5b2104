import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { blocksIn } from '../docs/support/markdown.ts';
import { ROOT } from '../support/root.ts';
import { sarifValidator } from '../support/sarif-schema.ts';
import { type Project, projectWith, run } from './support/packed.ts';

/** The steps of docs/check-in-ci.md, in a project with the package. */
let packed: Project;
beforeAll(() => {
  packed = projectWith();
  mkdirSync(join(packed.project, 'deploy'));
  writeFileSync(join(packed.project, 'deploy/agent.env'), 'WOODPECKER_BACKEND_K8S_NAMESPACE=ci\n');
}, 60_000);
afterAll(() => packed.remove());

beforeEach(() => {
  rmSync(join(packed.project, '.woodpecker'), { recursive: true, force: true });
  mkdirSync(join(packed.project, '.woodpecker'));
  writeFileSync(join(packed.project, '.woodpecker/lint.yaml'), textOf('image: node'));
});

const PAGE = readFileSync(join(ROOT, 'docs/check-in-ci.md'), 'utf8');
const textOf = (words: string): string => blocksIn(PAGE, 'yaml').find((block) => block.includes(words)) ?? '';

function writeFaulty(): void {
  const options = 'backend_options: { kubernetes: { labels: { team: ci } } }';
  const yaml = `when: { event: push }\nsteps: { a: { image: alpine, commands: [make], ${options} } }\n`;
  writeFileSync(join(packed.project, '.woodpecker/faulty.yaml'), yaml);
}

/** Runs a command of a step; npx finds the installed package, and pre-commit would install it. */
function runIn(command: string): { status: number | null; stdout: string } {
  const PATH = `${join(packed.project, 'node_modules/.bin')}:${process.env['PATH']}`;
  const env = { ...process.env, PATH, NO_COLOR: '1', npm_config_offline: 'true' };
  return spawnSync('sh', ['-e', '-c', command], { cwd: packed.project, encoding: 'utf8', env });
}

const GITHUB = 'the job for GitHub Actions';
describe.each<[string, () => string]>([
  ['the step for Woodpecker', () => parse(textOf('image: node')).steps[0].commands.join('\n')],
  [GITHUB, () => parse(textOf('upload-sarif')).jobs.lint.steps[1].run],
  [
    'the hook for pre-commit',
    () => {
      const [{ entry }] = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8'));
      const { args } = parse(textOf('rev:')).repos[0].hooks[0];
      return [entry, ...args].join(' ');
    },
  ],
])('%s', (name, command) => {
  it('passes a project without findings', () => {
    expect(runIn(command())).toMatchObject({ status: 0 });
  });

  it('fails with findings', () => {
    writeFaulty();
    expect(runIn(command())).toMatchObject({ status: 1 });
    if (name === GITHUB) expectUpload();
  });
});

/** The job for GitHub Actions uploads a SARIF log, also with findings. */
function expectUpload(): void {
  const [, , upload] = parse(textOf('upload-sarif')).jobs.lint.steps;
  const log = JSON.parse(readFileSync(join(packed.project, upload.with.sarif_file), 'utf8'));
  const validate = sarifValidator();
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  expect(log.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(['step-label-gated']);
  expect(upload.if).toContain('failure()');
}

describe('the hook for pre-commit', () => {
  const [{ id, files, pass_filenames }] = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8'));

  it('is the hook of this version', () => {
    const { version, homepage } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const [{ repo, rev, hooks }] = parse(textOf('rev:')).repos;
    expect([repo, rev, hooks[0].id]).toEqual([homepage, `v${version}`, id]);
  });

  it('can be installed: "npm pack" prints nothing but a name, which pre-commit reads', () => {
    const folder = join(packed.project, 'hook');
    mkdirSync(folder);
    cpSync(join(ROOT, '.npmrc'), join(folder, '.npmrc'));
    const manifest = { name: 'hook', version: '1.0.0', scripts: { prepare: 'echo built' } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    expect(run('npm', ['pack'], folder)).toBe('hook-1.0.0.tgz\n');
  });

  it('runs for the files that the server reads, and checks them together', () => {
    const names = [
      '.woodpecker.yaml',
      '.woodpecker.yml',
      '.woodpecker/a.yaml',
      '.woodpecker/a.txt',
      'a.yaml',
    ];
    expect(names.filter((name) => new RegExp(files).test(name))).toEqual(names.slice(0, 3));
    expect(pass_filenames).toBe(false);
  });
});
