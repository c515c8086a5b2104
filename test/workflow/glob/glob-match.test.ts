import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globMatch } from '../../../src/workflow/glob/glob-match.ts';
import { recordedPatterns } from '../../support/recorded-patterns.ts';

const MATCHING: [pattern: string, texts: string[]][] = [
  ['main', ['main']],
  ['*', ['', 'a', '.a']],
  ['**', ['', 'a', 'a/b', '/']],
  ['', ['']],
  ['a/*', ['a/', 'a/b']],
  ['feature/**', ['feature', 'feature/', 'feature/a', 'feature/a/b']],
  ['**/x', ['x', 'a/x', 'a/b/x', '/x']],
  ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b']],
  ['a/**/', ['a', 'a/', 'a/b/']],
  ['a/**/*.md', ['a/x.md', 'a/b/c/x.md']],
  ['**/a/**/b', ['a/b', 'a/a/c/b', 'x/a/b']],
  ['a**', ['a', 'ab']],
  ['***', ['a']],
  ['?', ['a', 'é', '😀']],
  ['[a-c-e]', ['a', 'b', '-', 'e']],
  ['[!a]', ['b', '!']],
  ['[^a]x', ['bx']],
  ['[\\]]', [']']],
  ['[a-]', ['-', 'a']],
  ['{a,b}/c', ['a/c', 'b/c']],
  ['{a/b,c}', ['a/b', 'c']],
  ['x{a,{b,c}*,}y', ['xay', 'xby', 'xc1y', 'xy']],
  ['{**/a,b}/**', ['x/y/a/z', 'a', 'b/c']],
  ['{a/,b}**', ['a/', 'a/x/y', 'bx']],
  ['{1..3}', ['1..3']],
  ['\\*\\{', ['*{']],
  ['!a', ['!a']],
  ['(a|b)+$^.', ['(a|b)+$^.']],
  ['a}', ['a}']],
  ['a]', ['a]']],
  ['a,b', ['a,b']],
  ['{a}', ['a']],
  ['a*/**', ['ab', 'ab/c', 'a/c']],
  ['a**/**', ['ab', 'ab/c']],
  ['a*{,b}', ['ax', 'axb']],
  ['a**{,b}', ['ax', 'axb']],
  ['**/*', ['a', 'a/', 'a/b/']],
  ['**/**', ['a/', 'a/b']],
  ['a/**\\/b', ['a/x/b', 'a//b']],
  ['a\\/**', ['a/', 'a/b']],
  ['[--a]', ['-', '5', 'a']],
  ['x{y,}**', ['x/z', 'xy/z']],
  ['a****/', ['a/']],
];

const NOT_MATCHING: [pattern: string, texts: string[]][] = [
  ['a**/b', ['ax/y/b', 'ab']],
  ['**]b', ['a/bxa/b']],
  ['**/', ['*b']],
  ['/** ', ['']],
  ['main', ['Main', 'mai', 'mainx', '']],
  ['*', ['a/b', '/']],
  ['a/*', ['a', 'a/b/c']],
  ['a**', ['a/b']],
  ['**a', ['b/a']],
  ['a/**', ['ab', 'b']],
  ['a/**/b', ['a', 'ab', 'a/xb']],
  ['**/*', ['']],
  ['*{,b}x', ['', 'b']],
  ['?', ['', '/', 'ab']],
  ['[a-c-e]', ['d']],
  ['[!a]', ['a', '']],
  ['!a', ['b']],
  ['{a/,b}**', ['b/x']],
  ['{1..3}', ['2']],
  ['./a', ['a']],
  ['a//b', ['a/b']],
  ['a*/**', ['a', 'b']],
  ['a*{,b}', ['a', 'ax/']],
  ['a/**/*', ['a', 'a/']],
  ['**/?', ['a/']],
  ['a/**\\/b', ['a/b', 'a/x/y/b']],
  ['a\\/**', ['a']],
  ['[--a]', ['b', ',']],
  ['a****/', ['ab']],
];

const MALFORMED = ['[', '[a', '[]', '[]a]', '[!]', '[^', '{', '{a', '{a,{b}', 'a\\', '{[a,b],c}', '[a\\]'];

