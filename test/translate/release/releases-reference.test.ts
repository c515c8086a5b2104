import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FEATURES, type FeatureName } from '../../../src/index.ts';
import { OPTIONS_OF, releasesReference } from '../../support/releases-reference.ts';
import { propertiesOf } from '../../support/schema-properties.ts';

const page = new URL('../../../docs/releases.md', import.meta.url);

test('docs/releases.md is what the feature table says', () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, releasesReference());
  expect(readFileSync(page, 'utf8')).toBe(releasesReference());
});

test('the page names every option that came after 3.0 at the release that brought it', () => {
  const named = Object.entries(OPTIONS_OF).flatMap(([feature, option]) =>
    option
      .split('.')
      .slice(-1)
      .map((key) => [key, FEATURES[feature as FeatureName].since]),
  );
  const later = propertiesOf('backend-options.schema.json')
    .filter(({ key, property }) => (property['x-since'] ?? '3.0') !== '3.0' && key !== 'capabilities')
    .map(({ key, property }) => [key, property['x-since']]);
  expect(named.sort()).toEqual(later.sort());
});
