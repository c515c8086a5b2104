import { describe, expect, it } from 'vitest';
import { closestOf, nearest } from '../../../src/base/text/nearest.ts';

describe('the closest of some names', () => {
  it.each([
    ['imag', ['name', 'image', 'images'], 'image'],
    ['IMAGE', ['name', 'image'], 'image'],
    ['image', ['Name', 'IMAGE'], 'IMAGE'],
    ['x', ['bb', 'a', 'c'], 'a'],
    ['x', [], undefined],
  ])('to %s among %j is %s', (word, candidates, expected) => {
    expect(closestOf(word, candidates)).toBe(expected);
  });
});

describe('the name that a misspelt word means', () => {
  it.each([
    ['image', ['image'], 'image'],
    ['ImAgE', ['image'], 'image'],
    ['imgae', ['name', 'image'], 'image'],
    ['ab', ['cd'], 'cd'],
    ['abc', ['def'], undefined],
    ['commandxyz', ['commands'], undefined],
    ['comm', ['commands'], undefined],
    ['environ', ['environment'], undefined],
    ['environm', ['environment'], 'environment'],
    ['serviceAccoun', ['serviceAccountName'], 'serviceAccountName'],
    ['serviceAcco', ['serviceAccountName'], undefined],
    ['x', [], undefined],
  ])('%s among %j is %s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  it('is none for a word longer than a hundred characters', () => {
    expect(nearest('a'.repeat(100), ['a'.repeat(101)])).toBe('a'.repeat(101));
    expect(nearest('a'.repeat(101), ['a'.repeat(101)])).toBeUndefined();
  });
});
