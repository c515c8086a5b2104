import { describe, expect, it } from 'vitest';
import {
  configKeyProblems,
  labelProblems,
  labelValueProblems,
  NAME_PROBLEM,
  qualifiedNameProblems,
  searchDomainProblems,
  serviceNameProblems,
  subdomainProblems,
} from '../../../src/base/text/kubernetes-names.ts';

const a = (count: number) => 'a'.repeat(count);
const named = (bits: number) =>
  Object.entries(NAME_PROBLEM).flatMap(([problem, bit]) => ((bits & bit) === 0 ? [] : [problem]));

describe('names at their limits', () => {
  it.each([
    ['label', labelProblems, 63],
    ['service name', serviceNameProblems, 63],
    ['label value', labelValueProblems, 63],
    ['name without prefix', qualifiedNameProblems, 63],
    ['subdomain', subdomainProblems, 253],
    ['search domain', searchDomainProblems, 253],
    ['key of a Secret', configKeyProblems, 253],
  ])('a %s has at most so many bytes', (_, problemsOf, limit) => {
    expect(named(problemsOf(a(limit)))).toEqual([]);
    expect(named(problemsOf(a(limit + 1)))).toEqual(['tooLong']);
    expect(named(problemsOf(`${a(limit - 2)}é`))).toEqual(['malformed']);
    expect(named(problemsOf(`${a(limit - 1)}é`))).toEqual(['tooLong', 'malformed']);
  });

  it.each([
    [labelProblems, ['malformed']],
    [serviceNameProblems, ['malformed']],
    [subdomainProblems, ['malformed']],
    [searchDomainProblems, ['malformed']],
    [configKeyProblems, ['malformed']],
    [labelValueProblems, []],
    [qualifiedNameProblems, ['malformed', 'empty']],
  ])('%o of an empty text', (problemsOf, expected) => {
    expect(named(problemsOf(''))).toEqual(expected);
  });
});

describe('search domains', () => {
  it.each(['_a', '_tcp.local', 'a_b', 'a__b', 'a_-b', 'a-_b', '_a_b.c', '9', '_9'])('%s is one', (text) => {
    expect(named(searchDomainProblems(text))).toEqual([]);
  });

  it.each(['_', '__a', '_-a', 'a_', 'a-', '-a', 'a_.b', 'a._', '.', 'a.', '.a', 'a..b', 'A', 'ä'])(
    '%s is none',
    (text) => {
      expect(named(searchDomainProblems(text))).toEqual(['malformed']);
    },
  );
});

describe('qualified names', () => {
  it.each([
    ['example.com/name', []],
    ['a/B_c.d-e', []],
    [`${a(253)}/${a(63)}`, []],
    [`${a(254)}/a`, ['prefixTooLong']],
    [`${a(254)}é/a`, ['prefixTooLong', 'prefixMalformed']],
    [`a/${a(64)}`, ['tooLong']],
    ['_a/b', ['prefixMalformed']],
    ['a_b/c', ['prefixMalformed']],
    ['A/-', ['malformed', 'prefixMalformed']],
    ['/', ['malformed', 'empty', 'prefixEmpty']],
    ['//', ['tooManySlashes']],
    ['a//', ['tooManySlashes']],
    ['a//b', ['tooManySlashes']],
    ['/a/b', ['tooManySlashes']],
  ])('%.20s', (text, expected) => {
    expect(named(qualifiedNameProblems(text))).toEqual(expected);
  });
});

describe('characters', () => {
  const ascii = Array.from({ length: 0x82 }, (_, code) => String.fromCharCode(code));
  const allowed = (problemsOf: (text: string) => number, around: string) =>
    ascii.filter((character) => problemsOf(around + character + around) === 0).join('');
  const LOWER = '0123456789abcdefghijklmnopqrstuvwxyz';
  const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

  it.each([
    ['label', labelProblems, `-${LOWER}`, LOWER],
    ['service name', serviceNameProblems, `-${LOWER}`, LOWER.slice(10)],
    ['subdomain', subdomainProblems, `-.${LOWER}`, LOWER],
    ['label value', labelValueProblems, `-.${LETTERS}`, LETTERS.replace('_', '')],
    ['key of a Secret', configKeyProblems, `-.${LETTERS}`, `-${LETTERS}`],
  ])('of a %s, inside and alone', (_, problemsOf, inside, alone) => {
    expect(allowed(problemsOf, 'a')).toBe(inside);
    expect(allowed(problemsOf, '')).toBe(alone);
  });

  it.each([
    ['.', ['dots']],
    ['..', ['dots']],
    ['..a', ['dots']],
    ['../a', ['malformed', 'dots']],
    ['.a', []],
    ['a..', []],
    ['a.', []],
  ])('a key of a Secret such as %j', (text, expected) => {
    expect(named(configKeyProblems(text))).toEqual(expected);
  });
});
