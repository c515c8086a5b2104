import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../support/root.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podwright-release-'));
  mkdirSync(join(folder, 'scripts'));
  for (const name of ['release.mjs', 'package-files.mjs']) {
    cpSync(join(ROOT, 'scripts', name), join(folder, 'scripts', name));
  }
  write('scripts/package-files.txt', 'package.json\ndist/*.js\n');
  write('CHANGELOG.md', '# Changelog\n\n## 1.2.0\n\n- A feature.\n');
  write('.gitignore', 'dist/\n');
  writeManifest({ build: 'mkdir -p dist && echo 1 > dist/index.js', test: 'exit 0' });
  git('init', '--quiet');
  commit();
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

function writeManifest(scripts: object): void {
  const fields = { name: 'released', version: '1.2.0', files: ['dist'], publishConfig: { access: 'public' } };
  write('package.json', JSON.stringify({ ...fields, type: 'module', scripts }));
}

function git(...args: string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}

function commit(): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Change it');
}

function release() {
  const env = { ...process.env, npm_config_loglevel: 'silent' };
  const args = ['scripts/release.mjs', '--dry-run'];
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env });
}

describe('npm run release -- --dry-run', () => {
  it('prints the release without publishing it', () => {
    const { status, stdout } = release();
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ +\d+ dist\/index\.js$/m);
    expect(stdout).toMatch(/^released@1\.2\.0: 2 files/m);
    expect(git('tag', '--list')).toBe('');
    expect(git('status', '--porcelain')).toBe('');
  });

  it.each<[string, () => void, string | readonly string[]]>([
    ['a file that is not committed', () => write('new.txt', ''), 'new.txt'],
    ['a tag of this version', () => git('tag', 'v1.2.0'), 'v1.2.0'],
    [
      'a changelog without the version',
      () => {
        write('CHANGELOG.md', '# Changelog\n\n## 1.2.0-rc.1\n');
        commit();
      },
      'CHANGELOG.md',
    ],
    [
      'a list of files that lacks one in the tarball, and has one that is not there',
      () => {
        write('scripts/package-files.txt', 'package.json\ndist/*.js\ndist/index.d.ts\n');
        writeManifest({ build: 'mkdir -p dist && touch dist/index.js dist/index.map', test: 'exit 0' });
        commit();
      },
      ['dist/index.map', 'dist/index.d.ts'],
    ],
    [
      'a failed test',
      () => {
        writeManifest({ build: 'mkdir -p dist && touch dist/index.js', test: 'exit 1' });
        commit();
      },
      'npm test',
    ],
  ])('stops at %s', (_, change, named) => {
    change();
    const { status, stdout, stderr } = release();
    expect(status).toBe(1);
    for (const name of [named].flat()) expect(stderr).toContain(name);
    expect(stdout).not.toContain('would publish');
  });
});
