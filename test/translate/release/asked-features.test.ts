import { expect, test } from 'vitest';
import { askedFeatures, remembered } from '../../../src/translate/release/asked-features.ts';
import { type Features, featuresOf } from '../../../src/translate/release/features.ts';

const before = featuresOf('3.12');
const withHeadless: Features = { ...before, headlessService: true };
const withAffinity: Features = { ...before, affinity: true };

test('features are like others if nothing differs that was asked for', () => {
  const asked = askedFeatures(before);
  expect(asked.features.headlessService).toBe(false);
  expect(asked.areLike(withAffinity)).toBe(true);
  expect(asked.areLike(withHeadless)).toBe(false);
});

test('a result is made once for all features that it did not ask for', () => {
  const made: boolean[] = [];
  const service = remembered(({ headlessService }) => {
    made.push(headlessService);
    return { headlessService };
  });
  expect(service(before)).toBe(service(withAffinity));
  expect(service(withHeadless)).toEqual({ headlessService: true });
  expect(service(before)).toEqual({ headlessService: false });
  expect(made).toEqual([false, true]);
});

test('a remembered result passes on its dependencies', () => {
  const service = remembered(({ headlessService }) => headlessService);
  service(before);
  const asked = askedFeatures(before);
  service(asked.features);
  expect(asked.areLike(withHeadless)).toBe(false);
});
