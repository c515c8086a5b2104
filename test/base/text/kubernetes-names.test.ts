import fc from 'fast-check';
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
  ])('%o of an empty string', (problemsOf, expected) => {
    expect(named(problemsOf(''))).toEqual(expected);
  });
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

describe('names', () => {
  const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
  const NAME_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
  const text = fc.string({ unit: fc.constantFrom(...'aZ09-_./é \n'), maxLength: 9 });

  it('are judged as their grammar says', () => {
    fc.assert(
      fc.property(text, (name) => {
        expect(labelProblems(name) === 0).toBe(DNS_LABEL.test(name));
        expect(serviceNameProblems(name) === 0).toBe(DNS_LABEL.test(name) && /^[a-z]/.test(name));
        expect(subdomainProblems(name) === 0).toBe(name.split('.').every((part) => DNS_LABEL.test(part)));
        expect(searchDomainProblems(name) === 0).toBe(
          name.split('.').every((part) => /^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/.test(part)),
        );
        expect(labelValueProblems(name) === 0).toBe(name === '' || NAME_PART.test(name));
        expect(configKeyProblems(name) === 0).toBe(
          /^[-._a-zA-Z0-9]+$/.test(name) && !/^(\.$|\.\.)/.test(name),
        );
      }),
      { numRuns: 2000, seed: 3 },
    );
  });
});
