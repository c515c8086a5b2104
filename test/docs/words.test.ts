import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { proseOf } from './support/prose.ts';

/** Phrases that read like a translation, and what to write in place of them. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:tell(?:s|ing)?|told)\b/i, 'report, show or list'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\banew\b/i, 'again, regenerate or rewrite'],
  [/\bcounts? (?:only|no|as|for|with)\b/i, 'takes effect, requires or is treated as'],
  [/\bof which\b/i, 'a second sentence'],
  [/\blets? (?:\w+ )?through\b/i, 'allows'],
  [/\b(?:by itself|one and the same|made up)\b/i, 'alone, the same, generated'],
  [/\b(?:right would be|would be right)\b/i, 'expected'],
  [/\bfrom \d[\d.]* on\b/i, 'since'],
  [/\b(?:is|are) no [a-z]/i, 'is not a, does not exist'],
  [/\b(?:without a trace|in silence)\b/i, 'silently'],
  [/\bbut for\b/i, 'except'],
  [/\bblanks?\b/i, 'space'],
  [/\bup to 3\.\d/i, 'through'],
  [/\bunless given\b/i, 'default: ...'],
  [/, so that\b/i, 'so'],
  [/(?<!must )\b(?:has|have|had) to\b/i, 'must'],
  [/\bis to be\b/i, 'must be'],
  [/\bwins? over\b/i, 'overrides'],
  [/\b(?:last|first)(?: one)? counts\b/i, 'takes effect'],
  [/(?<!one )\bof (?:its|their|your) own\b(?! \w)/i, 'separate, or "its own" before the noun'],
  [/\b(?:back quote|number sign)s?\b/i, 'backtick, #'],
  [/\bor else\b/i, 'otherwise'],
  [/\b(?:an?|each|every|any|empty|no) text\b(?! (?:file|editor))/i, 'string'],
  [/\b(?:list|map)s? of texts\b/i, 'strings'],
  [
    /(?:\btakes|(?<=\s)take)\b(?! (?:effect|part|precedence|hours|longer|time\b))/i,
    'accepts, reads, uses, needs or removes',
  ],
  [/\bholds?\b/i, 'applies, matches or contains'],
  [/\bstands?\b/i, 'is, appears or represents'],
  [/\bwhat (?:became|becomes) of\b/i, 'effect, outcome'],
  [/(?<=\s)refus(?:e|es|ed|als?)\b(?![-.`])/i, 'rejects'],
];

/** Any of the phrases. Most files have none, so nothing needs to find their comments and texts. */
const ANY_PHRASE = new RegExp(PHRASES.map(([phrase]) => phrase.source).join('|'), 'i');
const mayBeWrong = (content: string): boolean => ANY_PHRASE.test(content.replace(/\\./g, ' '));

const FOLDERS = ['src', 'docs', 'test', 'scripts', 'bench', 'examples', 'schemas'];
const FILES = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
).filter(
  (file) => /\.(?:ts|mjs|md|json)$/.test(file) && !/\/(?:generated|node_modules)\/|words\.test/.test(file),
);

it('writes plain words in texts and comments', () => {
  const found = ['README.md', 'CHANGELOG.md', 'SECURITY.md', ...FILES].flatMap((file) => {
    const content = readFileSync(file, 'utf8');
    if (!mayBeWrong(content)) return [];
    return proseOf(file, content).flatMap(({ text, line }) =>
      PHRASES.flatMap(([phrase, words]) => {
        const match = phrase.exec(text);
        if (match === null) return [];
        const place = line + text.slice(0, match.index).split('\n').length - 1;
        const around = text.slice(Math.max(0, match.index - 40), match.index + 60).replace(/\s+/g, ' ');
        return [`${file}:${place}: ${around} (write: ${words})`];
      }),
    );
  });
  expect(found).toEqual([]);
});
