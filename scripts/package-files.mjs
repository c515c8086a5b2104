import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Compares the files of the tarball with a list: one path or glob a line, where `*` is a part of a name and `**` any path.
 *
 * @returns what npm would pack, and a sentence for each difference
 */
export function packedFiles(list) {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [packed] = JSON.parse(output);
  const files = packed.files.map(({ path }) => path);
  const expected = readFileSync(list, 'utf8').split('\n').filter(Boolean).map(patternOf);
  const differences = [
    ...files
      .filter((file) => !expected.some(({ pattern }) => pattern.test(file)))
      .map((file) => `The tarball contains ${file}, which ${list} does not list.`),
    ...expected
      .filter(({ pattern }) => !files.some((file) => pattern.test(file)))
      .map(({ line }) => `The tarball lacks ${line}.`),
  ];
  return { packed, differences };
}

function patternOf(line) {
  const parts = { '**': '.+', '*': '[^/]+', '.': '\\.' };
  return { line, pattern: new RegExp(`^${line.replace(/\*\*|\*|\./g, (part) => parts[part])}$`) };
}
