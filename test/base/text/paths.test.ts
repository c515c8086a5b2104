import { expect, it } from 'vitest';
import { withoutTrailingSlashes } from '../../../src/base/text/paths.ts';

it.each([
  ['', ''],
  ['/', ''],
  ['///', ''],
  ['a', 'a'],
  ['a/', 'a'],
  ['/a//b//', '/a//b'],
  ['a\\', 'a\\'],
])('%j without slashes at its end is %j', (path, expected) => {
  expect(withoutTrailingSlashes(path)).toBe(expected);
});
