import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildMatcher, secretsOf, secretValues } from '../../../src/explain/redact/matcher.ts';
import { TextReading } from '../../../src/explain/redact/reading.ts';

function readingOf(text: string): TextReading {
  const reading = new TextReading();
  const bytes = new TextEncoder().encode(text);
  reading.clear(bytes.length);
  bytes.forEach((byte, index) => {
    reading.byte(byte, index, index + 1);
  });
  return reading;
}

/** The text with `x` for every byte that a match covers. */
function covered(patterns: readonly string[], text: string, isCut = true): string {
  const marks = [...text];
  const encoder = new TextEncoder();
  const matcher = buildMatcher(patterns.map((pattern) => encoder.encode(pattern)));
  matcher.scan(readingOf(text), isCut, (first, last) => {
    marks.fill('x', first, last + 1);
  });
  return marks.join('');
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 5 });
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 30 });

describe('a matcher', () => {
  it('covers every match of its patterns', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), text, (patterns, within) => {
        const marks = [...within];
        for (const pattern of patterns) {
          for (let at = within.indexOf(pattern); at >= 0; at = within.indexOf(pattern, at + 1))
            marks.fill('x', at, at + pattern.length);
        }
        expect(covered(patterns, within)).toBe(marks.join(''));
      }),
    );
  });

  it('covers the longest start of a pattern before a cut', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), text, (patterns, within) => {
        const starts = patterns.flatMap((pattern) =>
          [...pattern].map((_, index) => pattern.slice(0, index + 1)),
        );
        const longest = Math.max(
          0,
          ...starts.filter((start) => within.endsWith(start)).map(({ length }) => length),
        );
        const marks = [...covered(patterns, within)];
        expect(covered(patterns, `${within}…`, false).slice(0, within.length)).toBe(marks.join(''));
        marks.fill('x', marks.length - longest);
        expect(covered(patterns, `${within}…`).slice(0, within.length)).toBe(marks.join(''));
      }),
    );
  });

  it('reads a plus sign as a space', () => {
    expect(covered(['a b', 'c+d'], 'a+b c d')).toBe('xxx xxx');
  });

  it('has no more states than the patterns have bytes, and one', () => {
    const encoder = new TextEncoder();
    const states = (...patterns: string[]) =>
      buildMatcher(patterns.map((pattern) => encoder.encode(pattern))).states;
    expect([states(), states('abcd'), states('abcd', 'abxy', 'é')]).toEqual([1, 5, 9]);
  });
});

it('gathers the secrets of a compiled workflow', () => {
  const environment = { CI_NETRC_PASSWORD: 'p', CI_NETRC_USERNAME: 'u', OTHER: 'o' };
  const steps = [
    {
      name: 'a',
      image: 'b',
      environment,
      secret_mapping: { A: 'm' },
      auth_config: { username: 'x', password: 'r' },
    },
    { name: 'b', image: 'b' },
  ];
  expect(
    secretsOf({ secrets: [{ name: 's', value: 'v' }, { name: 't' }], pipeline: [{ steps }, {}] }),
  ).toEqual(['v', 'm', 'r', 'p', 'u']);
  expect(secretsOf({})).toEqual([]);
});

it('skips values of a compiled workflow that are not strings', () => {
  const environment = { A: 1, B: null, C: ['https://token@example.com'], CI_NETRC_PASSWORD: 2 };
  const workflow = { secrets: [{ value: 3 }], pipeline: [{ steps: [{ environment }] }] };
  expect(secretsOf(JSON.parse(JSON.stringify(workflow)))).toEqual([]);
});

it('gathers the secrets in the input of the server', () => {
  const secrets = [{ name: 'a', value: 'v' }, { name: 'b' }];
  const registries = [{ hostname: 'h', username: 'u', password: 'p' }, { hostname: 'i' }];
  expect(secretValues({ secrets, registries })).toEqual(['v', 'p']);
  expect(secretValues({})).toEqual([]);
});
