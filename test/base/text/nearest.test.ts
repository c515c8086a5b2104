import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/base/text/nearest.ts';

describe('the name that a misspelled word means', () => {
  it.each([
    ['image', ['image'], 'image'],
    ['ImAgE', ['image'], 'image'],
    ['imgae', ['name', 'image'], 'image'],
    ['ab', ['cd'], undefined],
    ['IMAGE', ['name', 'image', 'images'], 'image'],
    ['imag', ['Name', 'IMAGE'], 'IMAGE'],
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