describe('globMatch', () => {
  it('answers as the server does', () => {
    const recorded = recordedPatterns('glob');
    // An error is treated as a mismatch.
    const wrong = recorded.filter(
      ({ pattern, text, result }) => globMatch(pattern, text) !== (result === true),
    );
    expect(wrong).toEqual([]);
    expect(recorded.length).toBeGreaterThan(700);
  });

  it.each(MATCHING)('%j matches %j', (pattern, texts) => {
    for (const text of texts) expect(globMatch(pattern, text), text).toBe(true);
  });

  it('answers for a class that ends in a backslash', () => {
    expect(globMatch('[{\\', 'a')).toBe(false);
  });

  it.each(NOT_MATCHING)('%j does not match %j', (pattern, texts) => {
    for (const text of texts) expect(globMatch(pattern, text), text).toBe(false);
  });

  it.each(MALFORMED)('malformed %j matches nothing, not even itself', (pattern) => {
    expect(globMatch(pattern, pattern)).toBe(false);
    expect(globMatch(pattern, '')).toBe(false);
  });
});

describe('properties', () => {
  const path = fc.stringMatching(/^[ab./!é]{0,8}$/);
  const piece = fc.constantFrom('a', 'b', '/', '*', '**', '?', '[ab]', '[!a]', 'é', '.');

  it('plain text matches itself only', () => {
    fc.assert(fc.property(path, path, (left, right) => globMatch(left, right) === (left === right)));
  });

  it('an escaped text matches itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(globMatch(text.replace(/[*?[\]{},\\]/g, '\\$&'), text)).toBe(true);
      }),
    );
  });

  it('braces match if one of their alternatives matches', () => {
    const globs = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(
        fc.array(globs, { minLength: 1, maxLength: 3 }),
        globs,
        path,
        (alternatives, tail, text) => {
          const expected = alternatives.some((alternative) => globMatch(alternative + tail, text));
          fc.pre(!alternatives.some((alternative) => alternative.endsWith('*') && tail.startsWith('*')));
          expect(globMatch(`{${alternatives.join(',')}}${tail}`, text)).toBe(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('agrees with a regular expression on stars without slashes', () => {
    const glob = fc.stringMatching(/^[ab*?]{0,6}$/);
    fc.assert(
      fc.property(glob, fc.stringMatching(/^[ab]{1,6}$/), (pattern, text) => {
        fc.pre(!pattern.includes('**') && !/\*$/.test(pattern));
        const expected = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
        expect(globMatch(pattern, text)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describe('globs of whole components', () => {
  const SOURCES = {
    a: 'a',
    '*': '[^/]*',
    'a*b': 'a[^/]*b',
    '*b': '[^/]*b',
    '?': '[^/]',
    '[!a]': '[^a/]',
  } as const;
  type Component = keyof typeof SOURCES | '**';

  /** The glob as a regular expression; a double star matches any number of components. */
  function modelOf(components: readonly Component[]): RegExp {
    const last = components.length - 1;
    const parts = components.map((component, index) => {
      if (component === '**') return index < last ? '([^/]*/)*' : last === 0 ? '.*' : '';
      const slash = index === last ? '' : index === last - 1 && components[last] === '**' ? '(/.*)?' : '/';
      return SOURCES[component] + slash;
    });
    const rest = last > 0 && components[last] === '**' && components[last - 1] === '**' ? '.*' : '';
    return new RegExp(`^${parts.join('')}${rest}$`);
  }

  it('match the components of a path', () => {
    const component = fc.constantFrom<Component>('a', '*', 'a*b', '*b', '?', '[!a]', '**', '**');
    const path = fc.stringMatching(/^[abc/]{0,6}[abc]$/);
    fc.assert(
      fc.property(fc.array(component, { minLength: 1, maxLength: 4 }), path, (components, text) => {
        // A class matches a slash too.
        fc.pre(!/\[/.test(components.join('')) || !text.includes('//'));
        expect(globMatch(components.join('/'), text)).toBe(modelOf(components).test(text));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('hostile globs', () => {
  it('end without trying every way', () => {
    expect(globMatch(`${'*a'.repeat(200)}b`, 'a'.repeat(2000))).toBe(false);
    expect(globMatch(`${'{a,a}'.repeat(200)}b`, 'a'.repeat(200))).toBe(false);
    expect(globMatch(`${'**/'.repeat(200)}b`, 'a/'.repeat(200))).toBe(false);
    expect(globMatch(`${'{a,'.repeat(100)}b${'}'.repeat(100)}`, 'b')).toBe(true);
    expect(globMatch(`${'{a,'.repeat(20_000)}b${'}'.repeat(20_000)}`, 'b')).toBe(false);
    expect(globMatch(`${'{a,'.repeat(400)}b${'}'.repeat(400)}`, 'c')).toBe(false);
    expect(globMatch('{'.repeat(100_000), 'a')).toBe(false);
  });
});
