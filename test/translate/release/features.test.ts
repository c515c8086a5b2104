import { describe, expect, test } from 'vitest';
import { FEATURES, type FeatureName, featuresOf, RELEASES } from '../../../src/index.ts';
import { holdsIn } from '../../../src/translate/release/agent-features.ts';

describe('a release has a feature', () => {
  test('from its first release on', () => {
    expect(RELEASES.filter((release) => holdsIn({ since: '3.15' }, release))).toEqual([
      '3.15',
      '3.16',
      '3.17',
      'next',
    ]);
    expect(RELEASES.filter((release) => holdsIn({ since: 'next' }, release))).toEqual(['next']);
    expect(RELEASES.filter((release) => holdsIn({ since: '3.0' }, release))).toEqual(RELEASES);
  });

  test('up to its last release, that one included', () => {
    expect(RELEASES.filter((release) => holdsIn({ since: '3.9', until: '3.11' }, release))).toEqual([
      '3.9',
      '3.10',
      '3.11',
    ]);
    expect(RELEASES.filter((release) => holdsIn({ since: '3.9', until: '3.9' }, release))).toEqual(['3.9']);
  });

  test('in those releases for which featuresOf says so', () => {
    for (const name of Object.keys(FEATURES) as FeatureName[]) {
      const said = RELEASES.filter((release) => featuresOf(release)[name]);
      expect(said).toEqual(RELEASES.filter((release) => holdsIn(FEATURES[name], release)));
    }
  });
});

test('the features of a release are the same object at each call', () => {
  for (const release of RELEASES) expect(featuresOf(release)).toBe(featuresOf(release));
});
