import { expect, test } from 'vitest';
import { DEFAULT_RELEASE, parseRelease, RELEASES } from '../../../src/index.ts';

test('every release reads as itself, with a v before it and with a patch release behind it', () => {
  for (const release of RELEASES) {
    expect(parseRelease(release)).toBe(release);
    if (release === 'next') continue;
    const spellings = [`v${release}`, `${release}.0`, `v${release}.12`];
    expect(spellings.map(parseRelease)).toEqual([release, release, release]);
  }
  expect(parseRelease(DEFAULT_RELEASE)).toBe('3.0');
});

test.each([
  '',
  'v',
  '3',
  'v3',
  '2.8',
  '3.18',
  '3.170',
  '13.1',
  '3.1.',
  '3.1.x',
  '3.1.0.0',
  '3.1.0-rc.1',
  '3.x',
  'x3.1',
  'vv3.1',
  ' 3.1',
  '3.1 ',
  '3.1\n',
  'vnext',
  'next.0',
  'Next',
  'latest',
])('%j is not a known release', (text) => {
  expect(parseRelease(text)).toBeUndefined();
});

test.each([[undefined], [null], [3.1], [['3.1']]])('%j is not text, so no release', (value) => {
  expect(parseRelease(value as unknown as string)).toBeUndefined();
});
