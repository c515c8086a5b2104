import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Phrases that read like a translation, and what to write in place of them. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:tell(?:s|ing)?|told)\b/i, 'report, show or list'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\banew\b/i, 'again, regenerate or rewrite'],
  [/\bcounts? (?:only|no|as|for|with)\b/i, 'takes effect, requires or is treated as'],
  [/\bof which\b/i, 'a second sentence'],
  [/\btakes? the place\b/i, 'replaces'],
  [/\blets? (?:\w+ )?through\b/i, 'allows'],
  [/\b(?:by itself|one and the same|made up)\b/i, 'alone, the same, generated'],
  [/\b(?:right would be|would be right)\b/i, 'expected'],
  [/\bfrom \d[\d.]* on\b/i, 'since'],
  [/\bstands? (?:for|in|there|by|on|apart)\b/i, 'represents, is or appears'],
  [/\b(?:is|are) no [a-z]/i, 'is not a, does not exist'],
  [/\b(?:without a trace|in silence)\b/i, 'silently'],
  [/\bbut for\b/i, 'except'],
  [/\bblanks?\b/i, 'space'],
  [/\brefuses\b/i, 'rejects'],
  [/\bup to 3\.\d/i, 'through'],
];

const FOLDERS = ['src', 'docs', 'test', 'scripts', 'bench', 'examples', 'schemas'];
const FILES = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
).filter(
  (file) => /\.(?:ts|mjs|md|json)$/.test(file) && !/\/(?:generated|node_modules)\/|words\.test/.test(file),
);

it('writes plain words in texts and comments', () => {
  const found = ['README.md', 'CHANGELOG.md', ...FILES].flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        PHRASES.filter(([phrase]) => phrase.test(proseOf(file, line))).map(
          ([, words]) => `${file}:${index + 1}: ${line.trim().slice(0, 100)} (write: ${words})`,
        ),
      ),
  );
  expect(found).toEqual([]);
});

/** What people read in a line: all of a page; elsewhere comments and quoted texts. */
function proseOf(file: string, line: string): string {
  return file.endsWith('.md') ? line : (/(?:\/\/|\*|["'`]).*/.exec(line)?.[0] ?? '');
}
