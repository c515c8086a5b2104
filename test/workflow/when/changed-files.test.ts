import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globMatch } from '../../../src/workflow/glob/glob-match.ts';
import { changedFiles } from '../../../src/workflow/when/changed-files.ts';
import { countOperations } from '../../support/operations.ts';
import { recordedPatterns } from '../../support/recorded-patterns.ts';

const path = fc.stringMatching(/^[ab./é😀\ud83d]{0,8}$/u);
const piece = fc.constantFrom(
  'a',
  'b',
  '/',
  '*',
  '**',
  '?',
  '[ab]',
  '[!a]',
  '{a,b/}',
  '\\',
  ']',
  '/**/',
  'é',
  '😀',
  '.',
  '{',
);
const glob = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const globs = fc.array(glob, { maxLength: 5 });

describe('changed files', () => {
  it('are matched like each of them against each glob', () => {
    fc.assert(
      fc.property(fc.array(path, { maxLength: 8 }), globs, (files, patterns) => {
        const isMatch = (file: string) => patterns.some((pattern) => globMatch(pattern, file));
        const changed = changedFiles(files);
        expect(changed.someMatches(patterns)).toBe(files.some(isMatch));
        expect(changed.everyMatches(patterns)).toBe(files.every(isMatch));
      }),
      { numRuns: 2000 },
    );
  });

  it('are matched as the server does', () => {
    const wrong = recordedPatterns('glob').filter(
      ({ pattern, text, result }) => changedFiles([text]).someMatches([pattern]) !== (result === true),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['literal', (i: number) => `lib/p${i}/f.ts`],
    ['with a star at the end', (i: number) => `src/part${i}/*.md`],
    ['that begin with a double star', (i: number) => `**/*.x${i}`],
    ['with stars around a number', (i: number) => `src/*${i}x*`],
  ])('cost as much as they and the globs are long together: globs %s', (_, patternOf) => {
    const operations = (n: number) => {
      const numbers = Array.from({ length: n }, (__, index) => index);
      const files = numbers.map((index) => `src/part${index}/file.ts`);
      return countOperations(() => changedFiles(files).someMatches(numbers.map(patternOf)));
    };
    expect(operations(400) / operations(100)).toBeLessThan(4 ** 1.2);
  });
});
