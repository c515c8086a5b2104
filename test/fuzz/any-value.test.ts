import { describe, expect, test } from 'vitest';
import * as everything from '../../src/index.ts';
import { manifestSerializer } from '../../src/vitest.ts';
import { IS_FULL } from '../support/fuzz.ts';
import { placesIn, withValue } from '../support/places.ts';
import { type PublicFunction, publicFunctions } from '../support/public-functions.ts';

const { AgentOptionsError, TranslationError } = everything;

function nested(levels: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
}

const inList = (inner: unknown) => [inner];
const inObject = (inner: unknown) => ({ a: inner });
const cyclic: Record<string, unknown> = {};
cyclic['a'] = cyclic;
cyclic['b'] = [cyclic];

const DEEP: Readonly<Record<string, unknown>> = {
  'lists 10,000 deep': nested(10_000, inList),
  'objects 10,000 deep': nested(10_000, inObject),
};
const DEEPEST: Readonly<Record<string, unknown>> = {
  'lists 500,000 deep': nested(500_000, inList),
  'objects 500,000 deep': nested(500_000, inObject),
  'labels 2,000 deep': { kubernetes: { labels: nested(2_000, inList) } },
  'an object that contains itself': cyclic,
};
const WRONG: Readonly<Record<string, unknown>> = Object.fromEntries(
  [
    undefined,
    null,
    true,
    0,
    -1.5,
    1e300,
    '',
    'a',
    [],
    [null],
    ['a'],
    [[]],
    [{}],
    {},
    { a: 1 },
    { a: null },
    { a: {} },
  ].map((value) => [value === undefined ? 'undefined' : JSON.stringify(value), value]),
);

describe.each(publicFunctions({ ...everything, manifestSerializer }))('$name answers', (each) => {
  test.each(each.args.map((_, index) => index))('any value as argument %i', (index) => {
    const failures = Object.entries({ ...WRONG, ...DEEP, ...DEEPEST }).flatMap(([name, value]) =>
      failureOf(each, each.args.with(index, value), name),
    );
    expect(failures).toEqual([]);
  });

  test.each(each.args.map((_, index) => index))(
    'any value anywhere in argument %i',
    { timeout: 600_000 },
    (index) => {
      const failures = placesIn(each.args[index]).flatMap((place, position) =>
        Object.entries(valuesAt(position)).flatMap(([name, value]) =>
          failureOf(
            each,
            each.args.with(index, withValue(each.args[index], place, value)),
            `${place.join('/')}: ${name}`,
          ),
        ),
      );
      expect(failures).toEqual([]);
    },
  );
});

/** All of them in `npm run fuzz`. In `npm test` only few places get the deep ones, which need most of the time. */
function valuesAt(position: number): Readonly<Record<string, unknown>> {
  if (IS_FULL) return { ...WRONG, ...DEEP, ...DEEPEST };
  return { null: null, '5': 5, '{"a":{}}': { a: {} }, ...(position % 16 === 0 ? DEEP : {}) };
}

/** What a call throws that it may not throw, or that its result is nested too deep to be written. */
function failureOf({ call, isBuilder }: PublicFunction, args: readonly unknown[], title: string): string[] {
  try {
    JSON.stringify(call(...args));
    return [];
  } catch (error) {
    if (isBuilder && (error instanceof TranslationError || error instanceof AgentOptionsError)) return [];
    return [`${title}: ${error}`];
  }
}
