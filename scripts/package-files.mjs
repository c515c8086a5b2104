import { readFileSync } from 'node:fs';

/**
 * Compares files of a tarball with a list: one path or glob a line, where `*` is a part of a name and `**` any path.
 *
 * @returns a sentence for each difference
 */
export function differencesFrom(files, list) {
  const expected = readFileSync(list, 'utf8').split('\n').filter(Boolean).map(patternOf);
  return [
    ...files
      .filter((file) => !expected.some(({ pattern }) => pattern.test(file)))
      .map((file) => `The tarball contains ${file}, which ${list} does not list.`),
    ...expected
      .filter(({ pattern }) => !files.some((file) => pattern.test(file)))
      .map(({ line }) => `The tarball lacks ${line}.`),
  ];
}

function patternOf(line) {
  const parts = { '**': '.+', '*': '[^/]+', '.': '\\.' };
  return { line, pattern: new RegExp(`^${line.replace(/\*\*|\*|\./g, (part) => parts[part])}$`) };
}
