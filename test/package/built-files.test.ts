import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../support/root.ts';

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*["'`]([^"'`]+)["'`]/g;

/** A built file and all that it imports from dist, with the packages that these import. */
function closureOf(entry: string): { files: Map<string, string>; packages: Set<string> } {
  const files = new Map<string, string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    const text = readFileSync(join(ROOT, 'dist', file), 'utf8');
    files.set(file, text);
    // Imports are at the top of a built file; further down the same words may be in a message.
    const statements = text.split('\n').filter((line) => /^\s*(import|export)\b/.test(line));
    for (const [, specifier = ''] of statements.join('\n').matchAll(IMPORT)) {
      if (specifier.startsWith('./')) visit(specifier.slice(2));
      else packages.add(specifier);
    }
  };
  visit(entry);
  return { files, packages };
}

it.each([
  ['index.js', ['@stablelib/sha256', 'leven', 'lodash.merge', 're2js', 'yaml']],
  ['core.js', ['@stablelib/sha256', 'leven']],
])('%s needs neither node nor code made at run time, and imports its dependencies', (entry, dependencies) => {
  const { files, packages } = closureOf(entry);
  expect(files.size).toBeGreaterThan(1);
  expect([...packages].sort()).toEqual(dependencies);
  for (const [file, text] of files) {
    // A method may be called eval.
    const forbidden = /["'`]node:\w+|\brequire\s*\(|(?<!\.)\beval\s*\([^)]*\)(?!\s*\{)|\bnew Function\b/g;
    expect.soft(text.match(forbidden), file).toBeNull();
  }
});

it('no file of the command line has the constructor of functions', () => {
  for (const [file, text] of closureOf('bin.js').files) {
    expect(text.match(/\bFunction\s*\(/), file).toBeNull();
  }
});

it('the command line loads the evaluator when a workflow has a condition', () => {
  expect([...closureOf('bin.js').files.keys()].filter((file) => file.includes('evaluate'))).toEqual([]);
  const folder = mkdtempSync(join(tmpdir(), 'podwright-'));
  const file = join(folder, 'workflow.yaml');
  const when = `when: {event: push, evaluate: 'CI_COMMIT_BRANCH matches "^ma(i|x)n$"'}`;
  writeFileSync(file, `${when}\nskip_clone: true\nsteps: {a: {image: alpine, commands: [ls]}}\n`);
  const run = [join(ROOT, 'dist/bin.js'), 'compile', file];
  expect(execFileSync(process.execPath, run, { encoding: 'utf8' })).toContain('"image": "alpine"');
  rmSync(folder, { recursive: true });
});

it('the names of core are those of the whole', async () => {
  const core = (await import('../../src/core.ts')) as Record<string, unknown>;
  const whole = (await import('../../src/index.ts')) as Record<string, unknown>;
  expect(Object.keys(core).length).toBeGreaterThan(10);
  for (const [name, value] of Object.entries(core)) {
    expect(whole[name], name).toBe(value);
  }
});
